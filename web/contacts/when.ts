import type { BookedAppointment } from '#contract/contacts.ts'
import type { ContactValues } from './answers.ts'

/** How long before its time an appointment is what one registers. */
export const early = { hours: 1 }

export type Saying = Pick<ContactValues, 'what' | 'startsAt' | 'openedFor' | 'openedDay' | 'openedTime'>

/** Whether the time is written by hand, at least its hour. */
export function isWritten({ startsAt }: Pick<ContactValues, 'startsAt'>): boolean {
  return startsAt === 'earlier' || startsAt === 'yesterday' || startsAt === 'other'
}

/**
 * Whether the answer can be what came of an appointment. What is called off may lie ahead; so may, later the same
 * day, the one that the page was opened from, where the answer fits its kind.
 */
export function mayBe(
  appointment: BookedAppointment,
  { what, openedFor, openedDay, openedTime }: Omit<Saying, 'startsAt'>,
  timeZone: string,
): boolean {
  const opened = openedDay.toZonedDateTime({ timeZone, plainTime: openedTime }).toInstant()
  if (what === 'cancelled') return true
  if (appointment.id !== openedFor) {
    return Temporal.Instant.compare(appointment.startsAt, opened.add(early)) <= 0
  }
  const day = appointment.startsAt.toZonedDateTimeISO(timeZone).toPlainDate()
  if (Temporal.PlainDate.compare(day, openedDay) > 0) return false
  return what === appointment.kind || what === (appointment.kind === 'call' ? 'unanswered' : 'noShow')
}

type Chosen = Pick<ContactValues, 'startsAt' | 'day' | 'openedDay' | 'openedTime'>

/** The same answer with the day that it speaks of filled in, so that only the hour is left to write. */
export function dayOfChoice(
  startsAt: string,
  day: Temporal.PlainDate | null,
  today: Temporal.PlainDate,
): Temporal.PlainDate | null {
  if (startsAt === 'earlier') return today
  if (startsAt === 'yesterday') return today.subtract({ days: 1 })
  return startsAt === 'other' ? (day ?? today) : day
}

/** The choice as it reads today: a draft's "yesterday" is another day by now. */
export function shownChoice({ startsAt, day }: Chosen, today: Temporal.PlainDate): string {
  if (startsAt !== 'earlier' && startsAt !== 'yesterday') return startsAt
  const still = dayOfChoice(startsAt, day, today)
  return day !== null && still !== null && day.equals(still) ? startsAt : 'other'
}

/** How long a page may have been open elsewhere before its "now" is said as the time that it was. */
const nowFor = { minutes: 5 }

/** Whether the "now" of a draft has become a time gone by, when the page is opened anew at `opened`. */
export function isPast(
  { openedDay, openedTime }: Pick<ContactValues, 'openedDay' | 'openedTime'>,
  opened: Pick<ContactValues, 'openedDay' | 'openedTime'>,
): boolean {
  const then = openedDay.toPlainDateTime(openedTime)
  return (
    Temporal.PlainDateTime.compare(then.add(nowFor), opened.openedDay.toPlainDateTime(opened.openedTime)) < 0
  )
}
