import { civilDay, type DayNumber, dayNumber, dayNumberOf, plainDate } from './day-number.ts'

function lastDayOfMonth(year: number, month: number): number {
  if (month === 2) return dayNumberOf(year, 3, 1) - dayNumberOf(year, 2, 1)
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** As `addMonths`, on day numbers. */
export function plusMonths(day: DayNumber, months: number): DayNumber {
  const { year, month, dayOfMonth } = civilDay(day)
  const monthIndex = year * 12 + month - 1 + months
  const newYear = Math.floor(monthIndex / 12)
  const newMonth = monthIndex - newYear * 12 + 1
  return dayNumberOf(newYear, newMonth, Math.min(dayOfMonth, lastDayOfMonth(newYear, newMonth)))
}

/** The same day of the month, clipped to the month's last day: 31 January and one month is 28 February. */
export function addMonths(day: Temporal.PlainDate, months: number): Temporal.PlainDate {
  return plainDate(plusMonths(dayNumber(day), months))
}

/** The day midway between two days, the earlier one where the middle falls between days. */
export function midpoint(a: Temporal.PlainDate, b: Temporal.PlainDate): Temporal.PlainDate {
  return plainDate(Math.floor((dayNumber(a) + dayNumber(b)) / 2))
}

/**
 * Whole years of age on a day. Someone born on 29 February turns a year older on 1 March in common years,
 * as Danish practice counts full years.
 */
export function ageOn(birthDay: Temporal.PlainDate, day: Temporal.PlainDate): number {
  const hadBirthday = day.month > birthDay.month || (day.month === birthDay.month && day.day >= birthDay.day)
  return day.year - birthDay.year - (hadBirthday ? 0 : 1)
}
