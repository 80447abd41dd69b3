import { expect, test } from 'vitest'
import { wholeFaults } from './whole-number.ts'

test.each([
  ['', []],
  ['1', []],
  [' 1000 ', []],
  ['0', [{ field: 'cases', code: 'tooSmall', params: { min: 1 } }]],
  ['-5', [{ field: 'cases', code: 'tooSmall', params: { min: 1 } }]],
  ['−5', [{ field: 'cases', code: 'tooSmall', params: { min: 1 } }]],
  ['1001', [{ field: 'cases', code: 'tooBig', params: { max: 1000 } }]],
  ['99999999', [{ field: 'cases', code: 'tooBig', params: { max: 1000 } }]],
  ['mange', [{ field: 'cases', code: 'number' }]],
  ['7,5', [{ field: 'cases', code: 'number' }]],
])('"%s" in a field from 1 to 1000', (text, faults) => {
  expect(wholeFaults('cases', text, { min: 1, max: 1000 })).toEqual(faults)
})
