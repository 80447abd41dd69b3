import fc from 'fast-check'
import { expect, test } from 'vitest'
import { baseOf } from './beside.ts'

const Case = fc.record({
  minutes: fc.integer({ min: -5, max: 600 }),
  programmeIds: fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { maxLength: 3 }),
})

test('what somebody has beside is summed by programmes', () => {
  const base = baseOf([
    { minutes: 90, programmeIds: [2, 10] },
    { minutes: 30, programmeIds: [] },
    { minutes: 60, programmeIds: [10, 2] },
    { minutes: 45, programmeIds: [] },
  ])
  expect(base).toEqual([
    { minutes: 75, cases: 2, groups: [] },
    { minutes: 150, cases: 2, groups: ['10', '2'] },
  ])
})

test('nothing is lost, and the order of the cases or of their programmes changes nothing', () => {
  fc.assert(
    fc.property(fc.array(Case), cases => {
      const base = baseOf(cases)
      expect(base.reduce((sum, each) => sum + each.cases, 0)).toBe(cases.length)
      expect(base.reduce((sum, { minutes }) => sum + minutes, 0)).toBe(
        cases.reduce((sum, { minutes }) => sum + Math.max(0, minutes), 0),
      )
      const other = cases
        .toReversed()
        .map(each => ({ ...each, programmeIds: each.programmeIds.toReversed() }))
      expect(baseOf(other)).toEqual(base)
    }),
  )
})
