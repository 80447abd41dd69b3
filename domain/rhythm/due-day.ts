import type { Calendar } from '#domain/calendar/calendar.ts'
import type { DayNumber } from '#domain/calendar/day-number.ts'
import { plusMonths } from '#domain/calendar/months.ts'
import { plusWorkingDays, workingOnOrAfter, workingOnOrBefore } from '#domain/calendar/working-day-numbers.ts'
import type { Counting } from './counting.ts'
import type { Interval, Rule } from './types.ts'

/**
 * `times` intervals after `day`. Always reckoned from `day` itself, so that the clipping of short months does not
 * add up: from 31 January two months lead to 31 March, by way of 28 February.
 */
export function afterInterval(
  day: DayNumber,
  interval: Interval,
  times: number,
  counting: Counting,
): DayNumber {
  const length = interval.length * times
  if (interval.unit === 'workingDays') return plusWorkingDays(day, length, counting)
  const reached = interval.unit === 'months' ? plusMonths(day, length) : day + length
  return pastClosings(day, reached, counting)
}

/** As many days later as lie in closings that are not counted; never inside one. */
function pastClosings(day: DayNumber, reached: DayNumber, { stops }: Counting): DayNumber {
  let end = reached
  for (const { from, to } of stops) {
    const first = Math.max(from, day + 1)
    if (first <= end && first < to) end += to - first
  }
  return end
}

/**
 * A promise moves to the working day before; a statutory day stays. A day that would move to its anchor or before
 * it (a very short interval over a weekend) is due on the next working day instead.
 */
export function onCountedDay(rule: Rule, day: DayNumber, anchor: DayNumber, calendar: Calendar): DayNumber {
  if (rule.nonWorkingDays === 'stays') return day
  const moved = workingOnOrBefore(day, calendar)
  return moved > anchor ? moved : plusWorkingDays(anchor, 1, calendar)
}

/** The day on which `rule` is due for the `times`th time after `anchor`, when nothing is done meanwhile. */
export function dueDay(rule: Rule, anchor: DayNumber, times: number, counting: Counting): DayNumber {
  return onCountedDay(rule, afterInterval(anchor, rule.interval, times, counting), anchor, counting)
}

/** By when the first contact is due after a pause that ended before `firstDayBack`. */
export function returnDay(rule: Rule, firstDayBack: DayNumber, calendar: Calendar): DayNumber {
  return rule.returnWorkingDays === 0
    ? workingOnOrAfter(firstDayBack, calendar)
    : plusWorkingDays(firstDayBack, rule.returnWorkingDays, calendar)
}
