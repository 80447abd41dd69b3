import { type DayNumber, dayNumber } from '#domain/calendar/day-number.ts'
import { asCounted, bearsOn, contactLog, fulfils, type LoggedContact } from './contact-log.ts'
import type { Entrance, Rule } from './types.ts'

/** An enquiry with its talks with whoever wrote, as they are counted. */
export interface LoggedEntrance {
  day: DayNumber
  log: readonly LoggedContact[]
}

export function loggedEntrance({ day, talks }: Entrance, today: DayNumber): LoggedEntrance {
  const log = contactLog(talks, today).map(talk => ({ ...talk, ofSender: true as const }))
  return { day: dayNumber(day), log }
}

/**
 * What bears on the promise of the entrance to whoever wrote on the day `day`: as long as it is an enquiry the queue and
 * the page of the receipt count by the same, see domain/triage/clock.ts. For the call that is also what was said to
 * whoever wrote then, and never what was said to others who wrote.
 */
export function entranceLog(
  rule: Rule,
  day: DayNumber,
  log: readonly LoggedContact[],
  entrances: readonly LoggedEntrance[],
): readonly LoggedContact[] {
  const bearing = log.filter(
    contact => bearsOn(rule, contact) && (rule.entrance !== 'team' || contact.isTeam),
  )
  if (rule.entrance !== 'contact') return bearing
  const senders = entrances.filter(entrance => entrance.day === day).flatMap(entrance => entrance.log)
  return [...bearing, ...senders].sort(asCounted)
}

/**
 * Whether a talk keeps the promise of the entrance to whoever wrote on the day `day`. Where several wrote on it, what
 * was promised once is kept when the last of them was spoken with.
 */
export function keepsEntrance(
  rule: Rule,
  day: DayNumber,
  talk: LoggedContact,
  entrances: readonly LoggedEntrance[],
): boolean {
  if (!fulfils(rule, talk)) return false
  if (talk.ofSender !== true) return true
  return entrances
    .filter(entrance => entrance.day === day)
    .every(({ log }) => log.some(each => each.day <= talk.day && fulfils(rule, each)))
}
