import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type CaseNow,
  leftBecause,
  type ProposedMove,
  type ReceiverNow,
  type Room,
  whyLeft,
  withRoom,
} from './acceptance.ts'

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

/** So many cases at the most for each, or as many as they have. */
function rooms(most: readonly number[], held: readonly number[]): Room<ProposedMove> & { has: number[] } {
  const has = [...held]
  const add = (staffId: number | null, more: number) => {
    if (staffId !== null) has[staffId] = (has[staffId] ?? 0) + more
  }
  const given = new Set<ProposedMove>()
  return {
    has,
    give(move, toReceiver) {
      if (given.has(move) === toReceiver) return
      if (toReceiver) given.add(move)
      else given.delete(move)
      add(move.fromId, toReceiver ? -1 : 1)
      add(move.toId, toReceiver ? 1 : -1)
    },
    lacks({ toId }) {
      const [all, limit] = [(has[toId ?? 0] ?? 0) + 1, Math.max(most[toId ?? 0] ?? 0, held[toId ?? 0] ?? 0)]
      return all <= limit ? null : { kind: 'time', has: all, most: limit }
    },
  }
}
const gives = (youthId: number, fromId: number | null, toId: number): ProposedMove => ({
  youthId,
  fromId,
  toId,
})

test('two who are full may change with each other, and who is full gets nobody on top', () => {
  const change = [gives(1, 0, 1), gives(2, 1, 0)]
  expect(withRoom(change, rooms([3, 3], [3, 3])).full).toEqual([])
  const more = gives(3, null, 1)
  expect(withRoom([...change, more], rooms([3, 3], [3, 3]))).toEqual({ kept: change, full: [more] })
})

test('what a receiver hands on makes room only where it really is handed on', () => {
  // 1 would hand one on to 2, who is full by now: so it keeps it, and has no room either.
  const moves = [gives(1, 0, 1), gives(2, 1, 2)]
  expect(withRoom(moves, rooms([9, 3, 3], [3, 3, 3])).kept).toEqual([])
  expect(withRoom(moves, rooms([9, 3, 4], [3, 3, 3])).kept).toEqual(moves)
})

test('the last of the proposal are left first', () => {
  const moves = [gives(1, 0, 1), gives(2, 0, 1), gives(3, 0, 1)]
  const { kept, full } = withRoom(moves, rooms([9, 5], [3, 3]))
  expect([kept, full]).toEqual([moves.slice(0, 2), moves.slice(2)])
})

test('whatever is asked, nobody comes above a ceiling by it, and whatever is left has no room', () => {
  const staff = fc.integer({ min: 0, max: 3 })
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.option(staff), staff), { maxLength: 12 }),
      fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 4, maxLength: 4 }),
      fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 4, maxLength: 4 }),
      (drawn, most, more) => {
        const moves = drawn.flatMap(([fromId, toId], youthId) =>
          fromId === toId ? [] : [gives(youthId, fromId, toId)],
        )
        // Everybody holds what they give, and perhaps some more.
        const held = more.map((count, id) => count + moves.filter(({ fromId }) => fromId === id).length)
        const room = rooms(most, held)
        const { kept, full } = withRoom(moves, room)
        expect([...kept, ...full].toSorted((a, b) => a.youthId - b.youthId)).toEqual(moves)
        for (const [id, has] of room.has.entries())
          expect(has).toBeLessThanOrEqual(Math.max(most[id] ?? 0, held[id] ?? 0))
        for (const move of full) expect(room.lacks(move)).not.toBeNull()
      },
    ),
  )
})
