import fc from 'fast-check'
import { expect, test } from 'vitest'
import { civilDay, dayNumber, plainDate, weekday } from './day-number.ts'

const epoch = new Temporal.PlainDate(1970, 1, 1)
const anyDay = fc.integer({ min: -40_000, max: 60_000 })

test('1 January 1970 is day 0', () => {
  expect(dayNumber(epoch)).toBe(0)
})

test('day numbers agree with Temporal, leap years and turns of century included', () => {
  fc.assert(
    fc.property(anyDay, number => {
      const date = epoch.add({ days: number })
      expect(dayNumber(date)).toBe(number)
      expect(plainDate(number).equals(date)).toBe(true)
      expect(weekday(number)).toBe(date.dayOfWeek)
      expect(civilDay(number)).toEqual({ year: date.year, month: date.month, dayOfMonth: date.day })
    }),
  )
})

test('29 February is there in 2000 and 2024, and not in 1900', () => {
  expect(plainDate(dayNumber(Temporal.PlainDate.from('2000-02-28')) + 1).toString()).toBe('2000-02-29')
  expect(plainDate(dayNumber(Temporal.PlainDate.from('2024-02-28')) + 1).toString()).toBe('2024-02-29')
  expect(plainDate(dayNumber(Temporal.PlainDate.from('1900-02-28')) + 1).toString()).toBe('1900-03-01')
})
