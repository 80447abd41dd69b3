import { contains, type Period } from '#domain/calendar/period.ts'

/** So many minutes a week in a period. */
export interface WeeklyMinutes {
  weeklyMinutes: number
  during: Period
}

/** Minutes a week that other duties take together at most, on any day of a period. */
export function mostDuties(during: Period, duties: readonly WeeklyMinutes[]): number {
  const begins = duties.map(duty => duty.during.from).filter(day => contains(during, day))
  const sums = [during.from, ...begins].map(day =>
    duties.reduce((sum, duty) => sum + (contains(duty.during, day) ? duty.weeklyMinutes : 0), 0),
  )
  return Math.max(...sums)
}

/**
 * How much of the contracted time other duties take at most, with one more, on any day of that one.
 *
 * @param hours contracted time; where none is given there is nothing to hold duties against
 * @returns minutes a week of the day with least left; null where no hours are given on any day
 */
export function fullestDuties(
  duty: WeeklyMinutes,
  others: readonly WeeklyMinutes[],
  hours: readonly WeeklyMinutes[],
): { duties: number; hours: number } | null {
  // It can only become more where something begins.
  const begins = [...others, ...hours].map(({ during }) => during.from)
  const days = [duty.during.from, ...begins.filter(day => contains(duty.during, day))]
  const filled = days.flatMap(day => {
    const contracted = hours.find(({ during }) => contains(during, day))
    if (contracted === undefined) return []
    const beside = others.filter(({ during }) => contains(during, day))
    const duties = beside.reduce((sum, other) => sum + other.weeklyMinutes, duty.weeklyMinutes)
    return [{ duties, hours: contracted.weeklyMinutes }]
  })
  return filled.toSorted((a, b) => b.duties - b.hours - (a.duties - a.hours))[0] ?? null
}

/** Minutes as hours, with two decimals at most. */
export function inHours(minutes: number): number {
  return Math.round((minutes / 60) * 100) / 100
}
