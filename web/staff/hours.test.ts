import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readHours } from './hours.ts'

test('hours as people write them', () => {
  expect([readHours('37'), readHours('29,6'), readHours(' 18.5 '), readHours('')]).toEqual([
    2220,
    1776,
    1110,
    null,
  ])
})

test.each(['0', '61', '-3', 'en', '37 t', '1e1', '3,123'])('%s is no working week', text => {
  expect(readHours(text)).toBeUndefined()
})

test('whatever is written is a working week, not given, or refused', () => {
  fc.assert(
    fc.property(fc.string(), text => {
      const minutes = readHours(text)
      expect(minutes === null || minutes === undefined || (minutes >= 1 && minutes <= 3600)).toBe(true)
    }),
  )
})
