import { type changeRule, type RuleContent, type ShownRule, unchangedWords } from '#contract/rules.ts'
import type { InputOf } from '#contract/use-case.ts'
import type { FieldFault } from '#web/kit/form.tsx'
import { weeksOf } from './weeks.ts'
import { readWhole } from './whole-number.ts'

const numbers = [
  'intervalLength',
  'count',
  'windowWorkingDays',
  'returnWorkingDays',
  'retryWorkingDays',
  'escalateAfter',
] as const
type Numbers = (typeof numbers)[number]

/** Weeks are sent as seven days each. */
export const writtenUnits = ['months', 'weeks', 'days', 'workingDays'] as const
type WrittenUnit = (typeof writtenUnits)[number]
/** The most weeks that are within the most days. */
const mostWeeks = Math.floor(400 / 7)

/** A rule as it is written; numbers are text until they are sent. */
export interface RuleValues extends Omit<RuleContent, Numbers | 'targetGroup' | 'anchor' | 'intervalUnit'> {
  mode: 'change' | 'end'
  anchor: RuleContent['anchor'] | ''
  targetGroup: string
  intervalUnit: WrittenUnit | ''
  intervalLength: string
  count: string
  windowWorkingDays: string
  returnWorkingDays: string
  retryWorkingDays: string
  escalateAfter: string
  from: Temporal.PlainDate | null
  /** Why it ends. */
  reason: string
  /** Name or source stay although the rule asks for something else, and still fit. */
  wordsStand: boolean
}

/** Where a rule that is written from nothing begins. */
export interface Fresh {
  clock: RuleContent['clock']
  programmeId: number | null
}

/** What stands, or for a new one what a rule usually is. */
export function ruleValues(
  rule: ShownRule | null,
  { clock, programmeId }: Fresh,
  today: Temporal.PlainDate,
): RuleValues {
  const text = (value: number | undefined, usual: number) => String(value ?? usual)
  const isLaw = (rule?.clock ?? clock) === 'statutory'
  const weeks = rule === null ? null : weeksOf(rule)
  const ahead = rule !== null && Temporal.PlainDate.compare(rule.during.from, today) > 0
  return {
    mode: 'change',
    name: rule?.name ?? '',
    clock: rule?.clock ?? clock,
    status: rule?.status ?? (isLaw ? 'unverified' : 'local'),
    anchor: rule?.anchor ?? (programmeId === null ? 'enquiry' : 'membership'),
    targetGroup: rule?.targetGroup ?? '',
    pattern: rule?.pattern ?? (isLaw ? 'once' : 'every'),
    fulfilledBy: rule?.fulfilledBy ?? ['meeting'],
    intervalUnit: weeks === null ? (rule?.intervalUnit ?? 'months') : 'weeks',
    intervalLength: text(weeks ?? rule?.intervalLength, 1),
    count: text(rule?.count, 1),
    windowWorkingDays: text(rule?.windowWorkingDays, 5),
    nonWorkingDays: rule?.nonWorkingDays ?? (isLaw ? 'stays' : 'dayBefore'),
    stopsInPause: rule?.stopsInPause ?? !isLaw,
    stopsInClosing: rule?.stopsInClosing ?? false,
    returnWorkingDays: text(rule?.returnWorkingDays, 5),
    retryWorkingDays: text(rule?.retryWorkingDays, 3),
    escalateAfter: text(rule?.escalateAfter, 3),
    source: rule?.source ?? '',
    // One that has not begun is corrected where it stands.
    from: ahead ? rule.during.from : today,
    reason: '',
    wordsStand: false,
  }
}

/** Which of the words that stand must be looked at, since the rule asks for something else than before. */
export function wordsToReview(values: RuleValues, rule: ShownRule | null): ('name' | 'source')[] {
  return rule === null || values.mode === 'end' ? [] : unchangedWords(rule, ruleContent(values))
}

/** @param rule the one that is changed */
export function checkRule(values: RuleValues, rule: ShownRule | null): FieldFault[] {
  const empty = (field: 'name' | 'source' | 'intervalUnit' | 'anchor' | 'reason') =>
    values[field].trim() === '' ? [{ field, code: 'required' }] : []
  const day = values.from === null ? [{ field: 'from', code: 'required' }] : []
  if (values.mode === 'end') return [...day, ...empty('reason')]
  return [
    ...empty('name'),
    ...empty('source'),
    ...empty('intervalUnit'),
    ...empty('anchor'),
    ...(values.fulfilledBy.length === 0 ? [{ field: 'fulfilledBy', code: 'kinds' }] : []),
    ...numbers.flatMap(field => (readWhole(values[field]) == null ? [{ field, code: 'number' }] : [])),
    ...(values.intervalUnit === 'weeks' && (readWhole(values.intervalLength) ?? 0) > mostWeeks
      ? [{ field: 'intervalLength', code: 'tooBig', params: { max: mostWeeks } }]
      : []),
    ...(values.wordsStand ? [] : wordsToReview(values, rule).map(field => ({ field, code: 'stillFits' }))),
    ...day,
  ]
}

/** What is sent, for a preview and then for good. */
export function ruleChange(
  values: RuleValues,
  rule: ShownRule | null,
  programmeId: number | null,
): InputOf<typeof changeRule> {
  const { mode, from, reason } = values
  return {
    programmeId,
    replaces: rule === null ? null : { id: rule.id, version: rule.version },
    from: String(from),
    rule: mode === 'end' ? null : ruleContent(values),
    reason: mode === 'end' ? reason : '',
    wordsStand: values.wordsStand,
  }
}

/** The rule itself. */
export function ruleContent({
  mode: _mode,
  from: _from,
  reason: _reason,
  wordsStand: _wordsStand,
  ...written
}: RuleValues): RuleContent {
  const number = (text: string) => readWhole(text) ?? 0
  const { intervalUnit, intervalLength } = written
  const isWeeks = intervalUnit === 'weeks'
  return {
    ...written,
    anchor: written.anchor || 'enquiry',
    targetGroup: written.targetGroup === '' ? null : written.targetGroup,
    intervalUnit: isWeeks ? 'days' : intervalUnit || 'months',
    intervalLength: number(intervalLength) * (isWeeks ? 7 : 1),
    count: number(written.count),
    windowWorkingDays: number(written.windowWorkingDays),
    returnWorkingDays: number(written.returnWorkingDays),
    retryWorkingDays: number(written.retryWorkingDays),
    escalateAfter: number(written.escalateAfter),
  }
}
