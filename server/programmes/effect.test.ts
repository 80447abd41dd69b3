import fc from 'fast-check'
import { expect, test } from 'vitest'
import { effectOn } from './effect.ts'

const open = (ruleId: number, day: string) => ({
  ruleId,
  state: 'open' as const,
  windowTo: Temporal.PlainDate.from(day),
})
const successors = new Map([[9, 1]])
const none = new Map<number, number>()
const told = (...change: Parameters<typeof effectOn>) =>
  effectOn(...change).map(({ ruleId, before, after }) => `${ruleId}: ${before} -> ${after}`)

test('what a new rule takes over from an old one moves, and the same day stays', () => {
  expect(told([open(1, '2026-12-01')], [open(9, '2026-12-08')], successors)).toEqual([
    '9: 2026-12-01 -> 2026-12-08',
  ])
  expect(told([open(1, '2026-12-01')], [open(9, '2026-12-01')], successors)).toEqual([])
})

test('an overdue one that outlives its rule stays, and the new one begins', () => {
  const overdue = open(1, '2026-11-01')
  expect(told([overdue], [overdue, open(9, '2026-12-21')], successors)).toEqual(['9: null -> 2026-12-21'])
})

test('without a successor an open one ends', () => {
  expect(told([open(1, '2026-12-01'), open(2, '2026-12-01')], [open(2, '2026-12-01')], none)).toEqual([
    '1: 2026-12-01 -> null',
  ])
})

test('closed ones are no matter, and nothing changed is nothing', () => {
  const day = fc.integer({ min: 1, max: 28 }).map(number => `2026-12-${String(number).padStart(2, '0')}`)
  const some = fc.array(fc.record({ rule: fc.integer({ min: 1, max: 4 }), day, open: fc.boolean() }))
  fc.assert(
    fc.property(some, rows => {
      const deadlines = rows.map(row => ({
        ...open(row.rule, row.day),
        state: row.open ? ('open' as const) : ('late' as const),
      }))
      expect(effectOn(deadlines, deadlines, none)).toEqual([])
      expect(effectOn([], deadlines, none)).toHaveLength(
        deadlines.filter(({ state }) => state === 'open').length,
      )
    }),
  )
})
