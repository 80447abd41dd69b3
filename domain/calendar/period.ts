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
