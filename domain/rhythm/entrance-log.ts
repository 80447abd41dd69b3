import { type DayNumber, dayNumber } from '#domain/calendar/day-number.ts'
import { asCounted, bearsOn, contactLog, fulfils, type LoggedContact } from './contact-log.ts'
import type { Entrance, Rule } from './types.ts'

/** One who wrote, with the talks with them, as they are counted. */
export interface LoggedEntrance {
  day: DayNumber
  log: readonly LoggedContact[]
}

export function loggedEntrance({ day, talks }: Entrance, today: DayNumber): LoggedEntrance {
  const log = contactLog(talks, today).map(talk => ({ ...talk, ofSender: true as const }))
  return { day: dayNumber(day), log }
}

/**
 * What bears on the promise of the entrance to those who wrote on the day `day`: as long as it is an enquiry the queue
 * counts by the same, see domain/triage/clock.ts. For the call that is also what was said to those who wrote then, and
 * never what was said to others who wrote. Where several did, what was promised once is kept when the last of them was
 * spoken with: what was said to the others neither keeps it nor says when to try again.
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
  const reached = entrances
    .filter(entrance => entrance.day === day)
    .map(entrance => ({ entrance, on: reachedOn(rule, entrance) }))
  const last = Math.max(...reached.map(({ on }) => on))
  const awaited = reached.filter(({ on }) => on === last).flatMap(({ entrance }) => entrance.log)
  return [...bearing, ...awaited].sort(asCounted)
}

/** The day on which whoever wrote was first spoken with; infinite while nobody has. */
function reachedOn(rule: Rule, { log }: LoggedEntrance): number {
  return log.find(talk => fulfils(rule, talk))?.day ?? Number.POSITIVE_INFINITY
}
