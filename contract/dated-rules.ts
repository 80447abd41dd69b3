import { z } from 'zod'
import { ageChangeKinds } from '#domain/ages/age-changes.ts'
import { timeSettings } from '#domain/caseload/capacity.ts'
import { workUnits } from '#domain/caseload/weight.ts'
import { Effect, PreviewPart, Shown } from './rules.ts'
import { TargetGroupContent } from './target-groups.ts'
import { defineUseCase } from './use-case.ts'
import { Id, requiredText, SensibleDay, text, Version } from './values.ts'
import { ActivityKind, RuleStatus } from './words.ts'

/* Dated rules that are no deadlines of a case by themselves: a row ends and another begins, whatever it says. */

const Origin = { source: requiredText(500), status: RuleStatus }

/** From when on a kind of activity keeps the duty of those of 15-17. */
const DutyContent = z.object({
  kind: z.literal('duty'),
  activityKind: ActivityKind,
  /** From so many minutes a week; null: whatever the hours. */
  weeklyMinutes: z.number().int().min(1).max(6000).nullable(),
  /** Fewer minutes count for their share. */
  countsInPart: z.boolean(),
  ...Origin,
})

const OrderAge = z.number().int().min(0).max(99)
/** Who can be given an education order. */
const OrderContent = z.object({
  kind: z.literal('order'),
  /** Codes of target groups; none is nobody. */
  targetGroups: z.array(requiredText(120)).max(20),
  ageFrom: OrderAge,
  ageTo: OrderAge,
  ...Origin,
})

const AgeTask = z.object({
  /** Its lasting name, under which ticks are kept; empty for a new one. */
  item: text(40),
  text: requiredText(300),
  daysBefore: z.number().int().min(0).max(365),
  onlyWith: z.enum(['guardians', 'membership']).nullable(),
})
export type AgeTask = z.output<typeof AgeTask>

/** What changes on a birthday. */
const AgeContent = z.object({
  kind: z.literal('age'),
  age: z.number().int().min(1).max(99),
  /** What Medgang does then; see domain/ages. */
  does: z.enum(ageChangeKinds),
  name: requiredText(100),
  text: requiredText(1000),
  tasks: z.array(AgeTask).max(20),
  ...Origin,
})

/** How long a closed enquiry is kept that became nobody's case; one rule at a time. */
const RetentionContent = z.object({
  kind: z.literal('retention'),
  months: z.number().int().min(1).max(120),
  ...Origin,
})

/** A target group, with when it may be decided. */
const GroupContent = TargetGroupContent.extend({ kind: z.literal('group') })

/** Minutes that a case takes for one kind of work: a line of its weight. */
const WorkContent = z.object({
  kind: z.literal('work'),
  name: requiredText(100),
  /** For cases in this programme; null for those in no programme that has minutes of its own. */
  programmeId: Id.nullable(),
  per: z.enum(workUnits),
  minutes: z.number().int().min(0).max(10_000),
  /** Meetings and calls: so often at least; going along: how often. Null: as the rules ask. */
  timesAYear: z.number().int().min(1).max(366).nullable(),
  ...Origin,
})

/** A figure by which the time of caseworkers is reckoned: minutes, days or weeks, as its name says. */
const TimeContent = z.object({
  kind: z.literal('time'),
  setting: z.enum(timeSettings),
  value: z.number().int().min(0).max(20_000),
  ...Origin,
})

/** How much of the time whoever is new has for young people, from a week on; for everybody. */
const NewcomerContent = z.object({
  kind: z.literal('newcomer'),
  fromWeek: z.number().int().min(0).max(104),
  percent: z.number().int().min(0).max(100),
  ...Origin,
})

/** How many young people, or minutes a month, one caseworker has at most. */
const CeilingContent = z.object({
  kind: z.literal('ceiling'),
  /** Null: of all young people. */
  programmeId: Id.nullable(),
  /** For this member of staff in the place of everybody's; null is for everybody. */
  staffId: Id.nullable(),
  cases: z.number().int().min(1).max(1000).nullable(),
  minutes: z.number().int().min(1).max(100_000).nullable(),
  ...Origin,
})

const Content = z.discriminatedUnion('kind', [
  DutyContent,
  OrderContent,
  AgeContent,
  GroupContent,
  RetentionContent,
  WorkContent,
  TimeContent,
  NewcomerContent,
  CeilingContent,
])
export type DatedContent = z.output<typeof Content>
export type DatedKindName = DatedContent['kind']
export type ContentOf<Kind extends DatedKindName> = Extract<DatedContent, { kind: Kind }>

/** What every such row is shown with. `key` is the same for the rows of one rule in different periods. */
const row = { key: z.string(), version: z.number(), during: Shown }
export const ShownDutyRule = DutyContent.extend(row)
export const ShownOrderRule = OrderContent.extend({ ...row, groupNames: z.array(z.string()) })
export const ShownAgeChange = AgeContent.extend(row)
export const ShownRetention = RetentionContent.extend(row)
export const ShownWork = WorkContent.extend(row)
export const ShownTime = TimeContent.extend(row)
export const ShownNewcomer = NewcomerContent.extend(row)
export const ShownCeiling = CeilingContent.extend(row)

const change = {
  kind: z.enum(['duty', 'order', 'age', 'group', 'retention', 'work', 'time', 'newcomer', 'ceiling']),
  /** Null begins a new one; `begins` is the first day of the row that was read. */
  replaces: z.object({ key: requiredText(120), begins: SensibleDay, version: Version }).nullable(),
  from: SensibleDay,
  /** Null ends it; one that has not begun is taken back where `from` is its first day. */
  content: Content.nullable(),
  /** Why it ends: for what is law the paragraph that takes it away. */
  reason: text(500),
}
const DatedChange = z.object(change)
export type DatedChange = z.output<typeof DatedChange>

export const previewDatedRule = defineUseCase({
  name: 'datedRule.preview',
  summary:
    'Which open deadlines such a change would move, what it does to loads, and whom it concerns otherwise; changes nothing',
  method: 'POST',
  path: '/api/dated-rules/preview',
  permission: 'setup.write',
  input: z.object({ ...change, ...PreviewPart }),
  output: Effect,
})

export const changeDatedRule = defineUseCase({
  name: 'datedRule.change',
  summary:
    'Ends a rule of the duty, of education orders, of birthdays, of how long enquiries are kept, of minutes, time or ceilings of caseworkers, or a target group, and begins another, from a day on',
  method: 'POST',
  path: '/api/dated-rules',
  permission: 'setup.write',
  input: DatedChange,
  output: z.object({ key: z.string() }),
})
