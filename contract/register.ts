import { z } from 'zod'
import type { Permission } from '#domain/sharing/permissions.ts'
import { SenderIsYouth } from './enquirer.ts'
import { defineUseCase, type UseCase } from './use-case.ts'
import { Day, Id, requiredText, SensibleDay, text, Version } from './values.ts'
import { ActivityKind, AssignmentRole, BenefitKind, PauseKind, PreferredContact } from './words.ts'

/** The kinds of dated rows about somebody; the names are those of the tables. */
export type DatedRowKind = 'benefit' | 'activity' | 'membership' | 'assignment' | 'pause'

/** First and last day, both included as people say them; null runs on. */
const Span = z
  .object({ from: SensibleDay, lastDay: SensibleDay.nullable() })
  .refine(({ from, lastDay: to }) => to === null || Temporal.PlainDate.compare(from, to) <= 0, {
    path: ['lastDay'],
    error: 'periodOrder',
  })
/** First and last day, both included. */
export interface DaySpan {
  from: Temporal.PlainDate
  lastDay: Temporal.PlainDate | null
}
interface DaySpanInput {
  from: string
  lastDay: string | null
}

const Saved = z.object({ id: z.number() })

/** Beginning, correcting and withdrawing one kind of row; `Row` is what it says beside its period. */
export interface DatedRowUseCases<Row, RowInput> {
  begin: UseCase<
    z.ZodType<
      { youthId: number; during: DaySpan; row: Row },
      { youthId: number; during: DaySpanInput; row: RowInput }
    >,
    typeof Saved
  >
  correct: UseCase<
    z.ZodType<
      { id: number; during: DaySpan; row: Row; reason: string },
      { id: number; during: DaySpanInput; row: RowInput; reason: string }
    >,
    typeof Saved
  >
  withdraw: UseCase<z.ZodType<{ id: number; reason: string }, { id: number; reason: string }>, typeof Saved>
}

function datedRowUseCases<Row, RowInput>(
  kind: DatedRowKind,
  plural: string,
  permission: Permission,
  row: z.ZodType<Row, RowInput>,
): DatedRowUseCases<Row, RowInput> {
  return {
    begin: defineUseCase({
      name: `${kind}.begin`,
      summary: `Writes down a new ${kind}; where there can be but one, the one that runs ends the day before`,
      method: 'POST',
      path: `/api/youths/:youthId/${plural}`,
      permission,
      input: z.object({ youthId: Id, during: Span, row }),
      output: Saved,
    }),
    correct: defineUseCase({
      name: `${kind}.correct`,
      summary: `Corrects a written ${kind}: the earlier row is kept as withdrawn, with who and why`,
      method: 'PUT',
      path: `/api/${plural}/:id`,
      permission,
      input: z.object({ id: Id, during: Span, row, reason: requiredText(500) }),
      output: Saved,
    }),
    withdraw: defineUseCase({
      name: `${kind}.withdraw`,
      summary: `Takes a ${kind} back that should never have been written; it stays readable in the history`,
      method: 'POST',
      path: `/api/${plural}/:id/withdraw`,
      permission,
      input: z.object({ id: Id, reason: requiredText(500) }),
      output: Saved,
    }),
  }
}

export const benefitUseCases = datedRowUseCases(
  'benefit',
  'benefits',
  'youth.write',
  z.object({ kind: BenefitKind }),
)
export const activityUseCases = datedRowUseCases(
  'activity',
  'activities',
  'youth.write',
  z.object({
    kind: ActivityKind,
    description: text(500),
    weeklyMinutes: z.number().int().min(1).max(6000).nullable(),
    /** The day on which the municipality was told that it ended; never later than today. */
    noticeDay: SensibleDay.nullable().default(null),
  }),
)
export const membershipUseCases = datedRowUseCases(
  'membership',
  'memberships',
  'youth.write',
  z.object({ programmeId: Id }),
)
export const assignmentUseCases = datedRowUseCases(
  'assignment',
  'assignments',
  'assignment.write',
  z.object({
    staffId: Id,
    role: AssignmentRole,
    note: text(500),
  }),
)
export const pauseUseCases = datedRowUseCases('pause', 'pauses', 'youth.write', z.object({ kind: PauseKind }))

const Guardian = z.object({
  /** Null for somebody new. */
  guardianId: Id.nullable().default(null),
  name: requiredText(200),
  relation: text(100),
  /** Null as read: hidden; as sent: what is stored stays. */
  phone: text(30).nullable(),
  email: text(254).nullable(),
  hasCustody: z.boolean(),
})
export type Guardian = z.output<typeof Guardian>

/** Text that not everybody who corrects the record may see. Sent as null, what is stored stays. */
function hideable(max: number) {
  return text(max).nullable()
}

/** What the register knows of somebody beside the dated rows. Empty text means not known. */
const particulars = {
  givenName: requiredText(100),
  familyName: requiredText(100),
  birthDate: SensibleDay,
  phone: text(30),
  email: text(254),
  address: text(200),
  postalCode: text(10),
  city: text(100),
  protectedAddress: z.boolean(),
  language: requiredText(20),
  needsInterpreter: z.boolean(),
  preferredContact: PreferredContact.nullable(),
  about: text(2000),
  guardians: z.array(Guardian).max(8),
}

export const registerYouth = defineUseCase({
  name: 'youth.register',
  summary: 'Registers a young person, opens the case and gives the first caseworker',
  method: 'POST',
  path: '/api/youths',
  permission: 'youth.write',
  input: z.object({
    ...particulars,
    /** Ten digits with or without dash; empty where it is not known. */
    cpr: text(20),
    enquiryDay: SensibleDay,
    /** Null assigns whoever registers, where that is a caseworker. */
    caseworkerId: Id.nullable(),
    /** The enquiry that the case begins with, as it was read; the day of the enquiry is then its own. */
    referral: z
      .object({
        referralId: Id,
        version: Version,
        /** Whether it is the young person who wrote; to be answered where the sender said so and nobody has. */
        senderIsYouth: SenderIsYouth.nullable().default(null),
      })
      .nullable()
      .default(null),
  }),
  output: z.object({
    youthId: z.number(),
    /** The number's last digit does not check: look at it once more. */
    cprDoubtful: z.boolean(),
  }),
})

export const readYouthRecord = defineUseCase({
  name: 'youth.record',
  summary: 'What the register knows of a young person, for correcting it',
  method: 'GET',
  path: '/api/youths/:youthId/record',
  permission: 'youth.write',
  input: z.object({ youthId: Id }),
  output: z.object({
    youthId: z.number(),
    version: z.number(),
    givenName: z.string(),
    familyName: z.string(),
    birthDate: Day,
    /** Null where it is hidden, here and below: whoever does not follow the young person sees no number. */
    cpr: z.string().nullable(),
    phone: z.string(),
    email: z.string(),
    address: z.string().nullable(),
    postalCode: z.string().nullable(),
    city: z.string().nullable(),
    protectedAddress: z.boolean(),
    language: z.string(),
    needsInterpreter: z.boolean(),
    preferredContact: PreferredContact.nullable(),
    about: z.string(),
    /** From the day on which the young person is 18, how to reach them is hidden. */
    guardians: z.array(Guardian),
    openSince: Day.nullable(),
    /** Whether the reader may close the case: its caseworker or who stands in for that one, and a leader. */
    mayClose: z.boolean(),
  }),
})

export const updateYouth = defineUseCase({
  name: 'youth.update',
  summary: 'Changes what the register knows of a young person',
  method: 'PUT',
  path: '/api/youths/:youthId',
  permission: 'youth.write',
  input: z.object({
    youthId: Id,
    version: Version,
    ...particulars,
    cpr: hideable(20),
    address: hideable(200),
    postalCode: hideable(10),
    city: hideable(100),
  }),
  output: z.object({ version: z.number(), cprDoubtful: z.boolean() }),
})

export const closeCase = defineUseCase({
  name: 'case.close',
  summary:
    'Closes the case, for its caseworker or deputy and for a leader: assignments, memberships and pauses end, and booked appointments are cancelled',
  method: 'POST',
  path: '/api/youths/:youthId/close',
  permission: 'youth.write',
  input: z.object({ youthId: Id, lastDay: SensibleDay, reason: requiredText(500) }),
  output: z.object({ cancelledAppointments: z.number() }),
})

export const reopenCase = defineUseCase({
  name: 'case.reopen',
  summary: 'Opens a new case for somebody who comes back',
  method: 'POST',
  path: '/api/youths/:youthId/reopen',
  permission: 'assignment.write',
  input: z.object({ youthId: Id, from: SensibleDay, caseworkerId: Id.nullable() }),
  output: z.object({ caseId: z.number() }),
})

function rows<Row extends z.ZodType>(row: Row) {
  return z.array(z.object({ id: z.number(), during: z.object({ from: Day, lastDay: Day.nullable() }), row }))
}
const Choice = z.object({ id: z.number(), name: z.string() })

export const readYouthRows = defineUseCase({
  name: 'youth.rows',
  summary:
    'Every dated row about a young person that stands, newest first, and what can be chosen for new ones',
  method: 'GET',
  path: '/api/youths/:youthId/rows',
  permission: 'youth.write',
  input: z.object({ youthId: Id }),
  output: z.object({
    givenName: z.string(),
    familyName: z.string(),
    memberships: rows(z.object({ programmeId: z.number() })),
    assignments: rows(z.object({ staffId: z.number(), role: AssignmentRole, note: z.string() })),
    benefits: rows(z.object({ kind: BenefitKind })),
    activities: rows(
      z.object({
        kind: ActivityKind,
        description: z.string(),
        weeklyMinutes: z.number().nullable(),
        noticeDay: Day.nullable(),
      }),
    ),
    pauses: rows(z.object({ kind: PauseKind })),
    programmes: z.array(Choice),
    /** Everybody who has or had one of the roles today or on a row above. */
    staff: z.array(
      Choice.extend({
        roles: z.array(z.string()),
        /** Today's, where the reader may know of it; `until` is the first day back, null where nobody knows. */
        absence: z.object({ until: Day.nullable() }).nullable(),
      }),
    ),
  }),
})

export const readCaseworkers = defineUseCase({
  name: 'caseworker.list',
  summary: 'Who can be given a case today',
  method: 'GET',
  path: '/api/caseworkers',
  permission: 'staff.read',
  input: z.object({}),
  output: z.object({ caseworkers: z.array(Choice) }),
})
