import { z } from 'zod'
import { defineUseCase } from './use-case.ts'
import { Day, Id, requiredText, SensibleDay, text, Version } from './values.ts'
import { Clock, ContactKind, RulePattern, RuleStatus } from './words.ts'

const IntervalUnit = z.enum(['months', 'days', 'workingDays'])
export const AnchorEvent = z.enum([
  'enquiry',
  'assessment',
  'membership',
  'offPlan',
  'offPlanContact',
  'orderStep',
])
/** What can fulfil a rule. */
export const FulfilledBy = z.enum([...ContactKind.options, 'finalAssessment', 'activity', 'orderStep'])
export const NonWorkingDays = z.enum(['dayBefore', 'stays'])
/** First and last day, both included; null runs on. */
export const Shown = z.object({ from: Day, lastDay: Day.nullable() })

/** What a rule says; the names are those of `domain/rhythm/types.ts`. */
export const RuleContent = z.object({
  name: requiredText(100),
  clock: Clock,
  /** A promise is never law, and what is called law names its paragraph. */
  status: RuleStatus,
  anchor: AnchorEvent,
  /** Code of the group that it is owed to; null is everybody. */
  targetGroup: requiredText(60).nullable(),
  pattern: RulePattern,
  fulfilledBy: z.array(FulfilledBy).min(1).max(FulfilledBy.options.length),
  intervalUnit: IntervalUnit,
  intervalLength: z.number().int().min(1).max(400),
  /** For `counted`: how many. */
  count: z.number().int().min(1).max(100),
  windowWorkingDays: z.number().int().min(0).max(20),
  nonWorkingDays: NonWorkingDays,
  stopsInPause: z.boolean(),
  stopsInClosing: z.boolean(),
  returnWorkingDays: z.number().int().min(1).max(60),
  retryWorkingDays: z.number().int().min(1).max(60),
  escalateAfter: z.number().int().min(1).max(20),
  /** The law's paragraph, or who decided it and where it can be read. */
  source: requiredText(500),
})
export type RuleContent = z.output<typeof RuleContent>

export const ShownRule = RuleContent.extend({
  id: z.number(),
  version: z.number(),
  /** The same for the rows of one rule in different periods. */
  key: z.string(),
  programmeId: z.number().nullable(),
  /** The name of the group that it is about. */
  targetGroupName: z.string().nullable(),
  during: Shown,
})
export type ShownRule = z.output<typeof ShownRule>

type Promised = Pick<RuleContent, 'pattern' | 'fulfilledBy' | 'intervalUnit' | 'intervalLength' | 'count'>
type Worded = Pick<RuleContent, 'name' | 'source'>

/**
 * Which words of a rule stayed as they were while what it asks for changed: somebody must say that they still fit, or
 * a meeting every second month goes on being called one a month.
 */
export function unchangedWords(before: Promised & Worded, after: Promised & Worded): ('name' | 'source')[] {
  const asks = ({ pattern, fulfilledBy, intervalUnit, intervalLength, count }: Promised) =>
    [pattern, [...fulfilledBy].sort(), intervalLength, intervalUnit, pattern === 'counted' ? count : 1].join()
  if (asks(before) === asks(after)) return []
  return (['name', 'source'] as const).filter(word => before[word].trim() === after[word].trim())
}

/** A rule begins (`replaces` null), changes, or ends (`rule` null) from a day on. */
const change = {
  /** The programme that a new rule belongs to; null for everybody. Not asked of one that is replaced. */
  programmeId: Id.nullable(),
  replaces: z.object({ id: Id, version: Version }).nullable(),
  from: SensibleDay,
  rule: RuleContent.nullable(),
  /** Why it ends: for a rule of law the paragraph that takes it away. */
  reason: text(500),
  /** Whoever changes what is asked for says that a name or source left as it was still fits. */
  wordsStand: z.boolean().default(false),
}
export const RuleChange = z.object(change)
export type RuleChange = z.output<typeof RuleChange>

/** How many young people one page of a preview looks at. */
export const previewPage = 1000
/** How many young people a preview names before somebody asks for the others. */
export const previewNames = 50

/** Which part of a preview is asked for: it goes from key to key, so that no request takes long. */
export const PreviewPart = {
  /** The key after which to go on; 0 begins. */
  after: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
  /** How many more young people may be named; those who are named are written in the log of who looked. */
  names: z.number().int().min(0).max(previewPage),
}

/**
 * - `ageReached`: so many with an open case have the birthday within a year from the day
 * - `ageNoMore`: so many would have had the birthday of the rule that ends within a year
 * - `ageBetween`: so many are older than the new age and not of the old one: for them the old one goes on
 * - `ordersStand`: so many have an education order that could not be given by the new rule; it goes on
 * - `inGroup`: so many are in the group
 * - `enquiriesGo`: so many closed enquiries are deleted in the first night of the change; told where there are none too
 * - `enquiriesWould`: so many would be deleted by then without the change, told where that is another number
 * - `enquiriesStay`: so many closed enquiries are not deleted any more
 */
export const effectNotes = [
  'ageReached',
  'ageNoMore',
  'ageBetween',
  'ordersStand',
  'inGroup',
  'enquiriesGo',
  'enquiriesWould',
  'enquiriesStay',
] as const

const Counts = {
  youths: z.number(),
  /** The latest day comes before, or after, the one that it was. */
  earlier: z.number(),
  later: z.number(),
  begun: z.number(),
  ended: z.number(),
}

/** What the unit carries on a day, against the time that there is, in minutes a month. */
const UnitLoad = z.object({
  minutes: z.number(),
  time: z.number(),
  /** How many caseworkers carry more than they have time for, and how many stand above a ceiling. */
  over: z.number(),
  aboveCeiling: z.number(),
})
/** What one caseworker carries; `of` is null where the time is no number. */
const OnesLoad = z.object({ minutes: z.number(), of: z.number().nullable() })

/** What a change does to loads, judged on the day that it holds from. */
const LoadEffect = z.object({
  on: Day,
  before: UnitLoad,
  after: UnitLoad,
  /** Those whose load it changes, most first, as far as they are shown. Only for a leader. */
  caseworkers: z.array(
    z.object({ staffId: z.number(), name: z.string(), before: OnesLoad, after: OnesLoad }),
  ),
  /** Who would stand above a ceiling afterwards, at most five by name. Only for a leader. */
  aboveAfter: z.object({ names: z.array(z.string()), more: z.number() }),
})
export type LoadEffect = z.output<typeof LoadEffect>

/** What a change does to open deadlines, judged on the day that it holds from, for one part of the young people. */
export const Effect = z.object({
  ...Counts,
  /** How many could be concerned in all, and how many this part looked at. */
  total: z.number(),
  looked: z.number(),
  /** Where the next part begins; null when there is no more. */
  next: z.number().nullable(),
  caseworkers: z.array(z.object({ staffId: z.number().nullable(), name: z.string(), ...Counts })),
  /** Only for a leader; an administrator sees no young people. */
  people: z.array(
    z.object({
      youthId: z.number(),
      name: z.string(),
      moves: z.array(z.object({ rule: z.string(), before: Day.nullable(), after: Day.nullable() })),
    }),
  ),
  /** Whom it concerns although no deadline of theirs moves on the day; with the first part alone. */
  notes: z.array(z.object({ code: z.enum(effectNotes), count: z.number() })),
  /** Of what loads are reckoned by, which moves no deadline. */
  loads: LoadEffect.optional(),
})
export type Effect = z.output<typeof Effect>

export const previewRule = defineUseCase({
  name: 'rule.preview',
  summary: 'Which open deadlines a change of a rule would move, and whose; changes nothing',
  method: 'POST',
  path: '/api/rules/preview',
  permission: 'setup.write',
  input: z.object({ ...change, ...PreviewPart }),
  output: Effect,
})

export const changeRule = defineUseCase({
  name: 'rule.change',
  summary: 'Ends a rule and begins another from a day on; from today all deadlines follow in the same step',
  method: 'POST',
  path: '/api/rules',
  permission: 'setup.write',
  input: RuleChange,
  /** The rule that begins; null where one only ends. */
  output: z.object({ id: z.number().nullable() }),
})

export const confirmRule = defineUseCase({
  name: 'rule.confirm',
  summary: 'Says where an unverified rule comes from: law, with its paragraph, or a local decision',
  method: 'POST',
  path: '/api/rules/:id/confirm',
  permission: 'setup.write',
  input: z.object({
    id: Id,
    version: Version,
    status: z.enum(['law', 'local']),
    source: requiredText(500),
  }),
  output: z.object({ version: z.number() }),
})

export const withdrawRule = defineUseCase({
  name: 'rule.withdraw',
  summary: 'Takes back a rule that has not begun; the one that it was to replace runs on',
  method: 'POST',
  path: '/api/rules/:id/withdraw',
  permission: 'setup.write',
  input: z.object({ id: Id, version: Version }),
  output: z.object({}),
})
