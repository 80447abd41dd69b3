import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isCurrent, lastDay, shareRun } from './periods.ts'

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
