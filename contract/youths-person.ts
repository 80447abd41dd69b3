import { z } from 'zod'
import { AgeTurn } from './age-words.ts'
import { defineUseCase } from './use-case.ts'
import { Day, Id, Instant } from './values.ts'
import {
  ActivityKind,
  AppointmentKind,
  AssignmentRole,
  BenefitKind,
  ContactKind,
  ContactOutcome,
  Kept,
  openDeadlineFields,
  PauseKind,
  PreferredContact,
  ruleFields,
} from './words.ts'
import { Staff } from './youths.ts'

const during = { from: Day, to: Day.nullable() }

/** An open deadline with as much of its rule as a sentence needs. */
export const OpenDeadline = z.object({
  ...ruleFields,
  ...openDeadlineFields,
  ruleName: z.string(),
  programme: z.string().nullable(),
  lastAttemptDay: Day.nullable(),
})
export type OpenDeadline = z.output<typeof OpenDeadline>

export const Youth = z.object({
  today: Day,
  youthId: z.number(),
  version: z.number(),
  givenName: z.string(),
  familyName: z.string(),
  birthDate: Day,
  age: z.number(),
  hasCpr: z.boolean(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  preferredContact: PreferredContact.nullable(),
  language: z.string(),
  needsInterpreter: z.boolean(),
  about: z.string(),
  protectedAddress: z.boolean(),
  /** Whether the reader follows the young person today, and so may see what is protected. */
  isMine: z.boolean(),
  /**
   * The day on which the reader becomes the caseworker, for whoever sees the young person for that alone: until then
   * one reads and writes nothing. Null for everybody else.
   */
  comesOn: Day.nullable(),
  /** Null where nothing is known, and where it is protected: see `youth.address`. */
  address: z.string().nullable(),
  isOpen: z.boolean(),
  cases: z.array(z.object({ ...during, enquiryDay: Day.nullable(), closeReason: z.string().nullable() })),
  relations: z.array(Staff.extend({ ...during, role: AssignmentRole, profession: z.string() })),
  targetGroups: z.array(
    z.object({ ...during, code: z.string(), name: z.string(), reason: z.string(), author: Staff.nullable() }),
  ),
  programmes: z.array(
    z.object({ ...during, programmeId: z.number(), name: z.string(), endReason: z.string().nullable() }),
  ),
  benefits: z.array(z.object({ ...during, kind: BenefitKind })),
  activities: z.array(
    z.object({
      ...during,
      kind: ActivityKind,
      description: z.string(),
      weeklyMinutes: z.number().nullable(),
    }),
  ),
  pauses: z.array(z.object({ ...during, reason: PauseKind })),
  /** From the day on which the young person is 18, without phone and e-mail: access has ended. */
  guardians: z.array(
    z.object({
      guardianId: z.number(),
      name: z.string(),
      relation: z.string(),
      hasCustody: z.boolean(),
      phone: z.string().nullable(),
      email: z.string().nullable(),
    }),
  ),
  deadlines: z.array(OpenDeadline),
  /** What fell due since `from` and was not excused, and how much of it was kept. */
  kept: z.object({ from: Day, promise: Kept, statutory: Kept }),
  appointments: z.array(
    z.object({
      appointmentId: z.number(),
      kind: AppointmentKind,
      place: z.string().nullable(),
      startsAt: Instant,
      endsAt: Instant,
      staff: Staff,
    }),
  ),
})
export type Youth = z.output<typeof Youth>

export const readYouth = defineUseCase({
  name: 'youth.read',
  summary: 'One young person: who, who follows along, both clocks, and what holds today and before',
  method: 'GET',
  path: '/api/youths/:youthId',
  permission: 'youth.read',
  input: z.object({ youthId: Id }),
  output: Youth,
})

export const readYouthAges = defineUseCase({
  name: 'youth.ages',
  summary:
    'The birthdays of the next twelve months that change something for one young person, and what is left to do',
  method: 'GET',
  path: '/api/youths/:youthId/ages',
  permission: 'ages.read',
  input: z.object({ youthId: Id }),
  output: z.object({ today: Day, turns: z.array(AgeTurn) }),
})

export const readAddress = defineUseCase({
  name: 'youth.address',
  summary: 'A protected address, for those who follow the young person; logged by itself',
  method: 'GET',
  path: '/api/youths/:youthId/address',
  permission: 'youth.read',
  input: z.object({ youthId: Id }),
  output: z.object({ address: z.string().nullable() }),
})

export const readCpr = defineUseCase({
  name: 'youth.cpr',
  summary: 'The CPR number, for those who follow the young person; logged by itself',
  method: 'GET',
  path: '/api/youths/:youthId/cpr',
  permission: 'youth.cpr',
  input: z.object({ youthId: Id }),
  output: z.object({ cpr: z.string() }),
})

/** Whether the instants in a cursor, when it happened and when it was written down, are ones that there are. */
function hasMoments(cursor: string): boolean {
  const [happened, , , written] = cursor.split('~')
  return Instant.safeParse(happened).success && Instant.safeParse(written).success
}

const event = { key: z.string(), day: Day }
const by = { staff: Staff.nullable() }

/** One event of a young person's story, the newest of its kind as it stands now. */
export const TimelineEvent = z.discriminatedUnion('type', [
  z.object({
    ...event,
    ...by,
    type: z.literal('contact'),
    contactId: z.number(),
    startsAt: Instant,
    kind: ContactKind,
    outcome: ContactOutcome,
    place: z.string().nullable(),
    minutes: z.number().nullable(),
    subjectArea: z.string().nullable(),
    note: z.string().nullable(),
    /** There is a note, in a sensitive area that the reader has no need to know of; it and its area are null. */
    noteHidden: z.boolean(),
    /** The team was there. */
    isTeam: z.boolean(),
    corrected: z.boolean(),
  }),
  z.object({
    ...event,
    ...by,
    type: z.literal('appointment'),
    startsAt: Instant,
    kind: AppointmentKind,
    state: z.enum(['booked', 'held', 'noShow', 'cancelled']),
  }),
  z.object({ ...event, ...by, type: z.literal('assessed'), name: z.string(), reason: z.string() }),
  z.object({
    ...event,
    type: z.enum(['relationBegan', 'relationEnded']),
    staff: Staff,
    role: AssignmentRole,
    /** Who held the same role until then. */
    before: Staff.nullable(),
  }),
  z.object({ ...event, type: z.literal('programmeBegan'), name: z.string() }),
  z.object({ ...event, type: z.literal('programmeEnded'), name: z.string(), reason: z.string().nullable() }),
  z.object({ ...event, type: z.literal('paused'), reason: PauseKind, to: Day }),
  z.object({
    ...event,
    type: z.enum(['activityBegan', 'activityEnded']),
    kind: ActivityKind,
    description: z.string(),
  }),
  z.object({ ...event, type: z.literal('benefitBegan'), kind: BenefitKind }),
  /** Somebody wrote or called about the young person, or they did themselves. */
  z.object({
    ...event,
    type: z.literal('enquired'),
    referralId: z.number(),
    senderRole: z.enum(['youth', 'parent', 'teacher', 'doctor', 'employer', 'colleague', 'other']),
  }),
  /** An education order, a step of it that was done, and that it was withdrawn. */
  z.object({ ...event, ...by, type: z.literal('orderGiven') }),
  z.object({
    ...event,
    ...by,
    type: z.literal('orderStepDone'),
    step: z.enum(['propose', 'apply', 'start']),
  }),
  z.object({ ...event, type: z.literal('orderEnded'), reason: z.string() }),
  z.object({ ...event, type: z.literal('caseOpened') }),
  z.object({ ...event, type: z.literal('caseClosed'), reason: z.string().nullable() }),
])
export type TimelineEvent = z.output<typeof TimelineEvent>

export const readTimeline = defineUseCase({
  name: 'youth.timeline',
  summary: 'What has happened with a young person, newest first, a page at a time',
  method: 'GET',
  path: '/api/youths/:youthId/timeline',
  permission: 'youth.read',
  input: z.object({
    youthId: Id,
    /** `next` of the page before. */
    after: z
      .string()
      .regex(/^[\dT:.Z+-]{1,40}~[a-zA-Z]{1,30}~\d{1,15}~[\dT:.Z+-]{1,40}$/, { error: 'invalid' })
      .refine(hasMoments, { error: 'invalid' })
      .optional(),
  }),
  output: z.object({ today: Day, events: z.array(TimelineEvent), next: z.string().nullable() }),
})
