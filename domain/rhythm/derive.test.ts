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
  span,
  story,
  written,
} from './example.fixture.ts'

const both = [monthlyMeeting, callBetween]
const assessedInJuly = [{ targetGroup: 'activityReady', during: span('2026-07-06') }]

test('both clocks run side by side', () => {
  const history = { assessments: assessedInJuly, contacts: [met('2026-10-20')] }
  const open = derive([monthlyMeeting, everySecondMonth], history, '2026-10-21').filter(
    row => row.state === 'open',
  )
  expect(open.map(row => [row.clock, row.dueDay.toString()])).toEqual([
    ['promise', '2026-11-20'],
    ['statutory', '2026-12-20'],
  ])
})

// Pauses

const illness = [{ during: span('2026-11-16', '2026-12-07'), reason: 'illness' }]

test('what falls due inside a pause is excused, and on return a contact is due within five working days', () => {
  const history = { contacts: [met('2026-10-20')], pauses: illness }
  const rows = derive(monthlyMeeting, history, '2026-12-08')
  expect(written(rows.at(-2))).toMatchObject({ state: 'excused', dueDay: '2026-11-20' })
  expect(written(rows.at(-1))).toMatchObject({
    state: 'open',
    anchor: { kind: 'pauseEnd', day: '2026-12-07' },
    dueDay: '2026-12-14',
  })
})

test('the contact after the return is known while the pause lasts, and before it begins', () => {
  const history = { contacts: [met('2026-10-20')], pauses: illness }
  expect(story(monthlyMeeting, history, '2026-11-20').at(-1)).toBe('open 2026-12-14')
  expect(story(monthlyMeeting, history, '2026-11-10').at(-1)).toBe('open 2026-12-14')
})

test('on return the first contact is due even where its day would have come later', () => {
  const pauses = [{ during: span('2026-10-26', '2026-11-02'), reason: 'holiday' }]
  expect(story(monthlyMeeting, { contacts: [met('2026-10-20')], pauses }, '2026-11-03')).toEqual([
    'onTime 2026-10-30 on 2026-10-20',
    'open 2026-11-09',
  ])
})

test('a contact on the day of the return is that first contact', () => {
  const history = { contacts: [met('2026-10-20'), met('2026-12-07')], pauses: illness }
  expect(story(monthlyMeeting, history, '2026-12-08').slice(-2)).toEqual([
    'onTime 2026-12-14 on 2026-12-07',
    'open 2027-01-07',
  ])
})

test('what was overdue before the pause stays overdue, and nothing is missed for its days', () => {
  const pauses = [{ during: span('2026-11-09', '2027-02-01'), reason: 'prison' }]
  expect(story(monthlyMeeting, { pauses }, '2027-01-15')).toEqual(['open 2026-10-30'])
  expect(story(monthlyMeeting, { pauses, contacts: [met('2026-12-01')] }, '2027-01-15')).toEqual([
    'late 2026-10-30 on 2026-12-01',
    'open 2027-02-08',
  ])
})

test('a pause without an end leaves nothing open', () => {
  const pauses = [{ during: span('2026-10-12'), reason: 'moved' }]
  expect(story(monthlyMeeting, { pauses }, '2027-06-01')).toEqual(['excused 2026-10-30 on 2026-10-30'])
})

test('pauses that touch or overlap are one pause', () => {
  const pauses = [
    { during: span('2026-10-19', '2026-10-26'), reason: 'holiday' },
    { during: span('2026-10-26', '2026-11-02'), reason: 'illness' },
  ]
  expect(story(monthlyMeeting, { pauses }, '2026-11-03')).toEqual([
    'excused 2026-10-30 on 2026-10-30',
    'open 2026-11-09',
  ])
})

test('a pause stops the statutory clock only where the rule says so', () => {
  const history = {
    assessments: assessedInJuly,
    pauses: [{ during: span('2026-08-31', '2026-09-21'), reason: 'illness' }],
  }
  expect(story(everySecondMonth, history, '2026-09-22')).toEqual(['open 2026-09-06'])
  expect(story({ ...everySecondMonth, stopsInPause: true }, history, '2026-09-22')).toEqual([
    'excused 2026-09-06 on 2026-09-06',
    'open 2026-09-28',
  ])
})

test('after a pause the call in between waits for the first meeting', () => {
  const pauses = [{ during: span('2026-10-26', '2026-11-09'), reason: 'holiday' }]
  const calls = (contacts: ReturnType<typeof met>[], today: string) =>
    derive(both, { contacts, pauses }, today)
      .filter(row => row.ruleId === 2)
      .map(row => `${row.state} ${row.dueDay}`)
  expect(calls([met('2026-10-20')], '2026-11-10')).toEqual(['excused 2026-11-04'])
  expect(calls([met('2026-10-20'), met('2026-11-12')], '2026-11-13')).toEqual([
    'excused 2026-11-04',
    'open 2026-11-26',
  ])
})

test('a return that falls into the next pause waits for the return from that', () => {
  const pauses = [
    { during: span('2026-10-12', '2026-11-02'), reason: 'illness' },
    { during: span('2026-11-04', '2026-11-23'), reason: 'holiday' },
  ]
  expect(story(monthlyMeeting, { pauses }, '2026-10-20')).toEqual([
    'excused 2026-10-30 on 2026-10-30',
    'open 2026-11-30',
  ])
})

test('a rule known to end during the pause closes what would have come later on that day, not before', () => {
  const history = {
    memberships: [{ programmeId: 7, during: span('2026-10-01', '2026-11-16') }],
    contacts: [met('2026-10-20')],
    pauses: [{ during: span('2026-10-26', '2026-12-15'), reason: 'prison' }],
  }
  expect(story(monthlyMeeting, history, '2026-11-15')).toEqual(['onTime 2026-10-30 on 2026-10-20'])
  expect(story(monthlyMeeting, history, '2026-11-16')).toEqual([
    'onTime 2026-10-30 on 2026-10-20',
    'excused 2026-11-20 on 2026-11-16',
  ])
})

// Changes

test('an overdue obligation is not wiped out by leaving the programme, and the new rule counts from the change', () => {
  const elsewhere = {
    ...monthlyMeeting,
    id: 9,
    programmeId: 8,
    interval: { unit: 'months', length: 2 },
  } as const
  const memberships = [
    { programmeId: 7, during: span('2026-10-01', '2026-11-09') },
    { programmeId: 8, during: span('2026-11-09') },
  ]
  const rules = [monthlyMeeting, elsewhere]
  expect(story(rules, { memberships }, '2026-12-15')).toEqual(['open 2026-10-30', 'open 2027-01-08'])
  expect(story(rules, { memberships, contacts: [met('2026-12-16')] }, '2026-12-20')).toEqual([
    'late 2026-10-30 on 2026-12-16',
    'onTime 2027-01-08 on 2026-12-16',
    'open 2027-02-16',
  ])
})

test('what was not yet due at the change is closed by it, and excused', () => {
  const memberships = [{ programmeId: 7, during: span('2026-10-01', '2026-10-26') }]
  expect(story(monthlyMeeting, { memberships }, '2026-12-15')).toEqual(['excused 2026-10-30 on 2026-10-26'])
})

test('due on the last day of membership and not met, it is overdue', () => {
  const memberships = [{ programmeId: 7, during: span('2026-10-01', '2026-10-31') }]
  expect(story(monthlyMeeting, { memberships }, '2026-10-31')).toEqual(['open 2026-10-30'])
})

test('a new rule counts from the day it came into force, for those it then applies to', () => {
  const rules = [
    { ...monthlyMeeting, during: span('2017-01-01', '2026-12-01') },
    { ...monthlyMeeting, id: 9, during: span('2026-12-01'), interval: { unit: 'days', length: 14 } } as const,
  ]
  const rows = derive(rules, { contacts: [met('2026-11-12')] }, '2026-12-02')
  expect(written(rows.at(-2))).toMatchObject({ ruleId: 1, state: 'excused', closedDay: '2026-12-01' })
  expect(written(rows.at(-1))).toMatchObject({
    ruleId: 9,
    state: 'open',
    ordinal: 1,
    anchor: { kind: 'ruleChange', day: '2026-12-01' },
    dueDay: '2026-12-15',
  })
})

test('a change of target group keeps the history of the group before it', () => {
  const forGroup = (id: number, targetGroup: string, length: number) =>
    ({ ...everySecondMonth, id, targetGroup, interval: { unit: 'months', length } }) as const
  const assessments = [
    { targetGroup: 'educationReady', during: span('2026-01-05', '2026-06-01') },
    { targetGroup: 'activityReady', during: span('2026-06-01') },
  ]
  const rules = [forGroup(1, 'educationReady', 3), forGroup(2, 'activityReady', 1)]
  const contacts = [met('2026-03-02'), met('2026-06-22')]
  expect(story(rules, { assessments, contacts }, '2026-07-01')).toEqual([
    'onTime 2026-04-05 on 2026-03-02',
    'excused 2026-06-02 on 2026-06-01',
    'onTime 2026-07-01 on 2026-06-22',
    'open 2026-07-22',
  ])
})

test('a re-assessment into the same group restarts nothing', () => {
  const assessments = [
    { targetGroup: 'activityReady', during: span('2026-09-07', '2026-10-05') },
    { targetGroup: 'activityReady', during: span('2026-10-05') },
  ]
  const rule = { ...everySecondMonth, targetGroup: 'activityReady' }
  expect(story(rule, { assessments }, '2026-10-06')).toEqual(['open 2026-11-07'])
})

test('who comes back with an obligation overdue has that one open, and the new one is missed when it passes', () => {
  const memberships = [
    { programmeId: 7, during: span('2026-01-05', '2026-03-02') },
    { programmeId: 7, during: span('2026-06-01') },
  ]
  expect(story(monthlyMeeting, { memberships }, '2026-06-30')).toEqual(['open 2026-02-05'])
  expect(story(monthlyMeeting, { memberships }, '2026-07-02')).toEqual([
    'open 2026-02-05',
    'missed 2026-07-01 on 2026-07-01',
  ])
})

test('closing the case excuses what was not due, and leaves nothing open', () => {
  expect(story(both, { closedFrom: on('2026-10-12') }, '2026-10-12')).toEqual([
    'excused 2026-10-30 on 2026-10-12',
    'excused 2026-10-15 on 2026-10-12',
  ])
})

test('what was overdue when the case was closed is missed', () => {
  const history = { closedFrom: on('2026-11-09'), contacts: [met('2026-11-10')] }
  expect(story(both, history, '2026-11-20')).toEqual([
    'missed 2026-10-30 on 2026-11-09',
    'missed 2026-10-15 on 2026-11-09',
  ])
})

// Attempts

const attemptsOf = (contacts: ReturnType<typeof met>[], today: string, pauses: typeof illness = []) => {
  const open = derive(monthlyMeeting, { contacts, pauses }, today).find(row => row.state === 'open')
  return (
    open && { attempts: open.attempts, retry: open.retryDay?.toString() ?? null, escalated: open.escalated }
  )
}

test('a no-show makes a retry due within three working days', () => {
  expect(attemptsOf([contact('2026-10-09', 'meeting', 'noShow')], '2026-10-12')).toEqual({
    attempts: 1,
    retry: '2026-10-14',
    escalated: false,
  })
})

test('a no-show, a cancelled appointment and an unanswered call are attempts; the third the leader sees', () => {
  const contacts = [
    contact('2026-10-09', 'meeting', 'noShow'),
    contact('2026-10-14', 'call', 'unanswered'),
    contact('2026-10-19', 'meeting', 'cancelled'),
  ]
  expect(attemptsOf(contacts, '2026-10-15')).toEqual({ attempts: 2, retry: '2026-10-19', escalated: false })
  expect(attemptsOf(contacts, '2026-10-19')).toEqual({ attempts: 3, retry: '2026-10-22', escalated: true })
})

test('being reached by phone ends the row of attempts, though it is no meeting', () => {
  const contacts = [contact('2026-10-09', 'meeting', 'noShow'), called('2026-10-12')]
  expect(attemptsOf(contacts, '2026-10-13')).toEqual({ attempts: 0, retry: null, escalated: false })
})

test('what was reached after several attempts says how many it took', () => {
  const contacts = [
    contact('2026-10-09', 'meeting', 'noShow'),
    contact('2026-10-12', 'call', 'unanswered'),
    met('2026-10-12'),
  ]
  expect(written(derive(monthlyMeeting, { contacts }, '2026-10-13')[0])).toMatchObject({
    state: 'onTime',
    attempts: 2,
    retryDay: null,
    escalated: false,
  })
  expect(attemptsOf(contacts, '2026-10-13')).toEqual({ attempts: 0, retry: null, escalated: false })
})

test('a letter or text is an attempt while nobody has been met', () => {
  expect(attemptsOf([contact('2026-10-05', 'letter')], '2026-10-06')?.attempts).toBe(1)
  expect(attemptsOf([contact('2026-10-05', 'text')], '2026-10-06')?.attempts).toBe(1)
})

test('a text between meetings is an ordinary message until the window opens or an attempt has failed', () => {
  const afterMeeting = (...more: ReturnType<typeof met>[]) =>
    attemptsOf([met('2026-10-20'), ...more], '2026-11-18')?.attempts
  expect(afterMeeting(contact('2026-10-22', 'text'))).toBe(0)
  expect(afterMeeting(contact('2026-11-12', 'text'))).toBe(0)
  expect(afterMeeting(contact('2026-11-13', 'text'))).toBe(1)
  expect(afterMeeting(contact('2026-10-22', 'call', 'unanswered'), contact('2026-10-23', 'text'))).toBe(2)
})

test('attempts before the last meeting do not count against the next', () => {
  expect(
    attemptsOf([contact('2026-10-09', 'meeting', 'noShow'), met('2026-10-13')], '2026-10-14')?.attempts,
  ).toBe(0)
})

test('a retry that would fall into a pause waits for the return', () => {
  const noShow = [met('2026-10-20'), contact('2026-11-12', 'meeting', 'noShow')]
  // Without the pause it would be 17 November.
  expect(attemptsOf(noShow, '2026-11-13', [])?.retry).toBe('2026-11-17')
  const overdue = [contact('2026-11-12', 'meeting', 'noShow')]
  expect(attemptsOf(overdue, '2026-11-13', illness)?.retry).toBe('2026-12-14')
})

test('called in vain and then met on the same day, in whatever order it was registered', () => {
  const contacts = [met('2026-10-12'), contact('2026-10-12', 'call', 'unanswered')]
  expect(written(derive(monthlyMeeting, { contacts }, '2026-10-13')[0])).toMatchObject({ attempts: 1 })
})
