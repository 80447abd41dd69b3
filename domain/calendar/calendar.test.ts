import { expect, test } from 'vitest'
import { houseCalendar } from './calendar.ts'
import { dayNumber } from './day-number.ts'

const on = (day: string) => Temporal.PlainDate.from(day)
const between = (from: string, to: string) => ({ from: on(from), to: on(to) })
const number = (day: string) => dayNumber(on(day))

const calendar = houseCalendar([
  { kind: 'school', during: between('2026-08-01', '2026-08-10') },
  { kind: 'house', during: between('2026-07-13', '2026-07-27') },
  { kind: 'school', during: between('2026-06-27', '2026-08-01') },
])

test('the house is closed on its own days and on public holidays; the law knows the holidays alone', () => {
  for (const [day, house, law] of [
    ['2026-07-12', false, false],
    ['2026-07-13', true, false],
    ['2026-07-26', true, false],
    ['2026-07-27', false, false],
    ['2026-12-25', true, true],
    ['2026-07-01', false, false],
  ] as const) {
    expect([day, calendar.isClosed(number(day)), calendar.law.isClosed(number(day))]).toEqual([
      day,
      house,
      law,
    ])
  }
})

test('closings that touch or overlap are one, of one kind or of both', () => {
  const told = (kinds: ('house' | 'school')[]) => calendar.closed(kinds).map(({ from, to }) => to - from)
  expect(told(['school'])).toEqual([44])
  expect(told(['house'])).toEqual([14])
  expect(told(['house', 'school'])).toEqual([44])
  expect(houseCalendar([]).closed(['house', 'school'])).toEqual([])
})
