import type { Period } from '#domain/calendar/period.ts'

/**
 * The day from which somebody has been in the group of `current` without a break: a re-assessment into the same group
 * is another decision and the same group.
 */
export function groupSince<Row extends { code: string; during: Period }>(
  rows: readonly Row[],
  current: Row,
): Temporal.PlainDate {
  const before = rows.find(
    ({ code, during }) => code === current.code && during.to?.equals(current.during.from) === true,
  )
  return before === undefined ? current.during.from : groupSince(rows, before)
}
