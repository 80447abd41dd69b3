import type { changeRule, RuleContent, ShownRule } from '#contract/programmes.ts'
import type { InputOf } from '#contract/use-case.ts'
import type { FieldFault } from '#web/kit/form.tsx'
import { readWhole } from './whole-number.ts'

/** A promise as it is written; numbers are text until they are sent. */
export interface RuleValues {
  mode: 'change' | 'end'
  name: string
  pattern: RuleContent['pattern']
  fulfilledBy: RuleContent['fulfilledBy']
  intervalUnit: RuleContent['intervalUnit'] | ''
  intervalLength: string
  count: string
  windowWorkingDays: string
  stopsInPause: boolean
  returnWorkingDays: string
  retryWorkingDays: string
  escalateAfter: string
  source: string
  from: Temporal.PlainDate | null
}

const numbers = [
  'intervalLength',
  'count',
  'windowWorkingDays',
  'returnWorkingDays',
  'retryWorkingDays',
  'escalateAfter',
] as const

/** What stands, or for a new one what a promise usually is. */
export function ruleValues(rule: ShownRule | null, today: Temporal.PlainDate): RuleValues {
  const text = (value: number | undefined, usual: number) => String(value ?? usual)
  return {
    mode: 'change',
    name: rule?.name ?? '',
    pattern: rule?.pattern ?? 'every',
    fulfilledBy: rule?.fulfilledBy ?? ['meeting'],
    intervalUnit: rule?.intervalUnit ?? 'months',
    intervalLength: text(rule?.intervalLength, 1),
    count: text(rule?.count, 1),
    windowWorkingDays: text(rule?.windowWorkingDays, 5),
    stopsInPause: rule?.stopsInPause ?? true,
    returnWorkingDays: text(rule?.returnWorkingDays, 5),
    retryWorkingDays: text(rule?.retryWorkingDays, 3),
    escalateAfter: text(rule?.escalateAfter, 3),
    source: rule?.source ?? '',
    from: today,
  }
}

export function checkRule(values: RuleValues): FieldFault[] {
  const day = values.from === null ? [{ field: 'from', code: 'required' }] : []
  if (values.mode === 'end') return day
  return [
    ...(['name', 'source', 'intervalUnit'] as const).flatMap(field =>
      values[field].trim() === '' ? [{ field, code: 'required' }] : [],
    ),
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
  const { mode, from, intervalUnit, ...written } = values
  const number = (text: string) => readWhole(text) ?? 0
  return {
    programmeId,
    replaces: rule === null ? null : { id: rule.id, version: rule.version },
    from: String(from),
    rule:
      mode === 'end'
        ? null
        : {
            ...written,
            intervalUnit: intervalUnit || 'months',
            intervalLength: number(written.intervalLength),
            count: number(written.count),
            windowWorkingDays: number(written.windowWorkingDays),
            returnWorkingDays: number(written.returnWorkingDays),
            retryWorkingDays: number(written.retryWorkingDays),
            escalateAfter: number(written.escalateAfter),
          },
  }
}
