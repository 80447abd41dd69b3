import { expect, test } from 'vitest'
import { enoughOf } from './enough.ts'

const curve = (...points: number[]) => points.map((each, moves) => ({ moves, points: each }))

test('stops at the fewest moves that win four fifths', () => {
  expect(enoughOf(curve(100, 60, 18, 10, 0))).toEqual({ moves: 2, share: 0.82 })
  expect(enoughOf(curve(100, 99, 0))).toEqual({ moves: 2, share: 1 })
})

test('where nothing is won, all of it is needed: locks may cost', () => {
  expect(enoughOf(curve(100, 100))).toEqual({ moves: 1, share: 1 })
  expect(enoughOf(curve(100, 130))).toEqual({ moves: 1, share: 1 })
  expect(enoughOf([])).toEqual({ moves: 0, share: 1 })
})
