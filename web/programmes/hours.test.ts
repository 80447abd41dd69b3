import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readHours, writeHours } from './hours.ts'

test('any minutes are written as hours and read as the same minutes', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 6000 }), minutes => {
      expect(readHours(writeHours(minutes))).toBe(minutes)
    }),
  )
})

test.each([
  ['18', 1080],
  [' 18,5 ', 1110],
  ['0,25', 15],
  ['100', 6000],
  ['', null],
])('%s', (text, minutes) => expect(readHours(text)).toBe(minutes))

test.each(['0', '100,1', '101', 'mange', '18,555', '-1', '1.000,5'])('%s is none', text =>
  expect(readHours(text)).toBeUndefined(),
)
