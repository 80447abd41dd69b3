import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plainDate } from './day-number.ts'
import { contains, intersect, merge, overlaps, type Period } from './period.ts'

const on = (text: string) => Temporal.PlainDate.from(text)
const span = (from: string, to: string | null): Period => ({
  from: on(from),
  to: to === null ? null : on(to),
})
const text = (period: Period | null) => period && `${period.from}..${period.to ?? ''}`

const anyPeriod = fc
  .tuple(fc.integer({ min: 0, max: 60 }), fc.option(fc.integer({ min: 1, max: 30 })))
  .map(([from, length]) => ({ from: plainDate(from), to: length === null ? null : plainDate(from + length) }))
const anyDay = fc.integer({ min: -2, max: 100 }).map(plainDate)

test('the first day is in, the last is out', () => {
  const march = span('2026-03-01', '2026-04-01')
  expect(contains(march, on('2026-03-01'))).toBe(true)
  expect(contains(march, on('2026-03-31'))).toBe(true)
  expect(contains(march, on('2026-04-01'))).toBe(false)
  expect(contains(span('2026-03-01', null), on('2036-04-01'))).toBe(true)
})

test('periods that only touch do not overlap', () => {
  expect(overlaps(span('2026-01-01', '2026-02-01'), span('2026-02-01', null))).toBe(false)
  expect(overlaps(span('2026-01-01', '2026-02-02'), span('2026-02-01', null))).toBe(true)
})

test('periods that touch merge, those with a gap do not', () => {
  const merged = merge([
    span('2026-03-05', null),
    span('2026-02-01', '2026-03-01'),
    span('2026-01-01', '2026-02-01'),
  ])
  expect(merged.map(text)).toEqual(['2026-01-01..2026-03-01', '2026-03-05..'])
})

test('a day is in the intersection exactly when it is in both', () => {
  fc.assert(
    fc.property(anyPeriod, anyPeriod, anyDay, (a, b, day) => {
      const both = intersect(a, b)
      expect(both !== null && contains(both, day)).toBe(contains(a, day) && contains(b, day))
    }),
  )
})

test('merging keeps every day and leaves gaps between its periods', () => {
  fc.assert(
    fc.property(fc.array(anyPeriod, { maxLength: 6 }), anyDay, (periods, day) => {
      const merged = merge(periods)
      expect(merged.some(period => contains(period, day))).toBe(periods.some(period => contains(period, day)))
      for (const [index, period] of merged.entries()) {
        const next = merged[index + 1]
        if (next)
          expect(period.to !== null && Temporal.PlainDate.compare(period.to, next.from) < 0).toBe(true)
      }
    }),
  )
})
