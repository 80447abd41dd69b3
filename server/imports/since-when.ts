import type { CaseRow } from './case-row.ts'

export type DatedField = 'targetGroup' | 'benefit' | 'programme' | 'caseworker'

/**
 * The first contact that the list tells of; null where it tells of none. What was held before it, nobody knows: what
 * began earlier would have its clocks count months of meetings as missed that may well have been held.
 */
export function firstContact({ lastMeeting, lastCall }: CaseRow): Temporal.PlainDate | null {
  if (lastMeeting === null || lastCall === null) return lastMeeting ?? lastCall
  return Temporal.PlainDate.compare(lastCall, lastMeeting) < 0 ? lastCall : lastMeeting
}

/**
 * From when on something holds where the list does not say it. For somebody new what clocks depend on begins with the
 * case: a rhythm that only began today would not count from the last meeting. Of somebody known, the list speaks of
 * the present.
 *
 * @param person who is on the row; null = somebody new
 * @param rows what is known of the field so far
 */
export function fallbackDay(
  field: DatedField,
  row: CaseRow,
  person: object | null,
  rows: readonly unknown[],
  today: Temporal.PlainDate,
): Temporal.PlainDate {
  const met = person === null && field !== 'benefit' ? firstContact(row) : null
  if (met !== null) return met
  const bySituation = field === 'targetGroup' || field === 'benefit'
  return bySituation && rows.length === 0 ? (row.enquiryDay ?? today) : today
}
