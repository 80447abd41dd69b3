import { expect, test } from 'vitest'
import { danishHolidays, easterSunday, municipalClosingDays } from './danish-holidays.ts'
import { plainDate } from './day-number.ts'

test.each([
  [2014, '2014-04-20'],
  [2017, '2017-04-16'],
  [2018, '2018-04-01'],
  [2019, '2019-04-21'],
  [2023, '2023-04-09'],
  [2024, '2024-03-31'],
  [2025, '2025-04-20'],
  [2026, '2026-04-05'],
  [2027, '2027-03-28'],
  [2038, '2038-04-25'],
  [2285, '2285-03-22'],
])('Easter Sunday %i is %s', (year, day) => {
  expect(plainDate(easterSunday(year)).toString()).toBe(day)
})

function namedDays(days: ReadonlyMap<string, number>): Record<string, string> {
  return Object.fromEntries([...days].map(([name, day]) => [name, plainDate(day).toString()]))
}

test('the public holidays of 2023, the last year with store bededag', () => {
  expect(namedDays(danishHolidays(2023))).toEqual({
    newYearsDay: '2023-01-01',
    maundyThursday: '2023-04-06',
    goodFriday: '2023-04-07',
    easterSunday: '2023-04-09',
    easterMonday: '2023-04-10',
    greatPrayerDay: '2023-05-05',
    ascensionDay: '2023-05-18',
    whitSunday: '2023-05-28',
    whitMonday: '2023-05-29',
    christmasDay: '2023-12-25',
    secondChristmasDay: '2023-12-26',
  })
})

test('store bededag is abolished from 2024 on', () => {
  expect(danishHolidays(2024).has('greatPrayerDay')).toBe(false)
  expect(danishHolidays(2024).size).toBe(10)
})

test('the municipality is also closed on 5 June, 24 and 31 December', () => {
  expect(namedDays(municipalClosingDays(2026))).toEqual({
    constitutionDay: '2026-06-05',
    christmasEve: '2026-12-24',
    newYearsEve: '2026-12-31',
  })
})
