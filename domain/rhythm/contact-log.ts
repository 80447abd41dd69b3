import { type DayNumber, dayNumber } from '#domain/calendar/day-number.ts'
import type { NumberedAnchor } from './stretches.ts'
import type { Contact, ContactKind, DeedKind, Rule } from './types.ts'

export interface LoggedContact {
  id: number
  day: DayNumber
  kind: ContactKind
  held: boolean
  isTeam: boolean
  /** With whoever wrote about the young person, and so no contact of the case. */
  ofSender?: true
}

/** Kinds in which, once held, somebody was spoken with. */
export const conversations: readonly ContactKind[] = ['meeting', 'accompaniment', 'call']

/**
 * The contacts up to `today` in the order in which they are counted. Within a day, attempts come before what was held
 * (called in vain, then reached), messages before what was said, since being spoken with ends the attempts of the day,
 * and calls before meetings, since a meeting starts the call's clock anew. So nothing follows from which of them was
 * written down first.
 */
export function contactLog(contacts: readonly Contact[], today: DayNumber): LoggedContact[] {
  return contacts
    .map(({ id, day, kind, outcome, isTeam = false }) => ({
      id,
      day: dayNumber(day),
      kind,
      held: outcome === 'held',
      isTeam,
    }))
    .filter(contact => contact.day <= today)
    .sort(asCounted)
}

/** Sorts contacts into the order in which they are counted. */
export function asCounted(a: LoggedContact, b: LoggedContact): number {
  return a.day - b.day || rankInDay(a) - rankInDay(b) || a.id - b.id
}

const heldInDay: readonly ContactKind[] = ['text', 'letter', 'call', 'accompaniment', 'meeting']

function rankInDay(contact: LoggedContact): number {
  return contact.held ? 1 + heldInDay.indexOf(contact.kind) : 0
}

const deedKinds: readonly string[] = ['finalAssessment', 'activity', 'orderStep'] satisfies DeedKind[]

/** What is done and not said: no meeting, call or message. */
export function isDeed(kind: ContactKind | DeedKind): kind is DeedKind {
  return deedKinds.includes(kind)
}

export function fulfils(rule: Rule, contact: LoggedContact): boolean {
  return (
    contact.held && rule.fulfilledBy.includes(contact.kind) && (contact.isTeam || rule.entrance !== 'team')
  )
}

/**
 * Whether a talk, or the attempt at one, says anything of what is owed. A call in vain is tried again where a call
 * would have kept it; the days of a meeting stand as they are, for they are not met by calling again.
 */
export function bearsOn(
  { fulfilledBy }: Rule,
  { kind, held }: Pick<LoggedContact, 'kind' | 'held'>,
): boolean {
  return held || fulfilledBy.includes('call') || fulfilledBy.includes(kind)
}

export interface Attempts {
  count: number
  lastDay: DayNumber
}

/**
 * Failed attempts in a row, in the log before index `end` and after `anchor`.
 * A no-show, a cancelled appointment and an unanswered call always are attempts, whatever the rule asks for; being
 * spoken with ends the row. A text or letter is an attempt while nobody has been met since the anchoring event,
 * once the window has opened, or after another attempt. Otherwise it is an ordinary message ("see you tomorrow"),
 * which must not make a retry due.
 */
export function failedInARow(
  log: readonly LoggedContact[],
  end: number,
  anchor: NumberedAnchor,
  windowFrom: DayNumber,
): Attempts | null {
  const first = anchor.kind === 'contact' ? anchor.day + 1 : anchor.day
  let start = end
  for (let previous = log[start - 1]; previous && previous.day >= first; previous = log[start - 1]) {
    if (previous.held && conversations.includes(previous.kind)) break
    start -= 1
  }
  let count = 0
  let lastDay = anchor.day
  for (const contact of log.slice(start, end)) {
    const ordinaryMessage =
      contact.held && anchor.kind === 'contact' && contact.day < windowFrom && count === 0
    if (ordinaryMessage) continue
    count += 1
    lastDay = contact.day
  }
  return count === 0 ? null : { count, lastDay }
}
