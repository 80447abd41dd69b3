import { z } from 'zod'
import { defineUseCase } from './use-case.ts'
import { Day, Id, Instant, requiredText, SensibleDay, text, Version } from './values.ts'
import { Clock, RuleStatus } from './words.ts'

const Stage = z.enum(['first', 'provisional', 'final', 'later'])
const during = z.object({ from: Day, to: Day.nullable() })

/** Taken back: it stays readable, with who and why. */
const Withdrawn = z.object({ at: Instant, by: z.string().nullable(), reason: z.string() })

/** Counts up with every decision, correction and withdrawal: whoever saves says which one was read. */
const Revision = z.number().int().min(0).max(2_147_483_647)

/** An assessment as it stands or stood. */
export const Assessment = z.object({
  id: z.number(),
  targetGroup: z.string(),
  name: z.string(),
  during,
  /** Null where it was decided elsewhere, before Medgang. */
  stage: Stage.nullable(),
  /** The day on which it came here, where it was decided elsewhere; null where it was decided here. */
  broughtInOn: Day.nullable(),
  reason: z.string(),
  specialCase: z.boolean(),
  interview: z.object({ contactId: z.number(), day: Day }).nullable(),
  /** Null where nobody is known, and for what came with a list: whoever brought it in did not decide it. */
  author: z.string().nullable(),
  recordedAt: Instant,
  withdrawn: Withdrawn.nullable(),
  correctsId: z.number().nullable(),
})
export type Assessment = z.output<typeof Assessment>

export const Assessments = z.object({
  youthId: z.number(),
  givenName: z.string(),
  familyName: z.string(),
  birthDate: Day,
  today: Day,
  timeZone: z.string(),
  revision: z.number(),
  /** The newest case. */
  case: during,
  enquiryDay: Day.nullable(),
  /** Held meetings, on which a decision can rest. */
  interviews: z.array(z.object({ contactId: z.number(), day: Day })),
  /** Every one, the newest first, also those that were taken back. */
  assessments: z.array(Assessment),
  /** Every group that the configuration has, in the order in which they are chosen. */
  groups: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      definition: z.string(),
      during,
      source: z.string(),
      status: RuleStatus,
      decidedAt: z
        .array(z.object({ stage: Stage, specialCase: z.boolean(), source: z.string(), status: RuleStatus }))
        .nullable(),
    }),
  ),
  /** The clock to the final assessment; null where no rule asks for one. */
  final: z
    .object({
      ruleName: z.string(),
      source: z.string(),
      status: RuleStatus,
      anchorDay: Day,
      dueDay: Day,
      lastWorkingDay: Day,
      state: z.enum(['open', 'onTime', 'late', 'missed', 'excused']),
      closedDay: Day.nullable(),
    })
    .nullable(),
  /** Who has custody and is to be told; empty from 18. */
  guardians: z.array(
    z.object({
      guardianId: z.number(),
      name: z.string(),
      relation: z.string(),
      phone: z.string().nullable(),
      email: z.string().nullable(),
    }),
  ),
})
export type Assessments = z.output<typeof Assessments>

export const readAssessments = defineUseCase({
  name: 'assessment.read',
  summary: 'The target group of a young person with its history, and all that a decision depends on',
  method: 'GET',
  path: '/api/youths/:youthId/assessments',
  permission: 'youth.read',
  input: z.object({ youthId: Id }),
  output: Assessments,
})

export const previewAssessment = defineUseCase({
  name: 'assessment.preview',
  summary: 'Which deadlines begin, move and end with a decision; nothing is stored',
  method: 'GET',
  path: '/api/youths/:youthId/assessments/preview',
  permission: 'assessment.write',
  input: z.object({
    youthId: Id,
    targetGroup: requiredText(60),
    day: SensibleDay,
    interviewId: Id.optional(),
    /** The decision that this one would correct. */
    corrects: Id.optional(),
  }),
  output: z.object({
    consequences: z.array(
      z.object({
        ruleId: z.number(),
        ruleName: z.string(),
        clock: Clock,
        status: RuleStatus,
        source: z.string(),
        what: z.enum(['begins', 'moves', 'fulfilled', 'ends']),
        day: Day,
        before: Day.nullable(),
      }),
    ),
  }),
})

const decision = {
  revision: Revision,
  targetGroup: requiredText(60),
  day: SensibleDay,
  reason: requiredText(4000),
  specialCase: z.boolean(),
}
const Decided = z.object({ id: z.number() })

export const decideAssessment = defineUseCase({
  name: 'assessment.decide',
  summary: 'Decides the target group from a day on, resting on a held interview',
  method: 'POST',
  path: '/api/youths/:youthId/assessments',
  permission: 'assessment.write',
  input: z.object({ youthId: Id, ...decision, interviewId: Id.nullable() }),
  output: Decided,
})

export const correctAssessment = defineUseCase({
  name: 'assessment.correct',
  summary: 'Corrects a decision: the earlier one is kept as withdrawn, with who and why',
  method: 'PUT',
  path: '/api/assessments/:id',
  permission: 'assessment.write',
  input: z.object({
    id: Id,
    ...decision,
    /** Null only for what was decided elsewhere. */
    interviewId: Id.nullable(),
    correctionReason: requiredText(500),
  }),
  output: Decided,
})

export const withdrawAssessment = defineUseCase({
  name: 'assessment.withdraw',
  summary: 'Takes a decision back that should never have been made; the one before it holds on',
  method: 'POST',
  path: '/api/assessments/:id/withdraw',
  permission: 'assessment.write',
  input: z.object({ id: Id, revision: Revision, reason: requiredText(500) }),
  output: Decided,
})

const OrderStepKind = z.enum(['propose', 'apply', 'start'])

export const EducationOrder = z.object({
  orderId: z.number(),
  version: z.number(),
  during,
  givenOn: Day,
  text: z.string(),
  /** Why it fell away before it was met; null while it holds, and when it was met. */
  endReason: z.string().nullable(),
  author: z.string().nullable(),
  recordedAt: Instant,
  withdrawn: Withdrawn.nullable(),
  correctsId: z.number().nullable(),
  steps: z.array(
    z.object({
      position: z.number(),
      kind: OrderStepKind,
      dueDay: Day,
      doneDay: Day.nullable(),
      note: z.string(),
      doneBy: z.string().nullable(),
    }),
  ),
})
export type EducationOrder = z.output<typeof EducationOrder>

export const EducationOrders = z.object({
  youthId: z.number(),
  givenName: z.string(),
  familyName: z.string(),
  birthDate: Day,
  today: Day,
  timeZone: z.string(),
  case: during,
  /** As it stands, for the letter. */
  municipality: z.string(),
  caseworker: z.object({ name: z.string(), profession: z.string() }).nullable(),
  targetGroups: z.array(z.object({ code: z.string(), name: z.string(), during })),
  /** Names of the groups that the rules speak of. */
  groupNames: z.array(z.object({ code: z.string(), name: z.string() })),
  rules: z.array(
    z.object({
      during,
      targetGroups: z.array(z.string()),
      ageFrom: z.number(),
      ageTo: z.number(),
      source: z.string(),
      status: RuleStatus,
    }),
  ),
  /** Every one, the newest first, also those that were taken back. */
  orders: z.array(EducationOrder),
})
export type EducationOrders = z.output<typeof EducationOrders>

export const readEducationOrders = defineUseCase({
  name: 'educationOrder.read',
  summary: 'The education orders of a young person with their steps, and to whom one can be given',
  method: 'GET',
  path: '/api/youths/:youthId/education-orders',
  permission: 'youth.read',
  input: z.object({ youthId: Id }),
  output: EducationOrders,
})

const order = {
  givenOn: SensibleDay,
  /** What the young person is told; the letter has it word by word. */
  text: requiredText(4000),
  /** To propose educations, to apply, and to start: in that order. */
  steps: z.array(z.object({ dueDay: SensibleDay, note: text(2000) })).length(3),
}
const SavedOrder = z.object({ orderId: z.number(), version: z.number() })

export const giveEducationOrder = defineUseCase({
  name: 'educationOrder.give',
  summary: 'Gives an education order with its three steps; each has the day on which it is due',
  method: 'POST',
  path: '/api/youths/:youthId/education-orders',
  permission: 'assessment.write',
  input: z.object({ youthId: Id, ...order }),
  output: SavedOrder,
})

export const correctEducationOrder = defineUseCase({
  name: 'educationOrder.correct',
  summary: 'Corrects an order: the earlier one is kept as withdrawn, and what is done stays done',
  method: 'PUT',
  path: '/api/education-orders/:orderId',
  permission: 'assessment.write',
  input: z.object({ orderId: Id, version: Version, ...order, reason: requiredText(500) }),
  output: SavedOrder,
})

export const settleOrderStep = defineUseCase({
  name: 'educationOrder.settle',
  summary: 'Writes down that a step is done, or, with a reason, that it is not done after all',
  method: 'POST',
  path: '/api/education-orders/:orderId/steps/:position',
  permission: 'assessment.write',
  input: z
    .object({
      orderId: Id,
      position: z.coerce.number<number>().int().min(1).max(3),
      version: Version,
      doneDay: SensibleDay.nullable(),
      reason: text(500),
    })
    .refine(({ doneDay, reason }) => doneDay !== null || reason !== '', {
      path: ['reason'],
      error: 'required',
    }),
  output: SavedOrder,
})

export const endEducationOrder = defineUseCase({
  name: 'educationOrder.end',
  summary: 'Takes an order back from today on: nothing more is owed by it',
  method: 'POST',
  path: '/api/education-orders/:orderId/end',
  permission: 'assessment.write',
  input: z.object({ orderId: Id, version: Version, reason: requiredText(500) }),
  output: SavedOrder,
})
