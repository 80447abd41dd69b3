import { danishHolidays, municipalClosingDays } from './danish-holidays.ts'
import { civilDay, type DayNumber } from './day-number.ts'

/** Knows on which days, weekends aside, nobody is at work. */
export interface Calendar {
  isClosed(day: DayNumber): boolean
}

/**
 * The calendar of a Danish municipality: public holidays and municipal closing days.
 * Keeps the years that it has worked out, so build it once and pass it on.
 */
export function danishCalendar(): Calendar {
  const closedByYear = new Map<number, ReadonlySet<DayNumber>>()

  function closedIn(year: number): ReadonlySet<DayNumber> {
    const known = closedByYear.get(year)
    if (known) return known
    const closed = new Set([...danishHolidays(year).values(), ...municipalClosingDays(year).values()])
    closedByYear.set(year, closed)
    return closed
  }

  return { isClosed: day => closedIn(civilDay(day).year).has(day) }
}
