import { expect, test } from 'vitest'
import type { ShownRule } from '#contract/rules.ts'
import { checkRule, ruleContent, ruleValues } from './rule-values.ts'

const today = Temporal.PlainDate.from('2026-11-23')
const fresh = { clock: 'promise', programmeId: 1 } as const
const written = {
  ...ruleValues(null, fresh, today),
  name: 'Møde',
  source: 'Udvalget',
  intervalUnit: 'weeks' as const,
}
const shown = (rule: ReturnType<typeof ruleContent>): ShownRule => ({
  ...rule,
  ...{ id: 1, version: 1, key: 'k', programmeId: 1, targetGroupName: null },
  during: { from: today, lastDay: null },
})

test.each([1, 2, 3, 57])('%i weeks are sent as so many days, and shown as weeks again', weeks => {
  const values = { ...written, intervalLength: String(weeks) }
  expect(checkRule(values, null)).toEqual([])
  const content = ruleContent(values)
  expect([content.intervalUnit, content.intervalLength]).toEqual(['days', 7 * weeks])
  const again = ruleValues(shown(content), fresh, today)
  expect([again.intervalUnit, again.intervalLength]).toEqual(['weeks', String(weeks)])
})

test('days that are no whole weeks, and a single day to keep, stay days', () => {
  const days = { ...written, intervalUnit: 'days' as const }
  const unitOf = (over: object) =>
    ruleValues(shown(ruleContent({ ...days, ...over })), fresh, today).intervalUnit
  expect(unitOf({ intervalLength: '10' })).toBe('days')
  expect(unitOf({ intervalLength: '7', pattern: 'once' })).toBe('days')
  expect(unitOf({ intervalLength: '7' })).toBe('weeks')
})

test('more weeks than there may be days are said in weeks', () => {
  expect(checkRule({ ...written, intervalLength: '58' }, null)).toEqual([
    { field: 'intervalLength', code: 'tooBig', params: { max: 57 } },
  ])
})
