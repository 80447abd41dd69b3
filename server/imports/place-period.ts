import type { Since } from './case-row.ts'
import type { DatedValue } from './register.ts'

/** What to do with the dated rows of one person, so that `value` holds from `from` on. */
export interface PeriodWrite<Value> {
  /** Rows that were wrong from the start: they stop counting, and stay readable. */
  withdraw: number[]
  /** A row that was right until this day. */
  end: { id: number; to: Temporal.PlainDate } | null
  insert: { value: Value; from: Temporal.PlainDate }
}

export type Placing<Value> =
  | { kind: 'same' }
  | { kind: 'write'; write: PeriodWrite<Value> }
  | { kind: 'fault'; code: 'olderThanRegister' | 'periodOverlap' }

const isBefore = (one: Temporal.PlainDate, other: Temporal.PlainDate) =>
  Temporal.PlainDate.compare(one, other) < 0

/**
 * Fits what a list says of the present into rows that may not overlap: the same value is left alone or has its
 * beginning corrected, another value ends the last row and begins a new one. A list never rewrites what came after
 * the day it speaks of.
 *
 * @param rows rows that count, oldest first
 * @param fallback the first day where the list does not say since when
 */
export function placePeriod<Value>(
  rows: readonly DatedValue<Value>[],
  said: Since<Value>,
  fallback: Temporal.PlainDate,
): Placing<Value> {
  const last = rows.at(-1)
  const { value } = said
  const insert = (from: Temporal.PlainDate) => ({ value, from })
  if (last === undefined) return write({ withdraw: [], end: null, insert: insert(said.from ?? fallback) })
  const running = last.to === null || isBefore(fallback, last.to)
  if (running && last.value === value) {
    if (said.from === null || said.from.equals(last.from)) return { kind: 'same' }
    if (last.to !== null) return { kind: 'fault', code: 'periodOverlap' }
    const before = rows.at(-2)
    if (before && (before.to === null || isBefore(said.from, before.to)))
      return { kind: 'fault', code: 'periodOverlap' }
    return write({ withdraw: [last.id], end: null, insert: insert(said.from) })
  }
  const from = said.from ?? fallback
  if (last.to !== null) {
    return isBefore(from, last.to)
      ? { kind: 'fault', code: 'periodOverlap' }
      : write({ withdraw: [], end: null, insert: insert(from) })
  }
  if (isBefore(from, last.from)) return { kind: 'fault', code: 'olderThanRegister' }
  if (from.equals(last.from)) return write({ withdraw: [last.id], end: null, insert: insert(from) })
  return write({ withdraw: [], end: { id: last.id, to: from }, insert: insert(from) })
}

function write<Value>(periodWrite: PeriodWrite<Value>): Placing<Value> {
  return { kind: 'write', write: periodWrite }
}
