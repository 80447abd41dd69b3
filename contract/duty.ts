import { z } from 'zod'
import { defineUseCase } from './use-case.ts'
import { Day, Id, requiredText, SensibleDay, text } from './values.ts'
import { ActivityKind, ContactKind, PauseKind, RuleStatus } from './words.ts'

const Person = z.object({ staffId: z.number(), name: z.string() })

/** The groups of the weekly overview, in the order in which they are shown. Everybody else is on plan. */
export const dutyGroups = ['new', 'waiting', 'begins', 'ends', 'paused'] as const
const DutyGroup = z.enum(dutyGroups)

export const DutyActivity = z.object({
  activityId: z.number(),
  kind: ActivityKind,
  description: z.string(),
  weeklyMinutes: z.number().nullable(),
  from: Day,
  /** Null runs on. */
  lastDay: Day.nullable(),
  noticeDay: Day.nullable(),
  showedUp: z.boolean().nullable(),
})
export type DutyActivity = z.output<typeof DutyActivity>

/** A day by which the law wants something, and how it stands: working days for a contact, days for an activity. */
const Due = z.object({ ruleName: z.string(), status: RuleStatus, day: Day, left: z.number() })

const DutyGuardian = z.object({
  guardianId: z.number(),
  name: z.string(),
  relation: z.string(),
  /** Null where there is none, and for those who do not follow the young person. */
  phone: z.string().nullable(),
  hasCustody: z.boolean(),
  /** Took part in the contact that the row speaks of. */
  involved: z.boolean(),
})

export const DutyRow = z.object({
  youthId: z.number(),
  givenName: z.string(),
  familyName: z.string(),
  age: z.number(),
  phone: z.string().nullable(),
  protectedAddress: z.boolean(),
  caseworker: Person.nullable(),
  advisers: z.array(Person),
  group: DutyGroup,
  offPlan: z
    .object({
      since: Day,
      known: Day,
      cause: z.enum(['ended', 'noShow', 'pauseEnded', 'turned15', 'caseOpened', 'tooLittle']),
      /** What ended, or what the young person did not come to. */
      activity: DutyActivity.nullable(),
    })
    .nullable(),
  contactDue: Due.nullable(),
  /** Failed attempts since it was known. */
  attempts: z.number(),
  activityDue: Due.nullable(),
  /** The first conversation since it was known, or the latest one where nobody is off plan. */
  contact: z.object({ contactId: z.number(), kind: ContactKind, day: Day }).nullable(),
  /** Agreed for a later day, or began lately. */
  next: DutyActivity.nullable(),
  running: z.array(DutyActivity),
  lastDay: Day.nullable(),
  /** The one that the day lies in, or else the first one ahead. */
  pause: z.object({ kind: PauseKind, from: Day, lastDay: Day }).nullable(),
  guardians: z.array(DutyGuardian),
  /** Whether a parent or guardian took part since it was known; null where nobody is off plan. */
  guardiansInvolved: z.boolean().nullable(),
})
export type DutyRow = z.output<typeof DutyRow>

/** What keeps the duty, for sentences that explain: dated configuration with source and status. */
export const DutyRule = z.object({
  id: z.number(),
  activityKind: ActivityKind,
  /** From so many minutes a week; null: whatever the hours. */
  weeklyMinutes: z.number().nullable(),
  /** Whether two activities with fewer minutes may be enough together. */
  countsInPart: z.boolean(),
  during: z.object({ from: Day, lastDay: Day.nullable() }),
  source: z.string(),
  status: RuleStatus,
  version: z.number(),
})

const filterFields = {
  /** Any day of the week that is asked about; this week when left out. */
  day: SensibleDay.optional(),
  adviserId: Id.optional(),
  caseworkerId: Id.optional(),
  /** The text of an education that runs or ran: "FGU Nord". */
  school: text(500).optional(),
  /** How far ahead an end without anything after it is told of. */
  weeksAhead: z.coerce.number().int().min(1).max(26).default(6),
}

const Week = z.object({ year: z.number(), number: z.number(), monday: Day, sunday: Day })

export const readDuty = defineUseCase({
  name: 'duty.read',
  summary: 'Those of 15-17 in open cases, and how each stands with the duty, as it was known in a week',
  method: 'GET',
  path: '/api/duty',
  permission: 'duty.read',
  input: z.object(filterFields),
  output: z.object({
    today: Day,
    week: Week,
    /** The day as of which it is told: today, or the Sunday of an earlier week. */
    asOf: Day,
    isThisWeek: z.boolean(),
    /** Everybody of 15-17 in sight with an open case. */
    total: z.number(),
    onPlan: z.number(),
    counts: z.record(DutyGroup, z.number()),
    /** The most urgent of each group first, and at most 200 of a group. */
    rows: z.array(DutyRow),
    rules: z.array(DutyRule),
    choices: z.object({
      advisers: z.array(Person),
      caseworkers: z.array(Person),
      schools: z.array(z.string()),
    }),
  }),
})

export const exportDuty = defineUseCase({
  name: 'duty.export',
  summary: 'The weekly overview of those of 15-17 as an .xlsx file',
  method: 'POST',
  path: '/api/duty/export',
  permission: 'duty.read',
  input: z.object({ ...filterFields, language: z.enum(['da', 'en']).default('da') }),
  output: z.object({ fileName: z.string(), mediaType: z.string(), contentBase64: z.base64() }),
})

const lastDayNotBeforeFirst = {
  check: ({ from, lastDay }: { from: Temporal.PlainDate; lastDay: Temporal.PlainDate | null }) =>
    lastDay === null || Temporal.PlainDate.compare(from, lastDay) <= 0,
  told: { path: ['lastDay'], error: 'periodOrder' },
}

export const beginDutyActivity = defineUseCase({
  name: 'duty.activity.begin',
  summary: 'Writes down what somebody of 15-17 begins, today or on an agreed day',
  method: 'POST',
  path: '/api/duty/:youthId/activities',
  permission: 'duty.write',
  input: z
    .object({
      youthId: Id,
      kind: ActivityKind,
      description: text(500),
      weeklyMinutes: z.number().int().min(1).max(6000).nullable(),
      from: SensibleDay,
      lastDay: SensibleDay.nullable(),
    })
    .refine(lastDayNotBeforeFirst.check, lastDayNotBeforeFirst.told),
  output: z.object({ activityId: z.number() }),
})

export const endDutyActivity = defineUseCase({
  name: 'duty.activity.end',
  summary: 'Ends an activity, with the day on which the municipality was told',
  method: 'POST',
  path: '/api/duty/activities/:activityId/end',
  permission: 'duty.write',
  input: z.object({
    activityId: Id,
    lastDay: SensibleDay,
    /** Never later than today. */
    noticeDay: SensibleDay,
    /** Why, in the history. */
    reason: requiredText(500),
  }),
  output: z.object({ activityId: z.number() }),
})

export const noteShowedUp = defineUseCase({
  name: 'duty.activity.showedUp',
  summary: 'Notes whether the young person came when an activity began; null takes it back',
  method: 'PUT',
  path: '/api/duty/activities/:activityId/showed-up',
  permission: 'duty.write',
  input: z.object({ activityId: Id, showedUp: z.boolean().nullable() }),
  output: z.object({ activityId: z.number() }),
})

export const beginDutyPause = defineUseCase({
  name: 'duty.pause.begin',
  summary: 'Pauses the duty with a reason and an end',
  method: 'POST',
  path: '/api/duty/:youthId/pauses',
  permission: 'duty.write',
  input: z
    .object({ youthId: Id, kind: PauseKind, from: SensibleDay, lastDay: SensibleDay })
    .refine(lastDayNotBeforeFirst.check, lastDayNotBeforeFirst.told),
  output: z.object({ pauseId: z.number() }),
})

export const involveGuardian = defineUseCase({
  name: 'duty.guardian.involve',
  summary: 'Notes that a parent or guardian took part in a contact, or takes it back',
  method: 'PUT',
  path: '/api/duty/contacts/:contactId/guardians/:guardianId',
  permission: 'duty.write',
  input: z.object({ contactId: Id, guardianId: Id, involved: z.boolean() }),
  output: z.object({ involved: z.boolean() }),
})

const whoFields = { givenName: requiredText(100), familyName: requiredText(100), birthDate: SensibleDay }

export const findForSchool = defineUseCase({
  name: 'duty.school.find',
  summary:
    'Those in sight whom a school may speak of, by birth date and a name that sounds alike; by the name alone where nobody was born that day',
  method: 'POST',
  path: '/api/duty/school-message/find',
  permission: 'duty.write',
  input: z.object(whoFields),
  output: z.object({
    found: z.array(
      z.object({
        youthId: z.number(),
        givenName: z.string(),
        familyName: z.string(),
        birthDate: Day,
        /** What runs and may be what the school speaks of. */
        running: z.array(DutyActivity),
      }),
    ),
  }),
})

export const takeSchoolMessage = defineUseCase({
  name: 'duty.school.message',
  summary: 'A school tells that somebody dropped out: what ran ends, or it becomes an enquiry',
  method: 'POST',
  path: '/api/duty/school-message',
  permission: 'duty.write',
  input: z.object({
    ...whoFields,
    /** Made up by the browser: a retry whose answer was lost finds what it stored. */
    clientKey: z.uuid(),
    /** The young person whom it is about; null makes an enquiry. */
    youthId: Id.nullable(),
    /** Which of what runs ended; null where it is not written down. */
    activityId: Id.nullable(),
    school: requiredText(200),
    lastDay: SensibleDay,
    noticeDay: SensibleDay,
    senderName: text(200),
    senderPhone: text(30),
    about: text(2000),
  }),
  output: z.object({
    youthId: z.number().nullable(),
    /** The enquiry, where it became one. */
    referralId: z.number().nullable(),
    reference: z.string().nullable(),
  }),
})
