import fc from 'fast-check'
import { expect, test } from 'vitest'
import { proposeMinutes } from './adjust.ts'

const logged = (minutes: readonly number[]) => ({
  count: minutes.length,
  sum: minutes.reduce((sum, each) => sum + each, 0),
  sumOfSquares: minutes.reduce((sum, each) => sum + each * each, 0),
})
const times = (count: number, ...minutes: number[]) =>
  logged(Array.from({ length: count }, (_, index) => minutes[index % minutes.length] ?? 0))

test('proposes the mean to the nearest five where enough is logged and it differs', () => {
  expect(proposeMinutes(60, times(60, 40, 50))).toBe(45)
  expect(proposeMinutes(60, times(49, 40, 50))).toBeNull()
  expect(proposeMinutes(45, times(60, 40, 50))).toBeNull()
})

test('proposes nothing where chance explains the difference', () => {
  // A mean of 65 with a standard error of about 7.7.
  expect(proposeMinutes(60, times(60, 5, 125))).toBeNull()
  expect(proposeMinutes(60, times(6000, 5, 125))).toBe(65)
})

test('proposes nothing that lies further from what was logged than what is assumed', () => {
  expect(proposeMinutes(12, times(600, 12, 13))).toBeNull()
  expect(proposeMinutes(3, times(60, 2))).toBeNull()
})

test('what is proposed is nearer to what was logged, and at least five minutes', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 300 }),
      fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 50, maxLength: 90 }),
      (assumed, minutes) => {
        const proposed = proposeMinutes(assumed, logged(minutes))
        if (proposed === null) return
        const mean = logged(minutes).sum / minutes.length
        expect(proposed % 5 === 0 && proposed >= 5).toBe(true)
        expect(Math.abs(proposed - mean)).toBeLessThan(Math.abs(assumed - mean))
      },
    ),
  )
})
