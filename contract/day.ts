import { z } from 'zod'
import { ReferralClock } from './triage.ts'
import { defineUseCase } from './use-case.ts'
import { Day, Instant } from './values.ts'
import { AppointmentKind, openDeadlineFields, PreferredContact, ruleFields } from './words.ts'

export const DayRule = z.object({ id: z.number(), name: z.string(), ...ruleFields })

export const OpenDeadline = z.object({
  ...openDeadlineFields,
  /** The day of the last attempt that failed, where there is one. */
  lastAttemptDay: Day.nullable(),
})

export const DayPerson = z.object({
  youthId: z.number(),
  givenName: z.string(),
  familyName: z.string(),
  age: z.number(),
  programme: z.string().nullable(),
  targetGroup: z.string().nullable(),
  protectedAddress: z.boolean(),
  phone: z.string().nullable(),
  preferredContact: PreferredContact.nullable(),
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
  /** Whether the reader follows the young person today, and so may register what came of it. */
  follows: z.boolean(),
  startsAt: Instant,
  endsAt: Instant,
})
export type DayAppointment = z.output<typeof DayAppointment>

export const readDayAges = defineUseCase({
  name: 'day.ages',
  summary:
    'Birthdays of the young people whom I follow before which something is to be done within thirty days',
  method: 'GET',
  path: '/api/day/ages',
  permission: 'ages.read',
  input: z.object({}),
  output: z.object({
    today: Day,
    turns: z.array(
      z.object({
        youthId: z.number(),
        givenName: z.string(),
        familyName: z.string(),
        age: z.number(),
        day: Day,
        /** How much is left, and the first day by which something is to be done. */
        left: z.number(),
        dueDay: Day,
      }),
    ),
  }),
})

export const DayReferral = z.object({
  referralId: z.number(),
  youthId: z.number(),
  givenName: z.string(),
  familyName: z.string(),
  senderRole: z.enum(['youth', 'parent', 'teacher', 'doctor', 'employer', 'colleague', 'other']),
  receivedOn: Day,
})
export type DayReferral = z.output<typeof DayReferral>

const DayEnquiry = z.object({
  referralId: z.number(),
  givenName: z.string(),
  familyName: z.string(),
  /** Something of it was not done in time. */
  isOverdue: z.boolean(),
  /** What is to be seen to first. */
  clock: ReferralClock,
})
export type DayEnquiry = z.output<typeof DayEnquiry>

export const readDayEnquiries = defineUseCase({
  name: 'day.enquiries',
  summary: 'The enquiries that I have taken and of which something is due this week, or was',
  method: 'GET',
  path: '/api/day/enquiries',
  permission: 'referral.read',
  input: z.object({}),
  output: z.object({ today: Day, enquiries: z.array(DayEnquiry) }),
})

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
    /** Enquiries about my young people that others have given to them, and that I have not opened. */
    referrals: z.array(DayReferral),
    /** My appointments of the last two weeks of which nobody has said what became of them. */
    unregistered: z.array(DayAppointment),
  }),
})
