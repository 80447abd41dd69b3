import fc from 'fast-check'
import { expect, test } from 'vitest'
import { caseIn, listed, relisted } from './lists.ts'

interface Each {
  caseId: number
  of: number[]
}

const under = ({ of }: Each) => (of.length === 0 ? [null] : of)
const someCases = fc
  .uniqueArray(
    fc.record({
      caseId: fc.integer({ min: 1, max: 40 }),
      of: fc.uniqueArray(fc.integer({ min: 1, max: 6 }), { maxLength: 3 }),
    }),
    { selector: ({ caseId }) => caseId, maxLength: 25 },
  )
  .map(cases => cases.toSorted((a, b) => a.caseId - b.caseId))

const inOrder = <T>(lists: ReadonlyMap<number | null, T>) =>
  [...lists].sort(([one], [other]) => Number(one) - Number(other))

test('changed, lists are as if they were made anew, and those that no change is about are the same objects', () => {
  fc.assert(
    fc.property(someCases, someCases, fc.integer({ min: 1, max: 7 }), (cases, others, every) => {
      const before = listed(cases, under)
      const gone = cases.filter(({ caseId }) => caseId % every === 0)
      const rest = cases.filter(each => !gone.includes(each))
      const come = others.filter(({ caseId }) => rest.every(each => each.caseId !== caseId))
      const now = [...rest, ...come].sort((a, b) => a.caseId - b.caseId)
      const changed = relisted(before, { gone, come }, under)
      expect(inOrder(changed)).toEqual(inOrder(listed(now, under)))
      const concerned = new Set([...gone, ...come].flatMap(under))
      for (const [key, list] of before) if (!concerned.has(key)) expect(changed.get(key)).toBe(list)
    }),
  )
})

test('a case is found by its key, and no other', () => {
  fc.assert(
    fc.property(someCases, fc.integer({ min: 0, max: 41 }), (cases, caseId) => {
      expect(caseIn(cases, caseId)).toBe(cases.find(each => each.caseId === caseId))
    }),
  )
})
