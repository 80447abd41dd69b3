import { z } from 'zod'
import { defineUseCase } from './use-case.ts'
import { Day, Id, Instant, requiredText, text, Version } from './values.ts'
import {
  AppointmentKind,
  ContactKind,
  ContactOutcome,
  openDeadlineFields,
  PreferredContact,
  ruleFields,
} from './words.ts'

/** An instant in the years that a diary can be about. */
const DiaryInstant = Instant.refine(
  instant => instant.epochMilliseconds > Date.UTC(1990, 0) && instant.epochMilliseconds < Date.UTC(2100, 0),
  { error: 'instant' },
)

const Minutes = z.number().int().min(0).max(1440)
const AppointmentMinutes = z.number().int().min(5).max(480)

/** What is written down about a contact, at registration and at correction alike. */
const contactFields = {
  kind: ContactKind,
  outcome: ContactOutcome,
  place: text(200),
  startsAt: DiaryInstant,
  minutes: Minutes.nullable(),
  /** The right people sat down with the young person: keeps what the entrance promised. Of a held meeting alone. */
  isTeam: z.boolean().default(false),
  /** Code of a subject area; needed when there is a note. */
  subjectArea: requiredText(60).nullable(),
  note: text(20_000),
}

const appointmentFields = {
  kind: AppointmentKind,
  startsAt: DiaryInstant,
  minutes: AppointmentMinutes,
  place: text(200),
}

/** An open deadline with as much of its rule as `explainDeadline` needs. */
const OwedContact = z.object({
  ...ruleFields,
  ...openDeadlineFields,
  ruleName: z.string(),
})
export type OwedContact = z.output<typeof OwedContact>

export const registerContact = defineUseCase({
  name: 'contact.register',
  summary: 'Register a contact or the attempt at one, and book the next in the same step',
  method: 'POST',
  path: '/api/youths/:youthId/contacts',
  permission: 'contact.write',
  input: z.object({
    youthId: Id,
    /** Made by the client; the same key again answers with the same result, so that a retry registers once. */
    clientKey: z.uuid(),
    ...contactFields,
    /** The booked appointment that this was, or that did not come off. */
    appointmentId: Id.nullable(),
    next: z.object(appointmentFields).nullable(),
  }),
  output: z.object({
    contactId: z.number(),
    version: z.number(),
    nextAppointmentId: z.number().nullable(),
    /** The key was used before for other content: what was sent this time is not stored, so correct it. */
    registeredOtherwise: z.boolean(),
    /** What is owed first from now on. */
    owed: OwedContact.nullable(),
  }),
})

export const correctContact = defineUseCase({
  name: 'contact.correct',
  summary: 'Correct a contact; the earlier wording is kept with author and reason',
  method: 'PUT',
  path: '/api/contacts/:contactId',
  permission: 'contact.write',
  input: z.object({ contactId: Id, version: Version, reason: requiredText(500), ...contactFields }),
  output: z.object({ contactId: z.number(), version: z.number() }),
})

const ContactContent = z.object({
  version: z.number(),
  kind: ContactKind,
  outcome: ContactOutcome,
  place: z.string(),
  startsAt: Instant,
  minutes: z.number().nullable(),
  isTeam: z.boolean(),
  subjectArea: z.string().nullable(),
  note: z.string(),
  /** There is a note, in a sensitive area that the reader has no need to know of; it is empty, its area null. */
  noteHidden: z.boolean(),
})
export type ContactContent = z.output<typeof ContactContent>

const SubjectArea = z.object({
  code: z.string(),
  name: z.string(),
  legalBasis: z.string(),
  sensitive: z.boolean(),
})

export const readContact = defineUseCase({
  name: 'contact.read',
  summary: 'A contact with its note and everything it said before it was corrected',
  method: 'GET',
  path: '/api/contacts/:contactId',
  permission: 'youth.read',
  input: z.object({ contactId: Id }),
  output: ContactContent.extend({
    contactId: z.number(),
    youthId: z.number(),
    givenName: z.string(),
    familyName: z.string(),
    author: z.string().nullable(),
    recordedAt: Instant,
    imported: z.boolean(),
    mayCorrect: z.boolean(),
    /** The entrance has promised that the team is gathered: whether it was is asked. */
    teamPromised: z.boolean(),
    /** Places are empty, since one could give a protected address away. Sent back empty, they stay as they are. */
    placeHidden: z.boolean(),
    today: Day,
    timeZone: z.string(),
    subjectAreas: z.array(SubjectArea),
    /** Newest first; each is what was said until `replacedAt`. */
    earlier: z.array(
      ContactContent.extend({ replacedAt: Instant, replacedBy: z.string().nullable(), reason: z.string() }),
    ),
  }),
})
export type ReadContact = z.output<typeof readContact.output>

const BookedAppointment = z.object({
  id: z.number(),
  version: z.number(),
  kind: AppointmentKind,
  place: z.string(),
  startsAt: Instant,
  endsAt: Instant,
  staffId: z.number(),
  staffName: z.string(),
  mine: z.boolean(),
})
export type BookedAppointment = z.output<typeof BookedAppointment>

export const readContactForm = defineUseCase({
  name: 'contact.form',
  summary: 'What one needs in order to register a contact with, or book, a young person',
  method: 'GET',
  path: '/api/youths/:youthId/contact-form',
  permission: 'contact.write',
  input: z.object({ youthId: Id }),
  output: z.object({
    today: Day,
    timeZone: z.string(),
    youthId: z.number(),
    givenName: z.string(),
    familyName: z.string(),
    age: z.number(),
    programme: z.string().nullable(),
    phone: z.string().nullable(),
    preferredContact: PreferredContact.nullable(),
    /** The newest case; `to` is the first day on which it is closed. */
    case: z.object({ from: Day, to: Day.nullable() }),
    pausedUntil: Day.nullable(),
    owed: z.array(OwedContact),
    /** The entrance has promised that the team is gathered, and it has not been yet. */
    teamOwed: z.boolean(),
    /** Somebody else wrote about them and is promised a call: talks with whoever did are written on that enquiry. */
    writerOwed: z.object({ referralId: z.number() }).nullable(),
    subjectAreas: z.array(SubjectArea),
    /** The one that I last used with this young person. */
    usualSubjectArea: z.string().nullable(),
    /** Booked with this young person, from two weeks ago and on, by time. */
    appointments: z.array(BookedAppointment),
    /** Where contacts were held before, the most frequent first. */
    places: z.array(z.object({ kind: ContactKind, place: z.string() })),
    /** Whom one can book: me first, then those who follow the young person. */
    staff: z.array(z.object({ staffId: z.number(), name: z.string(), role: z.string().nullable() })),
  }),
})
export type ContactForm = z.output<typeof readContactForm.output>

const Slot = z.object({ startsAt: Instant, minutes: z.number() })

export const proposeNextContact = defineUseCase({
  name: 'contact.proposeNext',
  summary: 'What would be owed next, also if this contact were registered, and when there is time for it',
  method: 'GET',
  path: '/api/youths/:youthId/next-contact',
  permission: 'contact.write',
  input: z.object({
    youthId: Id,
    /** The contact that is about to be registered; leave all three out to ask as things stand. */
    kind: ContactKind.optional(),
    outcome: ContactOutcome.optional(),
    startsAt: DiaryInstant.optional(),
    /** Whether the team was there. */
    isTeam: z.union([z.boolean(), z.stringbool()]).optional(),
    /** The appointment that the contact was, so that it does not count as the next one. */
    appointmentId: Id.optional(),
    /** Whose time; mine when left out. */
    staffId: Id.optional(),
    /** Ask for the free times on this day instead, for `bookKind` or what is owed. */
    day: Day.optional(),
    bookKind: AppointmentKind.optional(),
  }),
  output: z.object({
    owed: OwedContact.nullable(),
    /** What to book for it, null where nothing that can be booked is owed. */
    kind: AppointmentKind.nullable(),
    minutes: z.number(),
    /** Booked already and in time for what is owed. */
    booked: BookedAppointment.pick({ id: true, kind: true, startsAt: true, place: true }).nullable(),
    slot: Slot.nullable(),
    otherSlots: z.array(Slot),
  }),
})
export type NextContact = z.output<typeof proposeNextContact.output>

export const bookAppointment = defineUseCase({
  name: 'appointment.book',
  summary:
    'Book a meeting, a call or an accompaniment, for oneself or for somebody who follows the young person',
  method: 'POST',
  path: '/api/youths/:youthId/appointments',
  permission: 'contact.write',
  input: z.object({ youthId: Id, staffId: Id.optional(), ...appointmentFields }),
  output: z.object({ appointmentId: z.number(), version: z.number() }),
})

export const moveAppointment = defineUseCase({
  name: 'appointment.move',
  summary: 'Give a booked appointment another time, place, kind or colleague',
  method: 'PUT',
  path: '/api/appointments/:appointmentId',
  permission: 'contact.write',
  input: z.object({ appointmentId: Id, version: Version, staffId: Id.optional(), ...appointmentFields }),
  output: z.object({ appointmentId: z.number(), version: z.number() }),
})

export const cancelAppointment = defineUseCase({
  name: 'appointment.cancel',
  summary: 'Call off a booked appointment, so that the time is free again',
  method: 'POST',
  path: '/api/appointments/:appointmentId/cancel',
  permission: 'contact.write',
  input: z.object({ appointmentId: Id, version: Version, reason: requiredText(500).optional() }),
  output: z.object({ appointmentId: z.number(), version: z.number() }),
})
