import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type CaseNow, leftBecause, type ReceiverNow, whyLeft } from './acceptance.ts'

const move = { youthId: 7, fromId: 1, toId: 2 }
const asSolved: CaseNow = { isOpen: true, holderId: 1, hasLaterChange: false, barred: new Set() }
const ready: ReceiverNow = { worksHere: true, isCaseworker: true, isAway: false }

test('a move of which nothing has changed is carried out, also for somebody who had nobody', () => {
  expect(whyLeft(move, asSolved, ready)).toBeNull()
  expect(whyLeft({ ...move, fromId: null }, { ...asSolved, holderId: null }, ready)).toBeNull()
})

test.each([
  ['caseClosed', { ...asSolved, isOpen: false }, ready],
  ['caseClosed', undefined, ready],
  ['notTheSameCaseworker', { ...asSolved, holderId: 3 }, ready],
  ['notTheSameCaseworker', { ...asSolved, holderId: null }, ready],
  ['notTheSameCaseworker', { ...asSolved, holderId: 2 }, ready],
  ['changePlanned', { ...asSolved, hasLaterChange: true }, ready],
  ['barred', { ...asSolved, barred: new Set([2]) }, ready],
  ['receiverLeft', asSolved, undefined],
  ['receiverLeft', asSolved, { ...ready, worksHere: false }],
  ['receiverNotCaseworker', asSolved, { ...ready, isCaseworker: false }],
  ['receiverAway', asSolved, { ...ready, isAway: true }],
] as const)('is left with %s', (because, now, receiver) => {
  expect(whyLeft(move, now, receiver)).toBe(because)
})

test('a bar against somebody else, such as who gives, stands in no way', () => {
  expect(whyLeft(move, { ...asSolved, barred: new Set([1, 3]) }, ready)).toBeNull()
})

test('nobody to take is nothing to carry out', () => {
  expect(whyLeft({ ...move, toId: null }, asSolved, undefined)).toBe('nobodyToTake')
})

test('whatever has changed, a move is carried out only where everything is as it was solved', () => {
  const id = fc.integer({ min: 1, max: 3 })
  const someone = fc.option(id)
  fc.assert(
    fc.property(
      fc.record({ youthId: fc.constant(1), fromId: someone, toId: someone }),
      fc.record({
        isOpen: fc.boolean(),
        holderId: someone,
        hasLaterChange: fc.boolean(),
        barred: fc.uniqueArray(id).map(ids => new Set(ids)),
      }),
      fc.record({ worksHere: fc.boolean(), isCaseworker: fc.boolean(), isAway: fc.boolean() }),
      (asked, now, receiver) => {
        const because = whyLeft(asked, now, receiver)
        const isAsSolved =
          now.isOpen &&
          now.holderId === asked.fromId &&
          !now.hasLaterChange &&
          asked.toId !== null &&
          !now.barred.has(asked.toId) &&
          receiver.worksHere &&
          receiver.isCaseworker &&
          !receiver.isAway
        expect(because === null).toBe(isAsSolved)
        if (because !== null) expect(leftBecause).toContain(because)
      },
    ),
  )
})
