import fc from 'fast-check'
import { expect, test } from 'vitest'
import { byFirstDue, runsOutOn } from './first-due.ts'

const on = (day: string) => Temporal.PlainDate.from(day)
const due = (ruleId: number, windowTo: string, retryDay: string | null = null) => ({
  ruleId,
  windowTo: on(windowTo),
  retryDay: retryDay === null ? null : on(retryDay),
})

test('a retry counts where it is before the last day, and never after it', () => {
  expect(String(runsOutOn(due(1, '2026-12-10')))).toBe('2026-12-10')
  expect(String(runsOutOn(due(1, '2026-12-10', '2026-11-24')))).toBe('2026-11-24')
  expect(String(runsOutOn(due(1, '2026-12-10', '2026-12-14')))).toBe('2026-12-10')
})

test('of what is to be tried again on one day comes first what runs out first by itself, whatever its key', () => {
  const [law, promise, call] = [
    due(1, '2026-12-27', '2026-11-24'),
    due(2, '2026-11-30', '2026-11-24'),
    due(3, '2026-11-23'),
  ]
  expect([law, promise, call].sort(byFirstDue)).toEqual([call, promise, law])
})

test('the order is whole: the same whatever order they came in', () => {
  const anyDay = fc.integer({ min: 0, max: 5 }).map(days => on('2026-12-01').add({ days }))
  const any = fc.record({ windowTo: anyDay, retryDay: fc.option(anyDay) })
  fc.assert(
    fc.property(fc.array(any, { maxLength: 6 }), fc.nat(), (drawn, turns) => {
      const all = drawn.map((each, at) => ({ ...each, ruleId: at }))
      const turned = [...all.slice(turns % (all.length + 1)), ...all.slice(0, turns % (all.length + 1))]
      const keys = (rows: typeof all) => rows.toSorted(byFirstDue).map(({ ruleId }) => ruleId)
      expect(keys(turned)).toEqual(keys(all))
      const days = all.toSorted(byFirstDue).map(each => String(runsOutOn(each)))
      expect(days).toEqual(days.toSorted())
    }),
  )
})
