import type { Calendar } from './calendar.ts'
import { dayNumber, plainDate } from './day-number.ts'
import { isWorking, plusWorkingDays, workingOnOrAfter, workingOnOrBefore } from './working-day-numbers.ts'

/** Monday to Friday, and neither a public holiday nor a municipal closing day. */
export function isWorkingDay(day: Temporal.PlainDate, calendar: Calendar): boolean {
  return isWorking(dayNumber(day), calendar)
}

/**
 * The day that is `count` working days after `day` (before it, when negative); `day` itself is not counted.
 * Zero gives `day` back, whether it is a working day or not.
 */
export function addWorkingDays(
  day: Temporal.PlainDate,
  count: number,
  calendar: Calendar,
): Temporal.PlainDate {
  return plainDate(plusWorkingDays(dayNumber(day), count, calendar))
}

/** `day` when it is a working day, otherwise the nearest working day before it. */
export function lastWorkingDayOnOrBefore(day: Temporal.PlainDate, calendar: Calendar): Temporal.PlainDate {
  return plainDate(workingOnOrBefore(dayNumber(day), calendar))
}

/** `day` when it is a working day, otherwise the nearest working day after it. */
export function firstWorkingDayOnOrAfter(day: Temporal.PlainDate, calendar: Calendar): Temporal.PlainDate {
  return plainDate(workingOnOrAfter(dayNumber(day), calendar))
}

/**
 * How many working days one walks from `from` to `to`, not counting `from`; negative when `to` is earlier.
 * The reverse of `addWorkingDays`.
 */
export function workingDaysBetween(
  from: Temporal.PlainDate,
  to: Temporal.PlainDate,
  calendar: Calendar,
): number {
  const start = dayNumber(from)
  const end = dayNumber(to)
  const step = end < start ? -1 : 1
  let count = 0
  for (let day = start; day !== end; ) {
    day += step
    if (isWorking(day, calendar)) count += step
  }
  return count
}
