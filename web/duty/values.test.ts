import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inOrder, readHours, required } from './values.ts'

test('hours are read with comma and with point, and nothing else', () => {
  expect(['18', '18,5', ' 7.25 ', '100', '0,02'].map(readHours)).toEqual([1080, 1110, 435, 6000, 1])
  expect(['', '0', '101', '-3', '1e2', '18,555', 'atten', '١٨'].map(readHours)).toEqual(Array(8).fill(null))
  fc.assert(
    fc.property(fc.string(), text => {
      const minutes = readHours(text)
      expect(minutes === null || (Number.isInteger(minutes) && minutes >= 1 && minutes <= 6000)).toBe(true)
    }),
  )
})

test('blank text is missing, and the last day may be the first', () => {
  const day = Temporal.PlainDate.from('2026-12-18')
  expect(required('why', '  ')).toEqual([{ field: 'why', code: 'required' }])
  expect(required('why', 'x')).toEqual([])
  expect(inOrder(day, day)).toEqual([])
  expect(inOrder(day, day.subtract({ days: 1 }))).toEqual([{ field: 'lastDay', code: 'periodOrder' }])
})
