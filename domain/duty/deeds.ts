import { plainDate } from '#domain/calendar/day-number.ts'
import { coveredSpans, type DutyActivity, type DutyRule } from './cover.ts'

/** The days on which somebody came to keep the duty again, alone by one activity or by several together. */
export function daysOfNewActivity(
  activities: readonly DutyActivity[],
  rules: readonly DutyRule[],
): Temporal.PlainDate[] {
  return coveredSpans(activities, rules).map(({ from }) => plainDate(from))
}
