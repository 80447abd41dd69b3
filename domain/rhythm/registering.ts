import { contains, type Period } from '#domain/calendar/period.ts'
import type { ContactKind, ContactOutcome } from './types.ts'

/** What can come of a contact of each kind; a message is sent or it is not written down. */
export const outcomesOf: Readonly<Record<ContactKind, readonly ContactOutcome[]>> = {
  meeting: ['held', 'noShow', 'cancelled'],
  call: ['held', 'unanswered', 'cancelled'],
  accompaniment: ['held', 'noShow', 'cancelled'],
  text: ['held', 'unanswered'],
  letter: ['held'],
}

export type AppointmentState = 'booked' | 'held' | 'noShow' | 'cancelled'

/** What becomes of an appointment when its contact is registered or corrected. */
export const stateAfter: Readonly<Record<ContactOutcome, Exclude<AppointmentState, 'booked'>>> = {
  held: 'held',
  noShow: 'noShow',
  unanswered: 'noShow',
  cancelled: 'cancelled',
}

/**
 * Whether an appointment can be registered with this outcome today. One for a later day can only be cancelled: that it
 * was held or missed cannot be known yet. Earlier on its own day is fine, since people come before their time.
 */
export function mayBeSettled(
  startsOn: Temporal.PlainDate,
  outcome: ContactOutcome,
  today: Temporal.PlainDate,
): boolean {
  return outcome === 'cancelled' || Temporal.PlainDate.compare(startsOn, today) <= 0
}

/** What is wrong with one field; the code has a text `field.<code>`. */
export interface FieldFault {
  field: string
  code: string
}

/** A decision: what is to be stored, or why it cannot be. */
export type Decision<Decided> = { decided: Decided } | { faults: FieldFault[] }

/** Whether the team can have been there: at a meeting that was held. */
export function mayBeTeam(kind: ContactKind, outcome: ContactOutcome): boolean {
  return outcome === 'held' && (kind === 'meeting' || kind === 'accompaniment')
}

/** What is about to be written down about a contact. */
export interface ContactFacts {
  kind: ContactKind
  outcome: ContactOutcome
  startsAt: Temporal.Instant
  /** The right people sat down with the young person. */
  isTeam: boolean
  subjectArea: string | null
  note: string
}

/** What the decision depends on. */
export interface RegisterSituation {
  now: Temporal.Instant
  dayOf: (instant: Temporal.Instant) => Temporal.PlainDate
  /** The newest case of the young person. */
  case: Period
  subjectAreaExists: boolean
}

/** A contact as it is to be stored. */
export interface DecidedContact {
  startsAt: Temporal.Instant
  day: Temporal.PlainDate
  note: { subjectArea: string; body: string } | null
}

/** Clocks of phones run ahead a little: so much of the future is taken as now. */
const clockTolerance = { minutes: 5 }

/**
 * Whether a contact can be written down: its outcome fits its kind, it lies in the case and not in the future, and
 * a note says what it is about, since the subject carries the legal basis. Whole minutes are kept.
 */
export function decideContact(facts: ContactFacts, situation: RegisterSituation): Decision<DecidedContact> {
  const faults: FieldFault[] = []
  const { now, dayOf } = situation
  if (!outcomesOf[facts.kind].includes(facts.outcome)) {
    faults.push({ field: 'outcome', code: 'outcomeNotForKind' })
  }
  if (Temporal.Instant.compare(facts.startsAt, now.add(clockTolerance)) > 0) {
    faults.push({ field: 'startsAt', code: 'inFuture' })
  }
  if (facts.isTeam && !mayBeTeam(facts.kind, facts.outcome)) {
    faults.push({ field: 'isTeam', code: 'teamNotMet' })
  }
  const startsAt = wholeMinute(Temporal.Instant.compare(facts.startsAt, now) > 0 ? now : facts.startsAt)
  const day = dayOf(startsAt)
  if (Temporal.PlainDate.compare(day, situation.case.from) < 0) {
    faults.push({ field: 'startsAt', code: 'beforeCase' })
  } else if (!contains(situation.case, day)) {
    faults.push({ field: 'startsAt', code: 'afterCase' })
  }
  let note: DecidedContact['note'] = null
  if (facts.note !== '') {
    if (facts.subjectArea === null) faults.push({ field: 'subjectArea', code: 'required' })
    else if (!situation.subjectAreaExists) faults.push({ field: 'subjectArea', code: 'invalid' })
    else note = { subjectArea: facts.subjectArea, body: facts.note }
  }
  return faults.length > 0 ? { faults } : { decided: { startsAt, day, note } }
}

/** Longest ahead that an appointment can be made. */
const bookableAhead = { years: 1 }

/**
 * Whether an appointment can be made at `startsAt`: ahead of now, within a year, while the case is open.
 * Faults name the field `startsAt`.
 */
export function decideAppointment(
  startsAt: Temporal.Instant,
  situation: Pick<RegisterSituation, 'now' | 'dayOf' | 'case'>,
): Decision<{ startsAt: Temporal.Instant }> {
  const { now, dayOf } = situation
  const fault = (code: string) => ({ faults: [{ field: 'startsAt', code }] })
  if (Temporal.Instant.compare(startsAt, now) < 0) return fault('inPast')
  const day = dayOf(startsAt)
  if (Temporal.PlainDate.compare(day, dayOf(now).add(bookableAhead)) > 0) return fault('tooFarAhead')
  if (!contains(situation.case, day)) return fault('afterCase')
  return { decided: { startsAt: wholeMinute(startsAt) } }
}

function wholeMinute(instant: Temporal.Instant): Temporal.Instant {
  return instant.round({ smallestUnit: 'minute', roundingMode: 'floor' })
}

/** Minutes that an appointment takes unless somebody says otherwise: our own inference, no source gives them. */
export const usualMinutes: Readonly<Record<'meeting' | 'call' | 'accompaniment', number>> = {
  meeting: 60,
  call: 15,
  accompaniment: 120,
}
