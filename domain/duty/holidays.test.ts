import { describe, expect, test } from 'vitest'
import { houseCalendar } from '#domain/calendar/calendar.ts'
import { deriveDeadlines } from '#domain/rhythm/derive.ts'
import { statutoryRules } from '#domain/rhythm/templates/statutory.ts'
import type { Contact, Rule } from '#domain/rhythm/types.ts'
import { daysOfNewActivity } from './deeds.ts'
import { activity, rules as dutyRules, history, on, span } from './example.fixture.ts'
import { offPlanPeriods } from './off-plan.ts'

/** The law's two rules as they ship. */
const rules: Rule[] = statutoryRules.flatMap(({ programme, ...rule }, at) =>
  rule.anchor.startsWith('offPlan') ? [{ ...rule, id: at + 1, programmeId: null }] : [],
)

/** Schools are closed in weeks 28-30, and the house too. */
const summer = span('2027-07-12', '2027-08-02')
const calendar = houseCalendar([
  { kind: 'school', during: summer },
  { kind: 'house', during: summer },
])

/** What is owed to somebody of 16 whose school told on a day, as of a later one. */
function owed(told: string, today: string, more: { talk?: string; begins?: string; born?: string } = {}) {
  const ended = on(told).subtract({ days: 2 }).toString()
  const activities = [
    activity('education', '2023-01-01', ended, { noticeDay: on(told) }),
    ...(more.begins === undefined ? [] : [activity('fgu', more.begins)]),
  ]
  const contacts: Contact[] =
    more.talk === undefined ? [] : [{ id: 1, day: on(more.talk), kind: 'call', outcome: 'held' }]
  const facts = history({
    birthDate: on(more.born ?? '2010-09-01'),
    activities,
    caseOpen: span('2023-01-01'),
    closings: [summer],
    today: on(today),
  })
  const deadlines = deriveDeadlines(
    rules,
    {
      enquiryDay: null,
      assessments: [],
      memberships: [],
      pauses: [],
      contacts,
      deeds: daysOfNewActivity(activities, dutyRules).map(day => ({ kind: 'activity', day })),
      offPlan: offPlanPeriods(facts, dutyRules, calendar.law),
      orderSteps: [],
      closedFrom: null,
    },
    on(today),
    calendar,
  )
  return deadlines.map(
    ({ ruleId, state, dueDay }) =>
      `${rules.find(({ id }) => id === ruleId)?.anchor} ${dueDay.toString()} ${state}`,
  )
}

test('both rules ship, and the law is where they come from', () => {
  expect(rules.map(({ anchor, status }) => `${anchor} ${status}`)).toEqual([
    'offPlan law',
    'offPlanContact law',
  ])
})

describe('five working days', () => {
  test('over Christmas and New Year', () => {
    // 21-23 and 28-29 December; the offices are closed on the 24th and the 31st.
    expect(owed('2026-12-18', '2026-12-18')).toEqual(['offPlan 2026-12-29 open'])
    // 29 and 30 December, then 4, 5 and 6 January.
    expect(owed('2026-12-28', '2026-12-28')).toEqual(['offPlan 2027-01-06 open'])
  })

  test('over Easter', () => {
    // Maundy Thursday 25 to Easter Monday 29 March 2027: Tue 23, Wed 24, Tue 30, Wed 31, Thu 1 April.
    expect(owed('2027-03-22', '2027-03-22')).toEqual(['offPlan 2027-04-01 open'])
  })

  test('over Great Prayer Day until 2023, and through it since', () => {
    // Friday 5 May 2023 was the last one; Friday 26 April 2024 is a working day.
    expect(owed('2023-05-04', '2023-05-04', { born: '2007-01-01' })).toEqual(['offPlan 2023-05-12 open'])
    expect(owed('2024-04-25', '2024-04-25', { born: '2008-01-01' })).toEqual(['offPlan 2024-05-02 open'])
  })

  test('over Pentecost, told on the Friday before', () => {
    // Whit Monday is 17 May 2027: Tue 18 to Mon 24.
    expect(owed('2027-05-14', '2027-05-14')).toEqual(['offPlan 2027-05-24 open'])
  })

  test('the law’s days run through the summer closing of house and schools', () => {
    expect(owed('2027-07-14', '2027-07-14')).toEqual(['offPlan 2027-07-21 open'])
  })
})

describe('thirty calendar days', () => {
  test('from the first conversation, and kept by what begins', () => {
    const kept = { talk: '2026-12-29', begins: '2027-01-11' }
    expect(owed('2026-12-18', '2026-12-30', { talk: '2026-12-29' })).toEqual([
      'offPlan 2026-12-29 onTime',
      'offPlanContact 2027-01-28 open',
    ])
    expect(owed('2026-12-18', '2027-02-01', kept)).toEqual([
      'offPlan 2026-12-29 onTime',
      'offPlanContact 2027-01-28 onTime',
    ])
  })

  test('one day late is late', () => {
    const late = { talk: '2026-12-30', begins: '2027-01-30' }
    expect(owed('2026-12-18', '2027-02-01', late)).toEqual([
      'offPlan 2026-12-29 late',
      'offPlanContact 2027-01-29 late',
    ])
  })
})
