import type { Calendar } from './calendar.ts'
import { type DayNumber, weekday } from './day-number.ts'

const friday = 5

/** As `isWorkingDay`, on day numbers. */
export function isWorking(day: DayNumber, calendar: Calendar): boolean {
  return weekday(day) <= friday && !calendar.isClosed(day)
}

/** As `addWorkingDays`, on day numbers. */
export function plusWorkingDays(day: DayNumber, count: number, calendar: Calendar): DayNumber {
  const step = count < 0 ? -1 : 1
  let left = Math.abs(count)
  let reached = day
  while (left > 0) {
    reached += step
    if (isWorking(reached, calendar)) left -= 1
  }
  return reached
}

/** As `lastWorkingDayOnOrBefore`, on day numbers. */
export function workingOnOrBefore(day: DayNumber, calendar: Calendar): DayNumber {
  let reached = day
  while (!isWorking(reached, calendar)) reached -= 1
  return reached
}

/** As `firstWorkingDayOnOrAfter`, on day numbers. */
export function workingOnOrAfter(day: DayNumber, calendar: Calendar): DayNumber {
  let reached = day
  while (!isWorking(reached, calendar)) reached += 1
  return reached
}
