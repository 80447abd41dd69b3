import fc from 'fast-check'
import { expect, it } from 'vitest'
import { placePeriod } from './place-period.ts'
import type { DatedValue } from './register.ts'

const start = Temporal.PlainDate.from('2024-01-01')
const today = Temporal.PlainDate.from('2026-11-20')
const day = (number: number) => start.add({ days: number })

/** Rows that do not overlap, oldest first; the last one may run on. */
const history = fc
  .tuple(
    fc.uniqueArray(fc.integer({ min: 0, max: 1000 }), { maxLength: 8 }),
    fc.boolean(),
    fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 8, maxLength: 8 }),
  )
  .map(([days, runsOn, values]) => {
    const sorted = days.sort((one, other) => one - other)
    const rows: DatedValue<string>[] = []
    for (let index = 0; index + 1 < sorted.length; index += 2) {
      rows.push({
        id: index,
        value: values[index] ?? 'a',
        from: day(sorted[index] ?? 0),
        to: day(sorted[index + 1] ?? 0),
      })
    }
    const last = rows.at(-1)
    return last && runsOn ? [...rows.slice(0, -1), { ...last, to: null }] : rows
  })
const said = fc.record({
  value: fc.constantFrom('a', 'b', 'c'),
  from: fc.option(fc.integer({ min: 0, max: 1000 }).map(day), { nil: null }),
})

function written(
  rows: readonly DatedValue<string>[],
  placing: ReturnType<typeof placePeriod<string>>,
): DatedValue<string>[] {
  if (placing.kind !== 'write') return [...rows]
  const { withdraw, end, insert } = placing.write
  return [
    ...rows
      .filter(({ id }) => !withdraw.includes(id))
      .map(row => (row.id === end?.id ? { ...row, to: end.to } : row)),
    { id: -1, to: null, ...insert },
  ].sort((one, other) => Temporal.PlainDate.compare(one.from, other.from))
}

it('never makes rows that overlap or are empty', () => {
  fc.assert(
    fc.property(history, said, (rows, what) => {
      const after = written(rows, placePeriod(rows, what, today))
      after.forEach((row, index) => {
        const next = after[index + 1]
        if (row.to !== null) expect(Temporal.PlainDate.compare(row.from, row.to)).toBeLessThan(0)
        if (next) {
          expect(row.to).not.toBeNull()
          expect(Temporal.PlainDate.compare(row.to ?? next.to ?? today, next.from)).toBeLessThanOrEqual(0)
        }
      })
    }),
  )
})

it('makes what the list says hold from then on, and does nothing the second time', () => {
  fc.assert(
    fc.property(history, said, (rows, what) => {
      const placing = placePeriod(rows, what, today)
      fc.pre(placing.kind !== 'fault')
      const after = written(rows, placing)
      expect(after.at(-1)?.value).toBe(what.value)
      if (what.from !== null) expect(after.at(-1)?.from.toString()).toBe(what.from.toString())
      expect(placePeriod(after, what, today.add({ days: 30 }))).toEqual({ kind: 'same' })
    }),
  )
})

it('leaves every day before the one that the list speaks of as it was', () => {
  fc.assert(
    fc.property(history, said, (rows, what) => {
      const placing = placePeriod(rows, what, today)
      fc.pre(placing.kind === 'write' && placing.write.withdraw.length === 0)
      const from = what.from ?? today
      const before = (list: readonly DatedValue<string>[]) =>
        list
          .filter(row => Temporal.PlainDate.compare(row.from, from) < 0)
          .map(
            row =>
              `${row.value} ${row.from} ${row.to === null || Temporal.PlainDate.compare(row.to, from) > 0 ? from : row.to}`,
          )
      expect(before(written(rows, placing))).toEqual(before(rows))
    }),
  )
})
