import type { changeRule, RuleContent, ShownRule } from '#contract/rules.ts'
import type { InputOf } from '#contract/use-case.ts'
import type { FieldFault } from '#web/kit/form.tsx'
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

/** A rule as it is written; numbers are text until they are sent. */
export interface RuleValues extends Omit<RuleContent, Numbers | 'targetGroup' | 'anchor' | 'intervalUnit'> {
  mode: 'change' | 'end'
  anchor: RuleContent['anchor'] | ''
  targetGroup: string
  intervalUnit: RuleContent['intervalUnit'] | ''
  intervalLength: string
  count: string
  windowWorkingDays: string
  returnWorkingDays: string
  retryWorkingDays: string
  escalateAfter: string
  from: Temporal.PlainDate | null
  /** Why it ends. */
  reason: string
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
    intervalUnit: rule?.intervalUnit ?? 'months',
    intervalLength: text(rule?.intervalLength, 1),
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
  }
}

export function checkRule(values: RuleValues): FieldFault[] {
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
  }
}

/** The rule itself. */
export function ruleContent({
  mode: _mode,
  from: _from,
  reason: _reason,
  ...written
}: RuleValues): RuleContent {
  const number = (text: string) => readWhole(text) ?? 0
  return {
    ...written,
    anchor: written.anchor || 'enquiry',
    targetGroup: written.targetGroup === '' ? null : written.targetGroup,
    intervalUnit: written.intervalUnit || 'months',
    intervalLength: number(written.intervalLength),
    count: number(written.count),
    windowWorkingDays: number(written.windowWorkingDays),
    returnWorkingDays: number(written.returnWorkingDays),
    retryWorkingDays: number(written.retryWorkingDays),
    escalateAfter: number(written.escalateAfter),
  }
}
