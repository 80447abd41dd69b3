import { type DayNumber, dayNumber, plainDate } from '#domain/calendar/day-number.ts'
import { merge, type Period } from '#domain/calendar/period.ts'

/** A half-open span of days as numbers; `to` excluded, `Infinity` runs on. */
export interface Span {
  from: DayNumber
  to: DayNumber
}

export function spanOf({ from, to }: Period): Span {
  return { from: dayNumber(from), to: to === null ? Number.POSITIVE_INFINITY : dayNumber(to) }
}

export function periodOf({ from, to }: Span): Period {
  return { from: plainDate(from), to: to === Number.POSITIVE_INFINITY ? null : plainDate(to) }
}

/** The same days as the fewest spans, earliest first. */
export function merged(spans: readonly Span[]): Span[] {
  return merge(spans.map(periodOf)).map(spanOf)
}

/** The days of `span` that lie in none of `holes`, which neither overlap nor touch and are sorted. */
export function without(span: Span, holes: readonly Span[]): Span[] {
  const left: Span[] = []
  let { from } = span
  for (const hole of holes) {
    if (hole.to <= from || hole.from >= span.to) continue
    if (hole.from > from) left.push({ from, to: hole.from })
    from = hole.to
  }
  if (from < span.to) left.push({ from, to: span.to })
  return left
}
