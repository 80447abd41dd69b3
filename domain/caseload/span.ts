import type { DayNumber } from '#domain/calendar/day-number.ts'

/** Days as numbers, since a forecast asks very often: `from` included, `to` excluded; `Infinity` runs on. */
export interface Span {
  from: DayNumber
  to: DayNumber
}

export function holds({ from, to }: Span, day: DayNumber): boolean {
  return from <= day && day < to
}

/**
 * What may be another only on some days, made once for each stretch between them and the same object throughout it.
 *
 * @param from the first day that is asked about; earlier ones are answered as it is
 * @param turns the days on which it may change, in any order; those up to `from` do not matter
 */
export function betweenTurns<T extends object | null>(
  from: DayNumber,
  turns: readonly DayNumber[],
  make: (day: DayNumber) => T,
): (day: DayNumber) => T {
  const days = [...new Set(turns)].filter(day => day > from && Number.isFinite(day)).sort((a, b) => a - b)
  // Of most things, nothing changes in the weeks ahead.
  const made: (T | undefined)[] = []
  return day => {
    let last = -1
    while (day >= (days[last + 1] ?? Number.POSITIVE_INFINITY)) last += 1
    const known = made[last + 1]
    if (known !== undefined) return known
    const fresh = make(days[last] ?? from)
    made[last + 1] = fresh
    return fresh
  }
}
