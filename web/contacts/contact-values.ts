import type { BookedAppointment, ContactForm, NextContact, registerContact } from '#contract/contacts.ts'
import type { InputOf } from '#contract/use-case.ts'
import { usualMinutes } from '#domain/rhythm/registering.ts'
import type { BookableKind, ContactValues } from './answers.ts'
import { hasLength, hasPlace, kindAndOutcome, mayBeTeam, settlesAppointment, type What } from './what.ts'
import { early, isWritten, mayBe } from './when.ts'

export const otherPlace = '*'
/** The likeliest, so that most contacts need one press: the appointment at hand, else what is owed first. */
export function likeliest(form: ContactForm, now: Temporal.Instant, chosen: number | null): ContactValues {
  const opened = now
    .toZonedDateTimeISO(form.timeZone)
    .round({ smallestUnit: 'minute', roundingMode: 'floor' })
  const asked = form.appointments.find(each => each.id === chosen)
  const appointment = asked ?? atHand(form, now)
  const what = appointment === undefined ? owedWhat(form) : likeliestOf(appointment, form)
  return {
    clientKey: crypto.randomUUID(),
    what,
    place: appointment?.place ?? usualPlace(form, what),
    placeOther: '',
    startsAt: appointment === undefined ? 'now' : `a${appointment.id}`,
    openedFor: asked?.id ?? null,
    day: null,
    time: null,
    openedDay: opened.toPlainDate(),
    openedTime: opened.toPlainTime(),
    minutes: String(appointment === undefined ? usualLength(what) : lengthOf(appointment)),
    minutesOther: '',
    isTeam: false,
    subjectArea: usualSubject(form),
    note: '',
    next: null,
    nextKind: 'meeting',
    nextDay: null,
    nextTime: null,
    nextPlace: usualPlace(form, 'meeting'),
  }
}

/** Mine before others', today's before earlier days', the nearest before those further away. */
function atHand(form: ContactForm, now: Temporal.Instant): BookedAppointment | undefined {
  const away = (each: BookedAppointment) => Math.abs(each.startsAt.epochMilliseconds - now.epochMilliseconds)
  const begun = form.appointments.filter(
    each =>
      Temporal.Instant.compare(each.startsAt, now.add(early)) <= 0 &&
      each.startsAt.toZonedDateTimeISO(form.timeZone).toPlainDate().equals(form.today),
  )
  return begun.sort((a, b) => Number(b.mine) - Number(a.mine) || away(a) - away(b))[0]
}

/** Of an appointment on a day to come one can only say that it is called off. */
function likeliestOf({ kind, startsAt }: BookedAppointment, { today, timeZone }: ContactForm): What {
  const day = startsAt.toZonedDateTimeISO(timeZone).toPlainDate()
  return Temporal.PlainDate.compare(day, today) > 0 ? 'cancelled' : kind
}

function owedWhat(form: ContactForm): What {
  const owed = form.owed[0]?.fulfilledBy ?? []
  if (owed.includes('call')) return 'call'
  if (owed.includes('meeting')) return 'meeting'
  return form.preferredContact === 'text' ? 'text' : 'call'
}

/** Where the two usually meet for this, or nothing. */
export function usualPlace(form: ContactForm, what: What): string {
  // A call has no place, whatever an imported list says.
  if (!hasPlace(what)) return ''
  const { kind } = kindAndOutcome(what, null)
  return form.places.find(each => each.kind === kind)?.place ?? ''
}

export function usualLength(what: What): number {
  return what === 'meeting' || what === 'call' || what === 'accompaniment' ? usualMinutes[what] : 0
}

export function lengthOf(appointment: BookedAppointment): number {
  return Math.round((appointment.endsAt.epochMilliseconds - appointment.startsAt.epochMilliseconds) / 60_000)
}

/** The one used last with this young person, else the first that is not sensitive. */
function usualSubject(form: ContactForm): string | null {
  const { subjectAreas, usualSubjectArea } = form
  return usualSubjectArea ?? (subjectAreas.find(area => !area.sensitive) ?? subjectAreas[0])?.code ?? null
}

/** The appointment that the values speak of. */
function appointmentOf(values: ContactValues, form: ContactForm): BookedAppointment | undefined {
  const id = appointmentIdOf(values, form)
  return form.appointments.find(each => each.id === id)
}

/**
 * Its key, also where somebody has settled it since the draft was written; the server says so then. Where another
 * time was chosen it is still the one that the page was opened from, if the answer can be what came of that.
 */
function appointmentIdOf(values: ContactValues, form: ContactForm): number | null {
  const { startsAt, what, openedFor } = values
  if (!settlesAppointment(what)) return null
  if (startsAt.startsWith('a')) return Number(startsAt.slice(1))
  const opened = form.appointments.find(each => each.id === openedFor)
  return opened !== undefined && mayBe(opened, values, form.timeZone) ? opened.id : null
}

function plannedKind(values: ContactValues, form: ContactForm): BookableKind | null {
  return appointmentOf(values, form)?.kind ?? null
}

/** When it was, as far as it is said; null while an other time is not written yet. */
export function startOf(values: ContactValues, form: ContactForm): Temporal.Instant | null {
  const at = (day: Temporal.PlainDate, plainTime: Temporal.PlainTime) =>
    day.toZonedDateTime({ timeZone: form.timeZone, plainTime }).toInstant()
  const opened = at(values.openedDay, values.openedTime)
  if (isWritten(values)) {
    return values.day === null || values.time === null ? null : at(values.day, values.time)
  }
  if (values.startsAt === 'now') return opened
  const appointment = appointmentOf(values, form)
  if (appointment === undefined) return opened
  // Settled before its time, as when it is called off: that happened now.
  return Temporal.Instant.compare(appointment.startsAt, opened) > 0 ? opened : appointment.startsAt
}

export interface Fault {
  field: string
  code: string
}

/** What is missing before anything is sent. */
export function faultsIn(values: ContactValues): Fault[] {
  const required = (field: string, missing: boolean) => (missing ? [{ field, code: 'required' }] : [])
  return [
    ...required('day', isWritten(values) && values.day === null),
    ...required('time', isWritten(values) && values.time === null),
    ...(hasLength(values.what) && values.minutes === 'other' && readMinutes(values.minutesOther) === null
      ? [{ field: 'minutesOther', code: 'minutes' }]
      : []),
    ...required('subjectArea', values.note.trim() !== '' && values.subjectArea === null),
    ...required('nextDay', values.next === 'other' && values.nextDay === null),
    ...required('nextTime', values.next === 'other' && values.nextTime === null),
  ]
}

/** Whole minutes of a day, or null where the text is not that. */
export function readMinutes(text: string): number | null {
  const minutes = /^\d{1,4}$/.test(text.trim()) ? Number(text) : Number.NaN
  return minutes <= 1440 ? minutes : null
}

/** The chosen time of the next contact once our proposal is known: an instant, `other` or `none`. */
export function chosenNext(values: ContactValues, proposal: NextContact | undefined): string {
  if (values.next !== null) return values.next
  if (proposal === undefined || proposal.booked !== null || proposal.slot === null) return 'none'
  return proposal.slot.startsAt.toString()
}

type Sent = InputOf<typeof registerContact>

/** What is sent. The values are without faults. */
export function toInput(values: ContactValues, form: ContactForm, proposal: NextContact | undefined): Sent {
  const startsAt = startOf(values, form)
  if (startsAt === null) throw new Error('the time is missing')
  const minutes = values.minutes === 'other' ? readMinutes(values.minutesOther) : Number(values.minutes)
  return {
    youthId: form.youthId,
    clientKey: values.clientKey,
    ...kindAndOutcome(values.what, plannedKind(values, form)),
    place: hasPlace(values.what) ? placeOf(values) : '',
    startsAt: startsAt.toString(),
    minutes: hasLength(values.what) ? minutes : null,
    isTeam: wasTeam(values, form),
    subjectArea: values.note.trim() === '' ? null : values.subjectArea,
    note: values.note,
    appointmentId: appointmentIdOf(values, form),
    next: nextOf(values, form, proposal),
  }
}

/** Only where it was asked: a draft may be older than what is owed. */
function wasTeam({ what, isTeam }: ContactValues, { teamOwed }: ContactForm): boolean {
  return isTeam && teamOwed && mayBeTeam(what)
}

function placeOf(values: ContactValues): string {
  return values.place === otherPlace ? values.placeOther : values.place
}

function nextOf(values: ContactValues, form: ContactForm, proposal: NextContact | undefined): Sent['next'] {
  const chosen = chosenNext(values, proposal)
  if (chosen === 'none') return null
  if (chosen === 'other') {
    const { nextDay, nextTime, nextKind } = values
    if (nextDay === null || nextTime === null) throw new Error('the time of the next is missing')
    return {
      kind: nextKind,
      startsAt: nextDay
        .toZonedDateTime({ timeZone: form.timeZone, plainTime: nextTime })
        .toInstant()
        .toString(),
      minutes: usualMinutes[nextKind],
      place: nextKind === 'call' ? '' : values.nextPlace,
    }
  }
  // A time that was chosen keeps the kind that it was proposed for, also where the proposal is another now.
  const kind = values.next === null ? (proposal?.kind ?? values.nextKind) : values.nextKind
  return {
    kind,
    startsAt: chosen,
    minutes: usualMinutes[kind],
    place: usualPlace(form, kind),
  }
}

/** What the proposal of the next contact depends on. */
export function questionOf(values: ContactValues, form: ContactForm) {
  const startsAt = startOf(values, form)
  const appointmentId = appointmentIdOf(values, form)
  return {
    youthId: form.youthId,
    ...kindAndOutcome(values.what, plannedKind(values, form)),
    ...(startsAt === null ? {} : { startsAt: startsAt.toString() }),
    ...(wasTeam(values, form) ? { isTeam: true } : {}),
    ...(appointmentId === null ? {} : { appointmentId }),
  }
}
