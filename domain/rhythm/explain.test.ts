import { expect, test } from 'vitest'
import {
  callBetween,
  contact,
  derive,
  everySecondMonth,
  finalAssessment,
  firstInterview,
  fourInHalfYear,
  met,
  monthlyMeeting,
  newActivity,
  on,
  orderStep,
  span,
  written,
} from './example.fixture.ts'
import { deedOf, explainDeadline } from './explain.ts'
import type { RhythmHistory, Rule } from './types.ts'

/** Explains the last obligation of `rule`. */
function explain(rule: Rule, history: Partial<RhythmHistory>, today: string) {
  const deadline = derive([...new Set([monthlyMeeting, rule])], history, today).findLast(
    ({ ruleId }) => ruleId === rule.id,
  )
  if (!deadline) throw new Error('nothing to explain')
  return explainDeadline(deadline, rule, on(today))
}

test('says rule, source, what it counts from and until when', () => {
  expect(explain(monthlyMeeting, { contacts: [met('2026-10-20')] }, '2026-11-10')).toEqual({
    ruleName: 'Møde hver måned',
    clock: 'promise',
    status: 'local',
    source: 'Serviceløfte i "Mod til uddannelse"',
    since: { what: 'met', day: on('2026-10-20') },
    standing: 'ahead',
    latest: on('2026-11-20'),
    daysOver: 0,
    closedDay: null,
    deed: null,
    isSet: false,
    window: null,
    lastWorkingDay: null,
    progress: null,
    attempts: null,
  })
})

test('overdue says by how many days', () => {
  const contacts = [met('2026-10-20')]
  expect(written(explain(monthlyMeeting, { contacts }, '2026-11-20'))).toMatchObject({
    standing: 'today',
    daysOver: 0,
  })
  expect(written(explain(monthlyMeeting, { contacts }, '2026-11-24'))).toMatchObject({
    standing: 'passed',
    daysOver: 4,
  })
})

test('a call in between counts from a meeting and says its window', () => {
  expect(written(explain(callBetween, { contacts: [met('2026-10-20')] }, '2026-10-21'))).toMatchObject({
    since: { what: 'met', day: '2026-10-20' },
    window: { from: '2026-10-30', to: '2026-11-09' },
    latest: '2026-11-09',
  })
})

test('a rule that calls fulfil counts from when they last spoke', () => {
  const weekly = { ...monthlyMeeting, id: 9, fulfilledBy: ['meeting', 'call'] } as const
  expect(explain(weekly, { contacts: [contact('2026-10-20', 'call')] }, '2026-10-21').since.what).toBe(
    'spoken',
  )
})

test('a statutory day on a holiday says the last working day before it', () => {
  const history = { enquiryDay: on('2026-12-17') }
  expect(written(explain(firstInterview, history, '2026-12-18'))).toMatchObject({
    latest: '2026-12-24',
    lastWorkingDay: '2026-12-23',
    since: { what: 'enquiry', day: '2026-12-17' },
  })
})

test('what is not verified says so', () => {
  const assessments = [{ targetGroup: 'activityReady', during: span('2026-09-20') }]
  expect(explain(everySecondMonth, { assessments }, '2026-10-01').status).toBe('unverified')
})

test('four in half a year: the pace, and what it takes once the pace is lost', () => {
  const history = { enquiryDay: on('2024-03-04'), contacts: [met('2024-03-08')] }
  expect(explain(fourInHalfYear, history, '2024-05-01').progress).toEqual({
    held: 1,
    of: 4,
    targetDay: on('2024-06-04'),
    neededEveryDays: null,
  })
  // From 6 August there are 29 days left for three more.
  expect(explain(fourInHalfYear, history, '2024-08-06').progress?.neededEveryDays).toBe(9)
})

test('once there are fewer days left than interviews missing, it can no longer be mended', () => {
  const history = { enquiryDay: on('2024-03-04'), contacts: [met('2024-03-08')] }
  expect(explain(fourInHalfYear, history, '2024-09-01').progress?.neededEveryDays).toBe(1)
  expect(explain(fourInHalfYear, history, '2024-09-02').progress?.neededEveryDays).toBeNull()
})

test('attempts are said with the day of the retry', () => {
  const contacts = [met('2026-10-20'), contact('2026-11-16', 'meeting', 'noShow')]
  expect(explain(monthlyMeeting, { contacts }, '2026-11-17').attempts).toEqual({
    count: 1,
    retryDay: on('2026-11-19'),
    escalated: false,
  })
})

test.each([
  ['onTime', [met('2026-10-20')], '2026-10-20'],
  ['late', [met('2026-11-05')], '2026-11-05'],
] as const)('a closed one says how it ended: %s', (state, contacts, closed) => {
  const [deadline] = derive(monthlyMeeting, { contacts }, '2026-11-10')
  const explanation = deadline && explainDeadline(deadline, monthlyMeeting, on('2026-11-10'))
  expect(written(explanation)).toMatchObject({ standing: state, closedDay: closed, daysOver: 0 })
})

test('what no contact keeps names the deed; what either keeps is a contact', () => {
  expect([monthlyMeeting, finalAssessment, newActivity, orderStep].map(deedOf)).toEqual([
    null,
    'finalAssessment',
    'activity',
    'orderStep',
  ])
  expect(deedOf({ fulfilledBy: ['meeting', 'activity'] })).toBeNull()
})

test('an offer to somebody off plan counts from the first conversation, a step from its beginning', () => {
  const offPlan = [{ known: on('2026-11-03'), during: span('2026-11-01') }]
  const history = { memberships: [], offPlan, contacts: [met('2026-11-05')] }
  expect(explain(newActivity, history, '2026-11-10').since).toEqual({
    what: 'offPlanContact',
    day: on('2026-11-05'),
  })
  const orderSteps = [{ during: span('2026-11-02'), dueDay: on('2026-11-20') }]
  expect(written(explain(orderStep, { orderSteps }, '2026-11-21'))).toMatchObject({
    since: { what: 'orderStep', day: '2026-11-02' },
    isSet: true,
    standing: 'passed',
    daysOver: 1,
  })
})
