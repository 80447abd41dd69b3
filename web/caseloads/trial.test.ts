import { expect, test } from 'vitest'
import { mostMoves } from '#contract/caseload-tries.ts'
import { joinedTo, type Trial, type TrialMove, withoutTried, withTried } from './trial.ts'

const nothing: Trial = { from: null, moves: [] }
const today = Temporal.PlainDate.from('2026-11-22')
const moves = (youthIds: readonly number[], toId: number): TrialMove[] =>
  youthIds.map(youthId => ({ youthId, toId }))
const oneTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1)

test('a young person is tried with one caseworker at a time, the newest', () => {
  const first: Trial = { from: null, moves: moves([1, 2], 7) }
  expect(withTried(first, moves([2, 3], 8))?.moves).toEqual([
    { youthId: 1, toId: 7 },
    { youthId: 2, toId: 8 },
    { youthId: 3, toId: 8 },
  ])
})

test('taken out again leaves the others, and the day as long as there are any', () => {
  const from = Temporal.PlainDate.from('2026-12-01')
  const two: Trial = { from, moves: moves([1, 2], 7) }
  const one = withoutTried(two, 1)
  expect(one.moves).toEqual([{ youthId: 2, toId: 7 }])
  expect(String(one.from)).toBe('2026-12-01')
  expect(withoutTried(one, 2)).toEqual(nothing)
})

test('more than can be asked for are not tried, and none of them is left out without a word', () => {
  expect(withTried(nothing, moves(oneTo(mostMoves), 7))?.moves).toHaveLength(mostMoves)
  expect(withTried(nothing, moves(oneTo(mostMoves + 1), 7))).toBeNull()
  const full: Trial = { from: null, moves: moves(oneTo(mostMoves), 7) }
  expect(withTried(full, moves([mostMoves], 8))?.moves.at(-1)).toEqual({ youthId: mostMoves, toId: 8 })
  expect(joinedTo(full, moves([mostMoves + 1], 8), today).next).toBeNull()
})

test('what is offered joins nothing: it is only added', () => {
  expect(joinedTo(nothing, moves([1, 2], 7), today)).toEqual({
    next: { from: null, moves: moves([1, 2], 7) },
    isThere: false,
    elsewhere: 0,
    isBesideOthers: false,
    laterFrom: null,
  })
})

test('what is offered takes the later day of those that are tried, changes where they go, and says so', () => {
  const later: Trial = { from: today.add({ days: 1 }), moves: moves([1, 2, 3], 7) }
  const joined = joinedTo(later, [...moves([2], 7), ...moves([3], 8)], today)
  expect(String(joined.laterFrom)).toBe('2026-11-23')
  expect(String(joined.next?.from)).toBe('2026-11-23')
  expect(joined).toMatchObject({ isThere: false, elsewhere: 1, isBesideOthers: true })
  expect(joinedTo({ ...later, from: today }, moves([1], 7), today).laterFrom).toBeNull()
})

test('what is tried already is there, whatever else is', () => {
  const tried: Trial = { from: null, moves: moves([1, 2], 7) }
  expect(joinedTo(tried, moves([1, 2], 7), today)).toMatchObject({ isThere: true, isBesideOthers: false })
  expect(joinedTo(tried, moves([2], 7), today)).toMatchObject({ isThere: true, isBesideOthers: true })
  expect(joinedTo(tried, moves([2, 3], 7), today)).toMatchObject({ isThere: false, elsewhere: 0 })
})
