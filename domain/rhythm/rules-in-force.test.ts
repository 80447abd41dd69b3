import { expect, test } from 'vitest'
import { everySecondMonth, firstInterview, member, monthlyMeeting, on, span } from './example.fixture.ts'
import { rulesInForce } from './rules-in-force.ts'
import type { RhythmHistory, Rule } from './types.ts'

function inForce(rule: Rule, history: Partial<RhythmHistory>): string[] {
  return rulesInForce([rule], { ...member, ...history }, on('2026-12-31')).map(
    ({ during, anchor }) => `${during.from}..${during.to ?? ''} from ${anchor.kind} ${anchor.day}`,
  )
}

test('a rule holds for members of its programme, and counts from entry', () => {
  const memberships = [
    { programmeId: 7, during: span('2026-01-05', '2026-03-01') },
    { programmeId: 8, during: span('2026-03-01', '2026-05-01') },
    { programmeId: 7, during: span('2026-06-01') },
  ]
  expect(inForce(monthlyMeeting, { memberships })).toEqual([
    '2026-01-05..2026-03-01 from membership 2026-01-05',
    '2026-06-01.. from membership 2026-06-01',
  ])
})

test('both the programme and the target group have to hold; what comes later is the change it counts from', () => {
  const rule = { ...monthlyMeeting, targetGroup: 'activityReady' }
  const assessments = [
    { targetGroup: 'educationReady', during: span('2026-09-01', '2026-11-01') },
    { targetGroup: 'activityReady', during: span('2026-11-01', '2026-12-01') },
  ]
  expect(inForce(rule, { assessments })).toEqual(['2026-11-01..2026-12-01 from ruleChange 2026-11-01'])
})

test('a rule that begins later than the membership counts from its first day', () => {
  const rule = { ...monthlyMeeting, during: span('2026-11-01', '2027-01-01') }
  expect(inForce(rule, {})).toEqual(['2026-11-01..2027-01-01 from ruleChange 2026-11-01'])
})

test('assessments and memberships that touch are one', () => {
  const assessments = [
    { targetGroup: 'educationReady', during: span('2026-09-01', '2026-11-01') },
    { targetGroup: 'activityReady', during: span('2026-11-01') },
  ]
  // Whatever the group: for a rule about everybody assessed, a change of group changes nothing.
  expect(inForce(everySecondMonth, { assessments })).toEqual(['2026-09-01.. from assessment 2026-09-01'])
})

test('closing the case ends every rule', () => {
  expect(inForce(monthlyMeeting, { closedFrom: on('2026-11-01') })).toEqual([
    '2026-10-01..2026-11-01 from membership 2026-10-01',
  ])
  expect(inForce(monthlyMeeting, { closedFrom: on('2026-10-01') })).toEqual([])
})

test('what is due once from the enquiry counts from the enquiry, also when its condition came later', () => {
  const rule = { ...firstInterview, targetGroup: 'activityReady' }
  const history = {
    enquiryDay: on('2026-10-01'),
    assessments: [{ targetGroup: 'activityReady', during: span('2026-10-05') }],
  }
  expect(inForce(rule, history)).toEqual(['2026-10-05.. from enquiry 2026-10-01'])
})

test('somebody in no programme and no target group comes under no such rule', () => {
  expect(inForce(monthlyMeeting, { memberships: [] })).toEqual([])
  expect(inForce(everySecondMonth, { assessments: [] })).toEqual([])
})

test('what an enquiry began is owed by the rule of its day, also when that is replaced', () => {
  const old = { ...firstInterview, key: 'first', during: span('2020-01-01', '2026-11-10') }
  const next = { ...old, id: 40, during: span('2026-11-10', '2026-12-01') }
  const told = (rules: readonly Rule[], enquiryDay: string) =>
    rulesInForce(rules, { ...member, enquiryDay: on(enquiryDay) }, on('2026-12-31')).map(
      row => `${row.chain[0].rule.id} ${row.during.from}..${row.during.to ?? ''}`,
    )
  // Abolished with the last of them, and not before.
  expect(told([old, next], '2026-11-05')).toEqual(['4 2026-11-05..2026-12-01'])
  expect(told([old, next], '2026-11-10')).toEqual(['40 2026-11-10..2026-12-01'])
  // Another rule, or one that begins later, takes nothing over.
  expect(told([old, { ...next, key: 'other' }], '2026-11-05')).toEqual(['4 2026-11-05..2026-11-10'])
  const later = { ...next, during: span('2026-11-12') }
  expect(told([old, later], '2026-11-05')).toEqual(['4 2026-11-05..2026-11-10'])
})
