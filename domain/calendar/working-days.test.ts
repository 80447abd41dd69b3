import fc from 'fast-check'
import { expect, test } from 'vitest'
import { danishCalendar } from './calendar.ts'
import { plainDate } from './day-number.ts'
import {
  addWorkingDays,
  firstWorkingDayOnOrAfter,
  isWorkingDay,
  lastWorkingDayOnOrBefore,
  workingDaysBetween,
} from './working-days.ts'

const calendar = danishCalendar()
const on = (text: string) => Temporal.PlainDate.from(text)
const anyDay = fc.integer({ min: 14_000, max: 25_000 }).map(plainDate)

test.each([
  ['an ordinary Monday', '2026-11-23', true],
  ['a Saturday', '2026-11-21', false],
  ['a Sunday', '2026-11-22', false],
  ['Maundy Thursday', '2026-04-02', false],
  ['Easter Monday', '2026-04-06', false],
  ['Whit Monday', '2026-05-25', false],
  ['store bededag 2023', '2023-05-05', false],
  ['the Friday that was store bededag, 2024', '2024-04-26', true],
  ['Constitution Day', '2026-06-05', false],
  ['Christmas Eve', '2026-12-24', false],
  ["New Year's Eve", '2026-12-31', false],
  ['the Friday after Ascension Day', '2026-05-15', true],
])('%s (%s): a working day is %s', (_name, day, working) => {
  expect(isWorkingDay(on(day), calendar)).toBe(working)
})

test('working days step over Easter', () => {
  expect(addWorkingDays(on('2026-04-01'), 1, calendar).toString()).toBe('2026-04-07')
  expect(addWorkingDays(on('2026-04-07'), -1, calendar).toString()).toBe('2026-04-01')
})

test('five working days from a Friday are the next Friday', () => {
  expect(addWorkingDays(on('2026-11-13'), 5, calendar).toString()).toBe('2026-11-20')
})

test('five working days from a Saturday are the next Friday', () => {
  expect(addWorkingDays(on('2026-11-14'), 5, calendar).toString()).toBe('2026-11-20')
})

test('the last working day on or before the second day of Christmas 2026 is 23 December', () => {
  expect(lastWorkingDayOnOrBefore(on('2026-12-26'), calendar).toString()).toBe('2026-12-23')
  expect(lastWorkingDayOnOrBefore(on('2026-12-23'), calendar).toString()).toBe('2026-12-23')
})

test('the first working day on or after Christmas Eve 2026 is Monday 28 December', () => {
  expect(firstWorkingDayOnOrAfter(on('2026-12-24'), calendar).toString()).toBe('2026-12-28')
})

test('counting working days reverses adding them, in both directions', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: -60, max: 60 }), (day, count) => {
      expect(workingDaysBetween(day, addWorkingDays(day, count, calendar), calendar)).toBe(count)
    }),
  )
})

test('adding a number of working days other than zero ends on a working day', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: 1, max: 60 }), (day, count) => {
      expect(isWorkingDay(addWorkingDays(day, count, calendar), calendar)).toBe(true)
      expect(isWorkingDay(addWorkingDays(day, -count, calendar), calendar)).toBe(true)
    }),
  )
})
