import type { Calendar } from '#domain/calendar/calendar.ts'
import type { SlotWish } from '#domain/calendar/slots.ts'
import { addWorkingDays } from '#domain/calendar/working-days.ts'
import type { ProposedContact } from '#domain/rhythm/next.ts'

type DayWish = Pick<SlotWish, 'from' | 'to' | 'near'>

/** What is overdue is made good within so many working days. */
const soonWorkingDays = 5
const searchDays = 14

/**
 * The days on which a proposed contact is best placed. Each wish is tried when the one before it has no free time:
 * inside the window, anywhere before it is too late, as soon as possible after.
 */
export function wishesFor(
  proposed: ProposedContact | null,
  today: Temporal.PlainDate,
  calendar: Calendar,
): DayWish[] {
  if (proposed === null) {
    const near = addWorkingDays(today, soonWorkingDays, calendar)
    return [{ from: today.add({ days: 1 }), to: near.add({ days: searchDays }), near }]
  }
  const { windowFrom, windowTo, day } = proposed
  return [
    { from: windowFrom, to: windowTo, near: day },
    { from: today, to: windowTo, near: day },
    { from: windowTo, to: windowTo.add({ days: searchDays }), near: windowTo },
  ]
}

/** Whether something booked on `day` keeps what has to be done by `limit`, or makes it good soon. */
export function isInTime(
  day: Temporal.PlainDate,
  limit: Temporal.PlainDate,
  today: Temporal.PlainDate,
  calendar: Calendar,
): boolean {
  const soon = addWorkingDays(today, soonWorkingDays, calendar)
  const latest = Temporal.PlainDate.compare(limit, today) <= 0 ? soon : limit
  return Temporal.PlainDate.compare(day, latest) <= 0
}
