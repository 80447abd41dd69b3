import { z } from 'zod'
import { defineUseCase } from './use-case.ts'
import { Day, Instant } from './values.ts'

/** A rule of contact, as much of it as a sentence about a deadline needs. */
export const DayRule = z.object({
  id: z.number(),
  name: z.string(),
  clock: z.enum(['statutory', 'promise']),
  status: z.enum(['law', 'local', 'unverified']),
  source: z.string(),
  pattern: z.enum(['every', 'between', 'counted', 'once']),
  fulfilledBy: z.array(z.enum(['meeting', 'call', 'accompaniment', 'text', 'letter'])),
  count: z.number(),
})

/** An open deadline of somebody. */
export const OpenDeadline = z.object({
  ruleId: z.number(),
  anchorKind: z.enum(['enquiry', 'assessment', 'membership', 'contact', 'ruleChange', 'pauseEnd']),
  anchorDay: Day,
  dueDay: Day,
  windowFrom: Day,
  windowTo: Day,
  lastWorkingDay: Day,
  heldCount: z.number(),
  targetDay: Day.nullable(),
  attempts: z.number(),
  /** The day of the last attempt that failed, where there is one. */
  lastAttemptDay: Day.nullable(),
  retryDay: Day.nullable(),
  escalated: z.boolean(),
})

const AppointmentKind = z.enum(['meeting', 'call', 'accompaniment'])

export const DayPerson = z.object({
  youthId: z.number(),
  givenName: z.string(),
  familyName: z.string(),
  age: z.number(),
  programme: z.string().nullable(),
  targetGroup: z.string().nullable(),
  protectedAddress: z.boolean(),
  phone: z.string().nullable(),
  preferredContact: z.enum(['call', 'text', 'email', 'letter']).nullable(),
  /** The colleague who is away and for whom I stand in; null for my own. */
  standsInFor: z.string().nullable(),
  /** Since when I follow the person, and whether I have held a contact since (as a deputy always true). */
  mineSince: Day,
  metByMe: z.boolean(),
  pausedUntil: Day.nullable(),
  /** What is booked from today on, with me or with somebody else. */
  appointments: z.array(z.object({ kind: AppointmentKind, startsAt: Instant })),
  deadlines: z.array(OpenDeadline),
})
export type DayPerson = z.output<typeof DayPerson>

export const DayAppointment = z.object({
  id: z.number(),
  youthId: z.number(),
  givenName: z.string(),
  familyName: z.string(),
  kind: AppointmentKind,
  place: z.string(),
  startsAt: Instant,
  endsAt: Instant,
})
export type DayAppointment = z.output<typeof DayAppointment>

export const readDay = defineUseCase({
  name: 'day.read',
  summary: 'The young people whom I follow, with what is owed to each, and my appointments today',
  method: 'GET',
  path: '/api/day',
  permission: 'day.read',
  input: z.object({}),
  output: z.object({
    today: Day,
    rules: z.array(DayRule),
    people: z.array(DayPerson),
    appointments: z.array(DayAppointment),
    /** My appointments of the last two weeks of which nobody has said what became of them. */
    unregistered: z.array(DayAppointment),
  }),
})
