import { expect, test } from 'vitest'
import {
  callBetween,
  called,
  contact,
  derive,
  everySecondMonth,
  met,
  monthlyMeeting,
  on,
  story,
  told,
  written,
} from './example.fixture.ts'
import type { Deadline, RhythmHistory, Rule } from './types.ts'

/** The rule as it was, and as it is from the day on. */
function changed(rule: Rule, day: string, change: Partial<Rule>): Rule[] {
  const keyed = { ...rule, key: rule.name }
  return [
    { ...keyed, during: { from: rule.during.from, to: on(day) } },
    { ...keyed, id: rule.id + 50, during: { from: on(day), to: rule.during.to }, ...change },
  ]
}

const weekly = { interval: { unit: 'days', length: 7 } } as const
const everySixWeeks = { interval: { unit: 'days', length: 42 } } as const
const open = (rows: readonly Deadline[]) =>
  rows
    .filter(({ state }) => state === 'open')
    .map(row => `${row.ruleId}/${row.ordinal} ${row.dueDay} from ${row.anchor.kind} ${row.anchor.day}`)

test('a longer interval counts from the last meeting, and so gives whoever was met the day before no more than it', () => {
  const rules = changed(monthlyMeeting, '2026-11-18', everySixWeeks)
  const history = { contacts: [met('2026-11-17')] }
  expect(open(derive(rules, history, '2026-11-17'))).toEqual(['1/2 2026-12-17 from contact 2026-11-17'])
  expect(open(derive(rules, history, '2026-11-18'))).toEqual(['51/2 2026-12-29 from contact 2026-11-17'])
})

test.each([
  ['counts from the last meeting', '2026-11-16', '51/2 2026-11-23 from contact 2026-11-16'],
  ['is due on the very day of the change', '2026-11-11', '51/2 2026-11-18 from contact 2026-11-11'],
  [
    'would be late: one interval after the change',
    '2026-11-09',
    '51/2 2026-11-25 from ruleChange 2026-11-18',
  ],
  ['would be late: the old day, which is earlier', '2026-10-19', '51/2 2026-11-19 from contact 2026-10-19'],
  ['was overdue: the old day and row', '2026-10-12', '1/2 2026-11-12 from contact 2026-10-12'],
])('a shorter interval, where it %s', (_which, last, due) => {
  const rules = changed(monthlyMeeting, '2026-11-18', weekly)
  expect(open(derive(rules, { contacts: [met(last)] }, '2026-11-18'))).toEqual([due])
})

test('what was overdue by the old row is late when it is kept, and what passes meanwhile is missed by the new', () => {
  const rules = changed(monthlyMeeting, '2026-11-18', weekly)
  const history = { contacts: [met('2026-10-12'), met('2026-12-02')] }
  const rows = derive(rules, history, '2026-12-03')
  expect(rows.map(row => `${row.ruleId}/${row.ordinal} ${told(row)}`)).toEqual([
    '1/1 onTime 2026-10-30 on 2026-10-12',
    '1/2 late 2026-11-12 on 2026-12-02',
    '51/3 missed 2026-11-23 on 2026-11-23',
    '51/4 missed 2026-11-30 on 2026-11-30',
    '51/5 open 2026-12-09',
  ])
})

test('after the old day has passed the next intervals are the new row’s', () => {
  const rules = changed(monthlyMeeting, '2026-11-18', weekly)
  expect(story(rules, { contacts: [met('2026-10-19')] }, '2026-12-02').slice(1)).toEqual([
    'open 2026-11-19',
    'missed 2026-11-26 on 2026-11-26',
  ])
})

test('met on the day of the change, what was moved by it is kept', () => {
  const rules = changed(monthlyMeeting, '2026-11-18', weekly)
  expect(story(rules, { contacts: [met('2026-11-09'), met('2026-11-18')] }, '2026-11-18').slice(1)).toEqual([
    'onTime 2026-11-25 on 2026-11-18',
    'open 2026-11-25',
  ])
})

test('other names, sources and days of trying again move nothing, and are seen where they are shown', () => {
  const rules = changed(monthlyMeeting, '2026-11-18', {
    name: 'Månedsmøde',
    source: 'Udvalget',
    status: 'unverified',
    retryWorkingDays: 1,
    escalateAfter: 1,
  })
  const tried = contact('2026-11-17', 'call', 'unanswered')
  const again = contact('2026-11-19', 'call', 'unanswered')
  const history = { contacts: [met('2026-11-02'), tried] }
  const shown = (more: Partial<RhythmHistory>, today: string) =>
    written(
      derive(rules, { ...history, ...more }, today)
        .filter(({ state }) => state === 'open')
        .map(({ ruleId, ordinal, dueDay, retryDay, escalated }) => ({
          ruleId,
          ordinal,
          dueDay,
          retryDay,
          escalated,
        })),
    )
  // The attempt before the change is followed by the old row's days, and the one after it by the new row's.
  const before = { ordinal: 2, dueDay: '2026-12-02', retryDay: '2026-11-20', escalated: false }
  expect(shown({}, '2026-11-17')).toEqual([{ ruleId: 1, ...before }])
  expect(shown({}, '2026-11-18')).toEqual([{ ruleId: 51, ...before }])
  expect(shown({ contacts: [...history.contacts, again] }, '2026-11-19')).toEqual([
    { ruleId: 51, ...before, retryDay: '2026-11-20', escalated: true },
  ])
})

test('a contact is judged by the row of its day; what was overdue is kept by what would have kept it', () => {
  const rules = changed(monthlyMeeting, '2026-11-18', { fulfilledBy: ['call'] })
  expect(
    story(rules, { contacts: [met('2026-11-02'), called('2026-11-05')] }, '2026-11-18').slice(1),
  ).toEqual(['open 2026-12-02'])
  const overdue = [met('2026-10-12')]
  for (const one of [met('2026-11-19'), called('2026-11-19')]) {
    expect(story(rules, { contacts: [...overdue, one] }, '2026-11-20').slice(1)).toEqual([
      'late 2026-11-12 on 2026-11-19',
      'open 2026-12-18',
    ])
  }
  // Nothing was overdue, so that a meeting is no call.
  expect(story(rules, { contacts: [met('2026-11-02'), met('2026-11-19')] }, '2026-11-20').slice(1)).toEqual([
    'open 2026-12-02',
  ])
})

test('a gap between the rows, another key or another pattern makes it another rule, which counts from its own day', () => {
  const [old, next] = changed(monthlyMeeting, '2026-11-18', everySixWeeks)
  if (!old || !next) throw new Error('two rows')
  const history = { contacts: [met('2026-11-12')] }
  const dueBy = (rule: Rule) => open(derive([old, rule], history, '2026-11-20'))
  const anew = '51/1 2026-12-30 from ruleChange 2026-11-18'
  expect(dueBy({ ...next, key: 'other' })).toEqual([anew])
  expect(dueBy({ ...next, during: { from: on('2026-11-19'), to: null } })).toEqual([
    '51/1 2026-12-30 from ruleChange 2026-11-19',
  ])
  expect(dueBy({ ...next, pattern: 'once' })).toEqual([])
})

test('who does not come under the new row is let go, and who comes under it first begins with it', () => {
  const [old, next] = changed({ ...everySecondMonth, targetGroup: 'activityReady' }, '2026-11-18', {
    targetGroup: 'educationReady',
  })
  if (!old || !next) throw new Error('two rows')
  const inGroup = (targetGroup: string) => ({
    assessments: [{ targetGroup, during: { from: on('2026-10-01'), to: null } }],
  })
  expect(story([old, next], inGroup('activityReady'), '2026-11-18')).toEqual([
    'excused 2026-12-01 on 2026-11-18',
  ])
  expect(open(derive([old, next], inGroup('educationReady'), '2026-11-18'))).toEqual([
    '53/1 2027-01-18 from ruleChange 2026-11-18',
  ])
})

test('the return from a pause over the change is due by the new row', () => {
  const rules = changed(monthlyMeeting, '2026-11-18', { returnWorkingDays: 2 })
  const pauses = [{ during: { from: on('2026-11-09'), to: on('2026-11-23') }, reason: 'illness' }]
  const history = { contacts: [met('2026-11-02')], pauses }
  expect(open(derive(rules, history, '2026-11-17'))).toEqual(['1/2 2026-11-30 from pauseEnd 2026-11-23'])
  expect(open(derive(rules, history, '2026-11-18'))).toEqual(['51/2 2026-11-25 from pauseEnd 2026-11-23'])
})

test('a row that no pause stops lets the clock run from its day, and one that does stops it', () => {
  const pauses = [{ during: { from: on('2026-11-09'), to: on('2027-02-01') }, reason: 'illness' }]
  const history = { contacts: [met('2026-11-02')], pauses }
  const runs = changed(monthlyMeeting, '2026-11-18', { stopsInPause: false })
  expect(open(derive(runs, history, '2026-11-18'))).toEqual(['51/2 2026-11-25 from pauseEnd 2026-11-18'])
  const stops = changed({ ...monthlyMeeting, stopsInPause: false }, '2026-11-18', { stopsInPause: true })
  expect(story(stops, history, '2026-11-18').slice(1)).toEqual([
    'excused 2026-12-02 on 2026-12-02',
    'open 2027-02-08',
  ])
})

test('the call in between moves with the meetings that it lies between, and is not late by it', () => {
  const meetings = changed(monthlyMeeting, '2026-11-18', { interval: { unit: 'days', length: 14 } })
  const calls = (last: string, today = '2026-11-18') =>
    open(derive([...meetings, callBetween], { contacts: [met(last)] }, today)).filter(row =>
      row.startsWith('2/'),
    )
  expect(calls('2026-11-17', '2026-11-17')).toEqual(['2/2 2026-12-02 from contact 2026-11-17'])
  expect(calls('2026-11-17')).toEqual(['2/2 2026-11-24 from contact 2026-11-17'])
  // A week after that meeting has passed: the old day, or half of the new time after the change, whichever is first.
  expect(calls('2026-11-09')).toEqual(['2/2 2026-11-24 from contact 2026-11-09'])
  expect(calls('2026-11-10')).toEqual(['2/2 2026-11-25 from contact 2026-11-10'])
})

test('what keeps a meeting from a day on makes no earlier contact one', () => {
  const meetings = changed({ ...monthlyMeeting, fulfilledBy: ['meeting'] }, '2026-11-18', {
    fulfilledBy: ['meeting', 'accompaniment'],
  })
  const contacts = [met('2026-10-05'), contact('2026-10-12', 'accompaniment'), called('2026-10-20')]
  const rows = (today: string) => written(derive([...meetings, callBetween], { contacts }, today))
  expect(rows('2026-11-17')).toEqual(
    written(
      derive([{ ...monthlyMeeting, fulfilledBy: ['meeting'] }, callBetween], { contacts }, '2026-11-17'),
    ),
  )
  const calls = derive([...meetings, callBetween], { contacts }, '2026-11-18').filter(row => row.ruleId === 2)
  expect(calls.map(told)).toEqual(['onTime 2026-10-20 on 2026-10-20'])
})
