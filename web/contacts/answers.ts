import type { BookedAppointment } from '#contract/contacts.ts'
import type { What } from './what.ts'

export type BookableKind = BookedAppointment['kind']

/** What is written on the page; kept as a draft, so plain values only. */
export interface ContactValues {
  /** Made once and kept with the draft: however often it is sent, it is registered once. */
  clientKey: string
  what: What
  /** A place, `*` for the one written in `placeOther`, or empty. */
  place: string
  placeOther: string
  /** `now`, `earlier` today, `yesterday`, `other`, or `a` and the key of the appointment that it was. */
  startsAt: string
  /** The appointment that the page was opened from: whatever time is chosen, it is what is registered. */
  openedFor: number | null
  day: Temporal.PlainDate | null
  time: Temporal.PlainTime | null
  /** When the page was opened: that is "now", also where it is sent much later. */
  openedDay: Temporal.PlainDate
  openedTime: Temporal.PlainTime
  /** A number, or `other` for the one written in `minutesOther`. */
  minutes: string
  minutesOther: string
  /** The team was there; counts only where that can be. */
  isTeam: boolean
  subjectArea: string | null
  note: string
  /** A proposed instant, `other`, `none`, or null while nobody has chosen: then our proposal stands. */
  next: string | null
  nextKind: BookableKind
  nextDay: Temporal.PlainDate | null
  nextTime: Temporal.PlainTime | null
  nextPlace: string
}
