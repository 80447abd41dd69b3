import { z } from 'zod'
import { ageChangeKinds, fixedAgeOf } from '#domain/ages/age-changes.ts'
import { timeSettings } from '#domain/caseload/capacity.ts'
import { type WorkUnit, workUnits } from '#domain/caseload/weight.ts'
import { promiseStages } from '#domain/entrance/promise.ts'
import { requiredText, SensibleDay, text } from './values.ts'
import { ActivityKind, Clock, RuleStatus } from './words.ts'

/* The rows of a set-up file, section by section, as they are written in it. */

const Key = z
  .string()
  .max(120)
  .regex(/^[a-zA-Z0-9][a-zA-Z0-9-]*$/, { error: 'key' })
const Days = {
  from: SensibleDay.describe('The first day on which it holds'),
  lastDay: SensibleDay.nullable().default(null).describe('The last day on which it holds; null runs on'),
}
const Origin = {
  source: requiredText(1000).describe('The law’s paragraph, the local decision, or where the figure is from'),
  status: RuleStatus.describe('law: found in law; local: decided locally; unverified: neither is confirmed'),
}
const Age = z.number().int().min(0).max(99).nullable().default(null)

type Dated = { from: Temporal.PlainDate; lastDay: Temporal.PlainDate | null }

/** First and last day, as people write them, become the half-open period that Medgang works with. */
function withPeriod<Row extends Dated>({ from, lastDay, ...row }: Row, context: z.RefinementCtx<Row>) {
  if (lastDay !== null && Temporal.PlainDate.compare(lastDay, from) < 0)
    context.addIssue({ code: 'custom', message: 'periodOrder', path: ['lastDay'], input: lastDay })
  return { ...row, during: { from, to: lastDay?.add({ days: 1 }) ?? null } }
}

/** A noun of common gender in -er, so that every ending fits. */
export const CaseworkerWord = z
  .string()
  .trim()
  .max(40)
  .regex(/^[a-zæøå]+er$/, { error: 'wordForm' })
  .describe('One word in lower case that ends in -er, such as socialrådgiver or sagsbehandler')

export const Word = z.strictObject({ key: z.literal('caseworker'), name: CaseworkerWord })

export const TargetGroup = z
  .strictObject({
    key: Key,
    name: requiredText(100),
    definition: text(2000),
    decidedAt: z
      .array(
        z.strictObject({
          stage: z.enum(['first', 'provisional', 'final', 'later']),
          specialCase: z.boolean().describe('Only in quite special cases'),
          ...Origin,
        }),
      )
      .max(20)
      .nullable()
      .optional()
      .describe(
        'At which decisions it may be chosen; null: at each; left out: as it is, or as Medgang ships it',
      ),
    ...Days,
    ...Origin,
  })
  .transform(withPeriod)

export const SubjectArea = z.strictObject({
  key: Key,
  name: requiredText(100),
  legalBasis: requiredText(1000),
  sensitive: z.boolean(),
  status: RuleStatus,
})

export const Competence = z.strictObject({ key: Key, name: requiredText(100) })

export const Programme = z
  .strictObject({
    key: Key,
    name: requiredText(100),
    description: text(2000).default(''),
    ageFrom: Age,
    ageTo: Age,
    targetGroups: z.array(Key).max(20).default([]).describe('Keys of target groups; none is all of them'),
    benefitWeeks: z.number().int().min(0).max(1000).nullable().default(null),
    leaveAge: z
      .number()
      .int()
      .min(1)
      .max(99)
      .nullable()
      .default(null)
      .describe('The birthday on which one leaves by itself; null for none'),
    ...Days,
    source: text(1000).default(''),
    status: RuleStatus,
  })
  .transform((row, context) => {
    if (row.ageFrom !== null && row.ageTo !== null && row.ageTo < row.ageFrom)
      context.addIssue({ code: 'custom', message: 'ageOrder', path: ['ageTo'], input: row.ageTo })
    return withPeriod(row, context)
  })

export const Rule = z
  .strictObject({
    key: Key,
    name: requiredText(100),
    clock: Clock.describe('statutory: what the law demands; promise: what the municipality promises'),
    ...Origin,
    ...Days,
    programme: Key.nullable().default(null).describe('Key of a programme; null for everybody'),
    targetGroup: Key.nullable().default(null),
    anchor: z.enum(['enquiry', 'assessment', 'membership', 'offPlan', 'offPlanContact', 'orderStep']),
    pattern: z.enum(['every', 'between', 'counted', 'once', 'set']),
    fulfilledBy: z
      .array(
        z.enum([
          ...(['meeting', 'call', 'accompaniment', 'text', 'letter'] as const),
          ...(['finalAssessment', 'activity', 'orderStep'] as const),
        ]),
      )
      .min(1)
      .max(8),
    interval: z.strictObject({
      unit: z.enum(['months', 'days', 'workingDays']),
      length: z.number().int().min(1).max(400),
    }),
    count: z.number().int().min(1).max(100).default(1),
    windowWorkingDays: z.number().int().min(0).max(20),
    nonWorkingDays: z.enum(['dayBefore', 'stays']),
    stopsInPause: z.boolean(),
    stopsInClosing: z.boolean().default(false),
    returnWorkingDays: z.number().int().min(1).max(60),
    retryWorkingDays: z.number().int().min(1).max(60),
    escalateAfter: z.number().int().min(1).max(20),
  })
  .transform((row, context) => {
    if ((row.pattern === 'set') !== (row.anchor === 'orderStep'))
      context.addIssue({ code: 'custom', message: 'setByOrder', path: ['pattern'], input: row.pattern })
    return withPeriod(row, context)
  })

/** What can happen a number of times a year. */
const repeatable: readonly WorkUnit[] = ['meeting', 'call', 'accompaniment']

export const Weight = z
  .strictObject({
    key: Key,
    name: requiredText(100),
    programme: Key.nullable().default(null).describe('Key of a programme; null for all other cases'),
    per: z
      .enum(workUnits)
      .default('month')
      .describe('What the minutes are for; in older files, which do not say it, each month'),
    minutes: z.number().int().min(0).max(10_000).describe('Minutes that a case takes each time'),
    timesAYear: z
      .number()
      .int()
      .min(1)
      .max(366)
      .nullable()
      .default(null)
      .describe('Meetings and calls: so often at least; accompaniments: how often; null: as the rules ask'),
    ...Days,
    ...Origin,
  })
  .transform((row, context) => {
    if (row.timesAYear !== null && !repeatable.includes(row.per))
      context.addIssue({
        code: 'custom',
        message: 'timesOfNothing',
        path: ['timesAYear'],
        input: row.timesAYear,
      })
    return withPeriod(row, context)
  })

export const Closing = z
  .strictObject({ kind: z.enum(['house', 'school']), name: requiredText(100), ...Days, ...Origin })
  .transform((row, context) => {
    // One that never ends would stop every clock.
    const days = row.lastDay === null ? Number.POSITIVE_INFINITY : row.from.until(row.lastDay).days + 1
    if (days > 120)
      context.addIssue({ code: 'custom', message: 'closingTooLong', path: ['lastDay'], input: row.lastDay })
    return withPeriod(row, context)
  })

export const RateKind = z
  .strictObject({
    key: Key,
    name: requiredText(100),
    forWhom: text(200),
    unit: z.enum(['month', 'week', 'day']),
    ...Days,
    ...Origin,
  })
  .transform(withPeriod)

export const Rate = z
  .strictObject({
    rate: Key.describe('Key of a rate kind'),
    amount: z.number().int().min(0).max(100_000_000).describe('In øre, before tax'),
    ...Days,
    source: requiredText(500),
    status: RuleStatus,
  })
  .transform(withPeriod)

export const EntranceText = z.strictObject({
  key: z.enum(['outOfHours', 'notificationPlace']),
  text: requiredText(200),
})

export const EntrancePromise = z
  .strictObject({
    stage: z.enum(promiseStages).describe('What is promised to whoever writes'),
    interval: z.strictObject({
      unit: z.enum(['days', 'workingDays']),
      length: z.number().int().min(1).max(60),
    }),
    ...Days,
    source: requiredText(500),
    status: RuleStatus,
  })
  .transform(withPeriod)

export const DutyRule = z
  .strictObject({
    activityKind: ActivityKind,
    weeklyMinutes: z
      .number()
      .int()
      .min(1)
      .max(6000)
      .nullable()
      .default(null)
      .describe('The activity keeps the duty from so many minutes a week; null: whatever the hours'),
    countsInPart: z
      .boolean()
      .default(false)
      .describe('Fewer minutes count for their share, so that two activities together may be enough'),
    ...Days,
    source: requiredText(500),
    status: RuleStatus,
  })
  .transform((row, context) => {
    if (row.countsInPart && row.weeklyMinutes === null)
      context.addIssue({ code: 'custom', message: 'partOfNothing', path: ['countsInPart'], input: true })
    return withPeriod(row, context)
  })

export const OrderRule = z
  .strictObject({
    targetGroups: z
      .array(Key)
      .max(20)
      .describe('Keys of the target groups that can be given an education order'),
    ageFrom: z.number().int().min(0).max(99),
    ageTo: z.number().int().min(0).max(99),
    ...Days,
    ...Origin,
  })
  .transform((row, context) => {
    if (row.ageTo < row.ageFrom)
      context.addIssue({ code: 'custom', message: 'ageOrder', path: ['ageTo'], input: row.ageTo })
    return withPeriod(row, context)
  })

export const EnquiryRetention = z
  .strictObject({
    months: z
      .number()
      .int()
      .min(1)
      .max(120)
      .describe('So many months after it was closed an enquiry is deleted that became nobody’s case'),
    ...Days,
    source: requiredText(500),
    status: RuleStatus,
  })
  .transform(withPeriod)

const mayBeNone: readonly string[] = ['bridgeWeeksBefore', 'bridgeWeeksAfter']

export const TimeSetting = z
  .strictObject({
    setting: z
      .enum(timeSettings)
      .describe(
        'fullTimeWeekly: minutes a week of full time; fullTimeForYouths: minutes a month left of it for young people; longAbsenceDays: from so many days on the work goes to the deputy; bridgeWeeks: weeks before and after an education begins; recentWeeks: weeks back from which the rate of new cases is taken',
      ),
    value: z.number().int().min(0).max(20_000),
    ...Days,
    source: requiredText(500),
    status: RuleStatus,
  })
  .transform((row, context) => {
    if (row.value === 0 && !mayBeNone.includes(row.setting))
      context.addIssue({ code: 'custom', message: 'invalid', path: ['value'], input: row.value })
    return withPeriod(row, context)
  })

export const NewcomerStep = z
  .strictObject({
    fromWeek: z.number().int().min(0).max(104).describe('Whole weeks since the first day as a caseworker'),
    percent: z
      .number()
      .int()
      .min(0)
      .max(100)
      .describe('How much of the time is for young people from then on'),
    ...Days,
    source: requiredText(500),
    status: RuleStatus,
  })
  .transform(withPeriod)

export const Ceiling = z
  .strictObject({
    programme: Key.nullable().default(null).describe('Key of a programme; null for all young people'),
    cases: z
      .number()
      .int()
      .min(1)
      .max(1000)
      .nullable()
      .default(null)
      .describe('So many young people at most; null: no limit of that kind'),
    minutes: z
      .number()
      .int()
      .min(1)
      .max(100_000)
      .nullable()
      .default(null)
      .describe('So many minutes a month at most; null: no limit of that kind'),
    ...Days,
    source: requiredText(500),
    status: RuleStatus,
  })
  .transform((row, context) => {
    if (row.cases === null && row.minutes === null)
      context.addIssue({ code: 'custom', message: 'required', path: ['cases'], input: null })
    return withPeriod(row, context)
  })

/** What a person does before a birthday, as it is written in the file and in the product. */
const AgeTask = z.strictObject({
  item: Key.max(40).describe('Its lasting name: what is ticked off is kept under it'),
  text: requiredText(300),
  daysBefore: z.number().int().min(0).max(365).describe('So many days before the birthday at the latest'),
  onlyWith: z
    .enum(['guardians', 'membership'])
    .nullable()
    .default(null)
    .describe('Only for those who have guardians, or who leave a programme; null for everybody'),
})

export const AgeChange = z
  .strictObject({
    key: Key,
    age: z.number().int().min(1).max(99),
    kind: z
      .enum(ageChangeKinds)
      .describe(
        'What Medgang does: guardiansLeave hides how to reach guardians, targetGroupsEnd ends the target group, handover lists the case until it is closed; the others only tell people',
      ),
    name: requiredText(100),
    text: requiredText(1000),
    tasks: z.array(AgeTask).max(20).default([]),
    ...Days,
    source: requiredText(500),
    status: RuleStatus,
  })
  .transform((row, context) => {
    const fixed = fixedAgeOf(row.kind)
    if (fixed !== null && row.age !== fixed)
      context.addIssue({ code: 'custom', message: 'ageIsFixed', path: ['age'], input: row.age })
    if (new Set(row.tasks.map(({ item }) => item)).size < row.tasks.length)
      context.addIssue({ code: 'custom', message: 'taskTwice', path: ['tasks'], input: row.tasks })
    return withPeriod(row, context)
  })
