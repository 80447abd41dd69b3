import fc from 'fast-check'
import { expect, test } from 'vitest'
import { comingOf, isCurrent, lastDay, shareRun } from './periods.ts'

const day = (text: string) => Temporal.PlainDate.from(text)

test('a period holds from its first day until the day before its end', () => {
  const march = { from: day('2026-03-01'), to: day('2026-04-01') }
  expect(isCurrent(march, day('2026-02-28'))).toBe(false)
  expect(isCurrent(march, day('2026-03-01'))).toBe(true)
  expect(isCurrent(march, lastDay(march.to))).toBe(true)
  expect(isCurrent(march, day('2026-04-01'))).toBe(false)
  expect(isCurrent({ from: march.from, to: null }, day('2099-01-01'))).toBe(true)
})

test('the share grows with the days, is 1 on the last and more when it has passed', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 800 }), (length, run) => {
      const from = day('2026-01-01')
      const share = shareRun(from, from.add({ days: length }), from.add({ days: run }))
      expect(share).toBeGreaterThanOrEqual(0)
      expect(share > 1).toBe(run > length)
      expect(share).toBeLessThanOrEqual(
        shareRun(from, from.add({ days: length }), from.add({ days: run + 1 })),
      )
    }),
  )
})

test('who is to be the caseworker is the next one ahead, and none who is so already or comes as something else', () => {
  const row = (id: number, role: string, from: string) => ({ id, role, from: day(from), to: null })
  const today = day('2026-11-23')
  const rows = [
    row(1, 'caseworker', '2026-11-23'),
    row(2, 'mentor', '2026-11-24'),
    row(3, 'caseworker', '2027-02-01'),
    row(4, 'caseworker', '2026-12-01'),
  ]
  expect(comingOf(rows, today)?.id).toBe(4)
  expect(comingOf(rows.slice(0, 2), today)).toBeUndefined()
})
