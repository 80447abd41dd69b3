import { expect, test } from 'vitest'
import { overlaps } from '#domain/calendar/period.ts'
import { derive, met, on, span, story, written } from '../example.fixture.ts'
import type { Rule } from '../types.ts'
import { broenderslevRules } from './broenderslev.ts'
import { horsensRules } from './horsens.ts'
import type { RuleTemplate } from './template.ts'

/** As a municipality takes it over, where "Mod til uddannelse" is programme 7. */
function adopted(templates: readonly RuleTemplate[]): Rule[] {
  return templates.map(({ key: _key, programme, ...rule }, index) => ({
    ...rule,
    id: index + 1,
    programmeId: programme === null ? null : programme === 'mod-til-uddannelse' ? 7 : 8,
  }))
}

const open = (rules: Rule[], history: Parameters<typeof derive>[1], today: string) =>
  derive(rules, history, today)
    .filter(row => row.state === 'open')
    .map(row => `${rules.find(rule => rule.id === row.ruleId)?.name}: ${row.dueDay}`)

test.each([
  ['horsens', horsensRules],
  ['broenderslev', broenderslevRules],
])('%s: rows with the same key never overlap, and every one says its source', (_name, templates) => {
  for (const [index, a] of templates.entries()) {
    expect(a.source).not.toBe('')
    for (const b of templates.slice(index + 1)) {
      if (a.key === b.key) expect(overlaps(a.during, b.during)).toBe(false)
    }
  }
})

test('Horsens 2018: every second month by the law as described, every month and a call by promise', () => {
  const history = {
    enquiryDay: on('2017-11-01'),
    assessments: [{ targetGroup: 'activityReady', during: span('2018-01-08') }],
    memberships: [{ programmeId: 7, during: span('2018-01-08') }],
    contacts: [met('2018-01-22')],
  }
  expect(open(adopted(horsensRules), history, '2018-01-23')).toEqual([
    'Mindst tre samtaler, mens målgruppen vurderes: 2018-02-01',
    'Samtale hver anden måned: 2018-03-22',
    'Møde hver måned: 2018-02-22',
    'Opkald imellem: 2018-02-06',
  ])
})

test('2024: first interview within a week, four in half a year, a final decision in three months, no rule every second month', () => {
  const history = {
    enquiryDay: on('2024-03-04'),
    assessments: [{ targetGroup: 'educationReady', during: span('2024-03-04') }],
    memberships: [],
  }
  expect(open(adopted(horsensRules), history, '2024-03-05')).toEqual([
    'Første samtale inden 7 dage: 2024-03-11',
    'Mindst fire samtaler i de første seks måneder: 2024-09-04',
    'Endelig målgruppevurdering inden tre måneder: 2024-06-04',
  ])
})

test('four in half a year ends with June 2026, and the practice of every second month, unverified, counts from July', () => {
  const rules = adopted(horsensRules)
  const history = {
    enquiryDay: on('2026-05-04'),
    assessments: [{ targetGroup: 'activityReady', during: span('2026-05-04') }],
    memberships: [],
    contacts: [met('2026-05-07')],
  }
  expect(story(rules, history, '2026-07-02')).toEqual([
    'onTime 2026-05-11 on 2026-05-07',
    'excused 2026-11-04 on 2026-07-01',
    'open 2026-09-01',
  ])
  const last = rules.find(rule => rule.during.from.equals(on('2026-07-01')))
  expect(written(last)).toMatchObject({ status: 'unverified', clock: 'statutory' })
})

test('what is called law names its paragraph', () => {
  for (const template of [...horsensRules, ...broenderslevRules]) {
    if (template.status === 'law') expect(template.source).toMatch(/§/)
  }
})

test('Brønderslev: a meeting about the team within ten working days of the enquiry', () => {
  const history = { enquiryDay: on('2026-11-02'), memberships: [] }
  expect(open(adopted(broenderslevRules), history, '2026-11-03')).toContain(
    'Møde om det rette team inden ti hverdage: 2026-11-16',
  )
})

test('Brønderslev: somebody is spoken with within two working days of the enquiry', () => {
  const history = { enquiryDay: on('2026-11-05'), memberships: [] }
  expect(open(adopted(broenderslevRules), history, '2026-11-06')).toContain(
    'Kontakt inden to hverdage: 2026-11-09',
  )
})

test('the final decision is owed to whom the first one called ready for education, and to nobody else', () => {
  const rules = adopted(horsensRules).filter(rule => rule.fulfilledBy.includes('finalAssessment'))
  const assessed = (targetGroup: string) => ({
    enquiryDay: on('2026-09-01'),
    memberships: [],
    assessments: [{ targetGroup, during: span('2026-09-04') }],
  })
  expect(story(rules, assessed('educationReady'), '2026-10-01')).toEqual(['open 2026-12-01'])
  expect(story(rules, assessed('clearlyReady'), '2026-10-01')).toEqual([])
  expect(story(rules, { ...assessed('educationReady'), assessments: [] }, '2026-10-01')).toEqual([])
})

test('the final decision may be another group from the same day on', () => {
  const rules = adopted(horsensRules).filter(rule => rule.fulfilledBy.includes('finalAssessment'))
  const history = {
    enquiryDay: on('2026-09-01'),
    memberships: [],
    assessments: [
      { targetGroup: 'educationReady', during: span('2026-09-04', '2026-11-20') },
      { targetGroup: 'activityReady', during: span('2026-11-20') },
    ],
  }
  const deeds = [{ kind: 'finalAssessment' as const, day: on('2026-11-20') }]
  expect(story(rules, { ...history, deeds }, '2026-12-05')).toEqual(['onTime 2026-12-01 on 2026-11-20'])
  expect(story(rules, history, '2026-12-05')).toEqual(['excused 2026-12-01 on 2026-11-20'])
})

test('15-17: contact within five working days of learning, a new activity within 30 days of the contact', () => {
  const rules = adopted(horsensRules).filter(rule => rule.anchor.startsWith('offPlan'))
  const history = {
    memberships: [],
    offPlan: [{ known: on('2026-11-03'), during: span('2026-10-26') }],
  }
  expect(open(rules, history, '2026-11-04')).toEqual(['Kontakt inden fem hverdage (15-17 år): 2026-11-10'])
  const contacts = [met('2026-11-06')]
  expect(open(rules, { ...history, contacts }, '2026-11-07')).toEqual([
    'Ny aktivitet inden 30 dage (15-17 år): 2026-12-06',
  ])
})
