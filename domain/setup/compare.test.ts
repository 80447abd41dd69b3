import { describe, expect, test } from 'vitest'
import { checkSetup } from './check.ts'
import { compareSetups, withWhatTheyNeed } from './compare.ts'
import type { Setup } from './setup.ts'
import { horsensSetup } from './templates/horsens.ts'
import { setupOf, templateNames } from './templates/templates.ts'

const on = (day: string) => Temporal.PlainDate.from(day)
const today = on('2026-11-23')
const here = horsensSetup(on('2026-01-01'))

/** The set-up with one rule said differently. */
function withRule(key: string, more: Partial<Setup['rules'][number]>, setup = here): Setup {
  return { ...setup, rules: setup.rules.map(rule => (rule.key === key ? { ...rule, ...more } : rule)) }
}
const told = (there: Setup, from = today, ours = here) =>
  compareSetups(ours, there, from).proposals.map(({ id, kind, conflict, day }) =>
    [id, kind, ...(conflict === null ? [] : [conflict]), ...(day === null ? [] : [day.toString()])].join(' '),
  )

test.each(templateNames)('the template %s holds together, and differs from itself in nothing', template => {
  const setup = setupOf(template, today)
  expect(checkSetup(setup)).toEqual([])
  expect(compareSetups(setup, setup, today).proposals).toEqual([])
})

describe('what a file would change from a day on', () => {
  test('another interval ends the rule on the day and begins another', () => {
    const there = withRule('moede-hver-maaned', { interval: { unit: 'months', length: 2 } })
    const [proposal] = compareSetups(here, there, today).proposals
    expect(told(there)).toEqual(['rules/moede-hver-maaned/2017-01-01 changed 2026-11-23'])
    expect(proposal?.differences).toEqual([{ field: 'interval', before: '1 months', after: '2 months' }])
    expect(proposal?.steps.map(step => [step.act, String('day' in step ? step.day : '')])).toEqual([
      ['end', '2026-11-23'],
      ['insert', ''],
    ])
  })

  test('what has no dates is another at once: no day is promised for it', () => {
    const programmes = here.programmes.map(row => ({ ...row, name: `${row.name} II` }))
    const { proposals } = compareSetups(here, { ...here, programmes }, on('2027-07-01'))
    expect(proposals.map(({ kind, day }) => [kind, day])).toEqual(programmes.map(() => ['changed', null]))
  })

  test('a rule that the file ends, ends', () => {
    const during = { from: on('2017-01-01'), to: on('2027-07-01') }
    expect(told(withRule('opkald-imellem', { during }))).toEqual([
      'rules/opkald-imellem/2017-01-01 ended 2027-07-01',
    ])
  })

  test('the past is not brought in', () => {
    const old = { from: on('2015-01-01'), to: on('2016-01-01') }
    const [rule] = here.rules
    const there = {
      ...here,
      rules: [...here.rules, ...(rule ? [{ ...rule, key: 'gammel', during: old }] : [])],
    }
    const before = compareSetups(here, here, today).past
    expect(told(there)).toEqual([])
    expect(compareSetups(here, there, today).past).toBe(before + 1)
  })

  test('nothing is said about what the file does not have', () => {
    expect(told({ ...here, rules: [], programmes: [], competences: [] })).toEqual([])
  })

  test('what is decided to begin later stands in the way', () => {
    const [rule] = here.rules.filter(({ key }) => key === 'moede-hver-maaned')
    if (rule === undefined) throw new Error('the template has a meeting a month')
    const planned: Setup = {
      ...withRule('moede-hver-maaned', { during: { from: on('2017-01-01'), to: on('2027-01-01') } }),
      rules: [
        ...here.rules.map(each =>
          each === rule ? { ...rule, during: { from: on('2017-01-01'), to: on('2027-01-01') } } : each,
        ),
        { ...rule, count: 3, during: { from: on('2027-01-01'), to: null } },
      ],
    }
    expect(told(here, today, planned)).toEqual([
      'rules/moede-hver-maaned/2017-01-01 conflict planned 2026-11-23',
    ])
  })

  test('a rule of the same key about other people is not the same rule', () => {
    expect(told(withRule('moede-hver-maaned', { programme: 'sikker-overgang' }))).toEqual([
      'rules/moede-hver-maaned/2017-01-01 conflict aboutOthers 2026-11-23',
    ])
  })

  test('a file never opens notes that are sensitive here', () => {
    const there = { ...here, subjectAreas: here.subjectAreas.map(row => ({ ...row, sensitive: false })) }
    expect(told(there)).toEqual([
      'subjectAreas/health conflict opensSensitive',
      'subjectAreas/addiction conflict opensSensitive',
    ])
  })

  test('a promise brings the programme that it belongs to', () => {
    const [programme] = here.programmes
    const [rule] = here.rules.filter(({ key }) => key === 'moede-hver-maaned')
    if (!programme || !rule) throw new Error('the template has both')
    const there: Setup = {
      ...here,
      programmes: [...here.programmes, { ...programme, key: 'nyt' }],
      rules: [...here.rules, { ...rule, key: 'nyt-moede', programme: 'nyt' }],
    }
    const { proposals } = compareSetups(here, there, today)
    const taken = withWhatTheyNeed(proposals, ['rules/nyt-moede/2017-01-01'])
    expect(taken.map(({ id }) => id)).toEqual(['programmes/nyt/2026-01-01', 'rules/nyt-moede/2017-01-01'])
    const ended = { from: on('2025-01-01'), to: on('2026-01-01') }
    const lost = { ...there, programmes: [...here.programmes, { ...programme, key: 'nyt', during: ended }] }
    expect(told(lost)).toEqual(['rules/nyt-moede/2017-01-01 conflict missing 2026-11-23'])
  })
})
