/** A half-open span of days; `to` null runs on. */
interface Dated {
  from: Temporal.PlainDate
  to: Temporal.PlainDate | null
}

/** Whether a row holds on `day`. */
export function isCurrent({ from, to }: Dated, day: Temporal.PlainDate): boolean {
  return (
    Temporal.PlainDate.compare(from, day) <= 0 && (to === null || Temporal.PlainDate.compare(day, to) < 0)
  )
}

/** The last day on which a row held: `to` itself is the first day after. */
export function lastDay(to: Temporal.PlainDate): Temporal.PlainDate {
  return to.subtract({ days: 1 })
}

/** Who is to be the caseworker: the next one whose first day lies ahead. */
export function comingOf<Row extends Dated & { role: string }>(
  relations: readonly Row[],
  today: Temporal.PlainDate,
): Row | undefined {
  return relations
    .filter(({ role, from }) => role === 'caseworker' && Temporal.PlainDate.compare(from, today) > 0)
    .toSorted((a, b) => Temporal.PlainDate.compare(a.from, b.from))[0]
}

/** How much of the time from `from` to `to` has run on `day`: 0 to 1, and more than 1 when it is over. */
export function shareRun(from: Temporal.PlainDate, to: Temporal.PlainDate, day: Temporal.PlainDate): number {
  const whole = from.until(to).days
  const run = from.until(day).days
  return whole <= 0 ? (run > 0 ? 2 : 1) : Math.max(0, run / whole)
}
