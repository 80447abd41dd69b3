import type { ContactContent, correctContact, ReadContact } from '#contract/contacts.ts'
import type { InputOf } from '#contract/use-case.ts'
import { type Fault, readMinutes } from './contact-values.ts'
import { hasLength, hasPlace, kindAndOutcome, mayBeTeam, type What, whatOf } from './what.ts'

/** What is written while correcting; kept as a draft. */
export interface CorrectionValues {
  /** The version that is being corrected; another one in the register means that somebody was quicker. */
  version: number
  what: What
  /** The kind as registered, which a no-show or a cancelled appointment keeps. */
  kind: ContactContent['kind']
  place: string
  day: Temporal.PlainDate | null
  time: Temporal.PlainTime | null
  minutes: string
  isTeam: boolean
  subjectArea: string | null
  note: string
  reason: string
}

export function correctionOf(contact: ReadContact): CorrectionValues {
  const start = contact.startsAt.toZonedDateTimeISO(contact.timeZone)
  return {
    version: contact.version,
    what: whatOf(contact),
    kind: contact.kind,
    place: contact.place,
    day: start.toPlainDate(),
    time: start.toPlainTime(),
    minutes: contact.minutes === null ? '' : String(contact.minutes),
    isTeam: contact.isTeam,
    subjectArea: contact.subjectArea,
    note: contact.note,
    reason: '',
  }
}

export function correctionFaults(values: CorrectionValues): Fault[] {
  const required = (field: string, missing: boolean) => (missing ? [{ field, code: 'required' }] : [])
  return [
    ...required('day', values.day === null),
    ...required('time', values.time === null),
    ...(values.minutes.trim() !== '' && readMinutes(values.minutes) === null
      ? [{ field: 'minutes', code: 'minutes' }]
      : []),
    ...required('subjectArea', values.note.trim() !== '' && values.subjectArea === null),
    ...required('reason', values.reason.trim() === ''),
  ]
}

/** What is sent. The values are without faults. */
export function toCorrection(
  values: CorrectionValues,
  contact: Pick<ReadContact, 'contactId' | 'timeZone'>,
): InputOf<typeof correctContact> {
  const { day, time, what } = values
  if (day === null || time === null) throw new Error('the time is missing')
  return {
    contactId: contact.contactId,
    version: values.version,
    reason: values.reason,
    ...kindAndOutcome(what, values.kind),
    place: hasPlace(what) ? values.place : '',
    startsAt: day.toZonedDateTime({ timeZone: contact.timeZone, plainTime: time }).toInstant().toString(),
    minutes: hasLength(what) && values.minutes.trim() !== '' ? readMinutes(values.minutes) : null,
    isTeam: values.isTeam && mayBeTeam(what),
    subjectArea: values.note.trim() === '' ? null : values.subjectArea,
    note: values.note,
  }
}

/** Their text behind mine, once; nothing of either is lost. */
export function withTheirs(mine: string, theirs: string): string {
  if (theirs.trim() === '' || mine.includes(theirs)) return mine
  return mine.trim() === '' ? theirs : `${mine}\n\n${theirs}`
}
