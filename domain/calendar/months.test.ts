import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plainDate } from './day-number.ts'
import { addMonths, ageOn, midpoint } from './months.ts'

const on = (text: string) => Temporal.PlainDate.from(text)
const anyDay = fc.integer({ min: 0, max: 40_000 }).map(plainDate)

test.each([
  ['2026-01-31', 1, '2026-02-28'],
  ['2024-01-31', 1, '2024-02-29'],
  ['2026-10-20', 1, '2026-11-20'],
  ['2026-12-15', 1, '2027-01-15'],
  ['2026-03-31', -1, '2026-02-28'],
  ['2026-01-15', -13, '2024-12-15'],
  ['2026-08-31', 6, '2027-02-28'],
])('%s and %i months is %s', (day, months, expected) => {
  expect(addMonths(on(day), months).toString()).toBe(expected)
})

test('month arithmetic agrees with Temporal', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: -60, max: 60 }), (day, months) => {
      expect(addMonths(day, months).equals(day.add({ months }))).toBe(true)
    }),
  )
})

test('midway between 20 October and 20 November is 4 November', () => {
  expect(midpoint(on('2026-10-20'), on('2026-11-20')).toString()).toBe('2026-11-04')
  expect(midpoint(on('2026-11-20'), on('2026-10-20')).toString()).toBe('2026-11-04')
})

test.each([
  ['the day before turning 18', '2008-11-24', '2026-11-23', 17],
  ['on the birthday', '2008-11-23', '2026-11-23', 18],
  ['born 29 February, on 28 February', '2008-02-29', '2026-02-28', 17],
  ['born 29 February, on 1 March', '2008-02-29', '2026-03-01', 18],
])('age %s', (_name, born, day, age) => {
  expect(ageOn(on(born), on(day))).toBe(age)
})
