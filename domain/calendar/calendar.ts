import { danishHolidays, municipalClosingDays } from './danish-holidays.ts'
import { civilDay, type DayNumber, dayNumberOf } from './day-number.ts'

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
  let current = closedYear(1970)

  function closedYear(year: number): ClosedYear {
    const closed = closedByYear.get(year) ?? closedIn(year)
    closedByYear.set(year, closed)
    return { from: dayNumberOf(year, 1, 1), to: dayNumberOf(year + 1, 1, 1), closed }
  }

  return {
    isClosed(day) {
      // Most questions are about the same year as the one before.
      if (day < current.from || day >= current.to) current = closedYear(civilDay(day).year)
      return current.closed.has(day)
    },
  }
}

interface ClosedYear {
  from: DayNumber
  to: DayNumber
  closed: ReadonlySet<DayNumber>
}

function closedIn(year: number): ReadonlySet<DayNumber> {
  return new Set([...danishHolidays(year).values(), ...municipalClosingDays(year).values()])
}
