import { expect, test } from 'vitest'
import { mostMoves } from '#contract/caseload-tries.ts'
import { type Trial, withoutTried, withTried } from './trial.ts'

const nothing: Trial = { from: null, moves: [] }

test('a young person is tried with one caseworker at a time, the newest', () => {
  const first = withTried(nothing, [1, 2], 7)
  expect(withTried(first, [2, 3], 8).moves).toEqual([
    { youthId: 1, toId: 7 },
    { youthId: 2, toId: 8 },
    { youthId: 3, toId: 8 },
  ])
})

test('taken out again leaves the others, and the day as long as there are any', () => {
  const from = Temporal.PlainDate.from('2026-12-01')
  const two = withTried({ from, moves: [] }, [1, 2], 7)
  const one = withoutTried(two, 1)
  expect(one.moves).toEqual([{ youthId: 2, toId: 7 }])
  expect(String(one.from)).toBe('2026-12-01')
  expect(withoutTried(one, 2)).toEqual(nothing)
})

test('no more are tried than can be asked for', () => {
  const many = Array.from({ length: mostMoves + 5 }, (_, index) => index + 1)
  expect(withTried(nothing, many, 7).moves).toHaveLength(mostMoves)
})
