import type { DayNumber } from '#domain/calendar/day-number.ts'

/** Days as numbers, since a forecast asks very often: `from` included, `to` excluded; `Infinity` runs on. */
export interface Span {
  from: DayNumber
  to: DayNumber
}

export function holds({ from, to }: Span, day: DayNumber): boolean {
  return from <= day && day < to
}
