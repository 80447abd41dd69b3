/**
 * A half-open span of days, `from` included and `to` excluded; `to` null runs on.
 * The same shape as PostgreSQL's canonical `daterange`.
 */
export interface Period {
  from: Temporal.PlainDate
  to: Temporal.PlainDate | null
}

/** Whether `day` lies in `period`. */
export function contains(period: Period, day: Temporal.PlainDate): boolean {
  return (
    Temporal.PlainDate.compare(period.from, day) <= 0 &&
    (period.to === null || Temporal.PlainDate.compare(day, period.to) < 0)
  )
}

/** The days that lie in both periods, or null when there are none. */
export function intersect(a: Period, b: Period): Period | null {
  const from = Temporal.PlainDate.compare(a.from, b.from) < 0 ? b.from : a.from
  const to = earlierEnd(a.to, b.to)
  return to !== null && Temporal.PlainDate.compare(from, to) >= 0 ? null : { from, to }
}

/** Whether two periods share a day. Periods that only touch (one ends where the other begins) do not. */
export function overlaps(a: Period, b: Period): boolean {
  return intersect(a, b) !== null
}

/** The same days as the fewest periods, earliest first: those that overlap or touch become one. */
export function merge(periods: readonly Period[]): Period[] {
  const sorted = [...periods].sort((a, b) => Temporal.PlainDate.compare(a.from, b.from))
  const merged: Period[] = []
  for (const period of sorted) {
    const last = merged.at(-1)
    if (last && (last.to === null || Temporal.PlainDate.compare(period.from, last.to) <= 0)) {
      last.to = laterEnd(last.to, period.to)
    } else {
      merged.push({ ...period })
    }
  }
  return merged
}

function earlierEnd(a: Temporal.PlainDate | null, b: Temporal.PlainDate | null): Temporal.PlainDate | null {
  if (a === null) return b
  if (b === null) return a
  return Temporal.PlainDate.compare(a, b) <= 0 ? a : b
}

function laterEnd(a: Temporal.PlainDate | null, b: Temporal.PlainDate | null): Temporal.PlainDate | null {
  if (a === null || b === null) return null
  return Temporal.PlainDate.compare(a, b) >= 0 ? a : b
}
