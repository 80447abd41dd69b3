import { danishHolidays, municipalClosingDays } from './danish-holidays.ts'
import { civilDay, type DayNumber, dayNumber, dayNumberOf } from './day-number.ts'
import { merge, type Period } from './period.ts'

/** Knows on which days, weekends aside, nobody is at work. */
export interface Calendar {
  isClosed(day: DayNumber): boolean
}

/** Days on which the house or the schools are closed beside the public holidays: a summer closing, for instance. */
export interface Closing {
  kind: 'house' | 'school'
  during: Period
}

/** Days that are not counted, as numbers: `to` excluded. */
export interface Closed {
  from: DayNumber
  to: DayNumber
}

/** A calendar that also knows when this municipality's house and schools are closed. */
export interface HouseCalendar extends Calendar {
  /** The same without the house's own closings: what the law counts by. */
  readonly law: Calendar
  /** The closings of one kind, or of both; earliest first, neither overlapping nor touching. */
  closed(kinds: readonly Closing['kind'][]): readonly Closed[]
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

/** Its years are the same for every house, and working them out anew for each request would cost more than the rest. */
const danish = danishCalendar()

/** The Danish calendar with a municipality's own closings. Cheap to build: the years are worked out once. */
export function houseCalendar(closings: readonly Closing[]): HouseCalendar {
  const made = new Map<string, readonly Closed[]>()
  // Asked for each person anew, and the same for all.
  const closed = (kinds: readonly Closing['kind'][]) => {
    const name = kinds.join()
    const spans = made.get(name) ?? spansOf(closings.filter(({ kind }) => kinds.includes(kind)))
    made.set(name, spans)
    return spans
  }
  const house = closed(['house'])
  return {
    isClosed: day => danish.isClosed(day) || liesIn(house, day),
    law: danish,
    closed,
  }
}

/** Whether a day lies in one of the spans. A municipality has a handful a year: a search would gain nothing. */
export function liesIn(spans: readonly Closed[], day: DayNumber): boolean {
  return spans.some(({ from, to }) => from <= day && day < to)
}

function spansOf(closings: readonly Closing[]): Closed[] {
  return merge(closings.map(({ during }) => during)).map(({ from, to }) => ({
    from: dayNumber(from),
    to: to === null ? Number.POSITIVE_INFINITY : dayNumber(to),
  }))
}

interface ClosedYear {
  from: DayNumber
  to: DayNumber
  closed: ReadonlySet<DayNumber>
}

function closedIn(year: number): ReadonlySet<DayNumber> {
  return new Set([...danishHolidays(year).values(), ...municipalClosingDays(year).values()])
}
