import fc from 'fast-check'
import { expect, test } from 'vitest'
import { effectOn } from './effect.ts'

const open = (ruleId: number, day: string) => ({
  ruleId,
  state: 'open' as const,
  windowTo: Temporal.PlainDate.from(day),
})
const successor = { id: 9, of: 1 }

test('what a new rule takes over from an old one moves, and the same day stays', () => {
  expect(effectOn([open(1, '2026-12-01')], [open(9, '2026-12-08')], successor)).toEqual({
    moved: 1,
    begun: 0,
    ended: 0,
  })
  expect(effectOn([open(1, '2026-12-01')], [open(9, '2026-12-01')], successor)).toEqual({
    moved: 0,
    begun: 0,
    ended: 0,
  })
})

test('an overdue one that outlives its rule stays, and the new one begins', () => {
  const overdue = open(1, '2026-11-01')
  expect(effectOn([overdue], [overdue, open(9, '2026-12-21')], successor)).toEqual({
    moved: 0,
    begun: 1,
    ended: 0,
  })
})

test('without a successor an open one ends', () => {
  expect(effectOn([open(1, '2026-12-01'), open(2, '2026-12-01')], [open(2, '2026-12-01')], null)).toEqual({
    moved: 0,
    begun: 0,
    ended: 1,
  })
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
      expect(effectOn(deadlines, deadlines, null)).toEqual({ moved: 0, begun: 0, ended: 0 })
      const { begun } = effectOn([], deadlines, null)
      expect(begun).toBe(deadlines.filter(({ state }) => state === 'open').length)
    }),
  )
})
