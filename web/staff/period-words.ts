import type { Dates } from '#contract/language/dates.ts'
import type { Say } from '#contract/language/say.ts'

interface Period {
  from: Temporal.PlainDate
  lastDay: Temporal.PlainDate | null
}

/** "Siden 1. november", "Fra 1. december", "1. marts til 31. maj". */
export function periodInWords(
  say: Say,
  dates: Dates,
  { from, lastDay }: Period,
  today: Temporal.PlainDate,
): string {
  const first = dates.day(from, today)
  const begun = Temporal.PlainDate.compare(from, today) <= 0
  if (lastDay === null)
    return begun ? say('staff.since', { day: first }) : say('staff.fromDay', { day: first })
  const last = dates.day(lastDay, today)
  return begun && Temporal.PlainDate.compare(lastDay, today) >= 0
    ? say('staff.until', { from: first, to: last })
    : say('staff.period', { from: first, to: last })
}

/** Whether a period has days left, today included. */
export function isStanding({ lastDay }: Period, today: Temporal.PlainDate): boolean {
  return lastDay === null || Temporal.PlainDate.compare(lastDay, today) >= 0
}
