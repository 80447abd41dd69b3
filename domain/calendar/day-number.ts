/**
 * A day as the count of days since 1 January 1970, for code that compares and adds days very often:
 * a `Temporal.PlainDate` costs about a microsecond per operation, a number costs nothing.
 */
export type DayNumber = number

/** 1 January 1970 was a Thursday. */
const thursday = 4
const daysInEra = 146_097
const daysFromMarchOfYearZero = 719_468

/** The day number of a date, by the proleptic Gregorian calendar. */
export function dayNumber(day: Temporal.PlainDate): DayNumber {
  return dayNumberOf(day.year, day.month, day.day)
}

/** The day number of a year, month (1-12) and day of the month. */
export function dayNumberOf(year: number, month: number, dayOfMonth: number): DayNumber {
  // Counting years from March puts the leap day last, so that month lengths follow one formula.
  const marchYear = month <= 2 ? year - 1 : year
  const era = Math.floor(marchYear / 400)
  const yearOfEra = marchYear - era * 400
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + dayOfMonth - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * daysInEra + dayOfEra - daysFromMarchOfYearZero
}

/** Year, month (1-12) and day of the month of a day number. */
export function civilDay(day: DayNumber): { year: number; month: number; dayOfMonth: number } {
  const shifted = day + daysFromMarchOfYearZero
  const era = Math.floor(shifted / daysInEra)
  const dayOfEra = shifted - era * daysInEra
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153)
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    dayOfMonth: dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1,
  }
}

/**
 * Dates never change, so each is made once: making them was two thirds of the time that deriving deadlines took.
 * The limit, 180 years, keeps odd input from filling the memory.
 */
const made = new Map<DayNumber, Temporal.PlainDate>()
const mostMade = 65_536

/** The date of a day number. */
export function plainDate(day: DayNumber): Temporal.PlainDate {
  const known = made.get(day)
  if (known) return known
  const { year, month, dayOfMonth } = civilDay(day)
  const date = new Temporal.PlainDate(year, month, dayOfMonth)
  if (made.size >= mostMade) made.clear()
  made.set(day, date)
  return date
}

/** Monday 1 to Sunday 7, as in ISO 8601. */
export function weekday(day: DayNumber): number {
  return ((((day + thursday - 1) % 7) + 7) % 7) + 1
}
