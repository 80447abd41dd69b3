import { expect, test } from 'vitest'
import {
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

test('before the first contact, a month counts from the event that started it', () => {
  const [deadline] = derive(monthlyMeeting, {}, '2026-10-05')
  expect(written(deadline)).toMatchObject({ state: 'open', ordinal: 1, clock: 'promise', ruleId: 1 })
  expect(deadline?.anchor).toEqual({ kind: 'membership', day: on('2026-10-01') })
  // 1 November 2026 is a Sunday: a promise moves to the working day before.
  expect(deadline?.dueDay).toEqual(on('2026-10-30'))
})

test('after a contact, a month counts from that contact', () => {
  const contacts = [met('2026-10-20')]
  const deadlines = derive(monthlyMeeting, { contacts }, '2026-10-21')
  expect(deadlines).toHaveLength(2)
  expect(written(deadlines[0])).toMatchObject({ state: 'onTime', fulfilledBy: contacts[0]?.id })
  expect(written(deadlines[1])).toMatchObject({
    state: 'open',
    anchor: { kind: 'contact', day: '2026-10-20' },
  })
  expect(deadlines[1]?.dueDay).toEqual(on('2026-11-20'))
})

test('a month after 31 January is 28 February, and two months are 31 March again', () => {
  const history = { memberships: [{ programmeId: 7, during: span('2023-01-31') }] }
  expect(story(monthlyMeeting, history, '2023-02-01')).toEqual(['open 2023-02-28'])
  expect(story(monthlyMeeting, history, '2023-04-20')).toEqual([
    'open 2023-02-28',
    'missed 2023-03-31 on 2023-03-31',
  ])
})

test('fulfilled on the due day is on time, the day after is late', () => {
  expect(story(monthlyMeeting, { contacts: [met('2026-10-30')] }, '2026-11-02')[0]).toBe(
    'onTime 2026-10-30 on 2026-10-30',
  )
  expect(story(monthlyMeeting, { contacts: [met('2026-10-31')] }, '2026-11-02')[0]).toBe(
    'late 2026-10-30 on 2026-10-31',
  )
})

test('on its due day an obligation is not yet overdue, and stays one open obligation afterwards', () => {
  expect(story(monthlyMeeting, {}, '2026-10-30')).toEqual(['open 2026-10-30'])
  expect(story(monthlyMeeting, {}, '2026-11-15')).toEqual(['open 2026-10-30'])
})

test('somebody not met for half a year under a monthly promise has missed several obligations', () => {
  const history = {
    memberships: [{ programmeId: 7, during: span('2026-01-01') }],
    contacts: [met('2026-06-15')],
  }
  expect(story(monthlyMeeting, history, '2026-06-16')).toEqual([
    'late 2026-01-30 on 2026-06-15',
    'missed 2026-02-27 on 2026-02-27',
    'missed 2026-04-01 on 2026-04-01',
    'missed 2026-05-01 on 2026-05-01',
    'missed 2026-06-01 on 2026-06-01',
    'open 2026-07-15',
  ])
})

test('further intervals are missed while nobody is met, and the first obligation stays the one that is open', () => {
  expect(story(monthlyMeeting, {}, '2026-12-02')).toEqual([
    'open 2026-10-30',
    'missed 2026-12-01 on 2026-12-01',
  ])
  expect(story(monthlyMeeting, {}, '2026-12-01')).toEqual(['open 2026-10-30'])
})

test('a meeting on the day of a further due day makes the first one late, and none missed', () => {
  expect(story(monthlyMeeting, { contacts: [met('2026-12-01')] }, '2026-12-02')).toEqual([
    'late 2026-10-30 on 2026-12-01',
    'open 2026-12-30',
  ])
})

test('going along counts where the rule says so', () => {
  const contacts = [contact('2026-10-12', 'accompaniment')]
  expect(story(monthlyMeeting, { contacts }, '2026-10-13')).toHaveLength(2)
  const assessed = { assessments: [{ targetGroup: 'activityReady', during: span('2026-10-01') }] }
  expect(story(everySecondMonth, { ...assessed, contacts }, '2026-10-13')).toEqual(['open 2026-12-01'])
})

test.each([
  ['a call', called('2026-10-12')],
  ['a no-show', contact('2026-10-12', 'meeting', 'noShow')],
  ['a cancelled appointment', contact('2026-10-12', 'meeting', 'cancelled')],
  ['an unanswered call', contact('2026-10-12', 'call', 'unanswered')],
  ['a letter', contact('2026-10-12', 'letter')],
  ['a text', contact('2026-10-12', 'text')],
])('%s never replaces a meeting', (_name, event) => {
  expect(story(monthlyMeeting, { contacts: [event] }, '2026-10-13')).toEqual(['open 2026-10-30'])
})

test('a text counts where the rule says that it does', () => {
  const byText = { ...monthlyMeeting, fulfilledBy: ['meeting', 'text'] as const }
  expect(story(byText, { contacts: [contact('2026-10-12', 'text')] }, '2026-10-13')[0]).toBe(
    'onTime 2026-10-30 on 2026-10-12',
  )
})

test('two meetings on one day fulfil one obligation', () => {
  const contacts = [met('2026-10-12'), met('2026-10-12')]
  expect(story(monthlyMeeting, { contacts }, '2026-10-13')).toEqual([
    'onTime 2026-10-30 on 2026-10-12',
    'open 2026-11-12',
  ])
})

test('a meeting on the day that the clock starts is what it counts from, and fulfils nothing', () => {
  const [deadline, ...others] = derive(monthlyMeeting, { contacts: [met('2026-10-01')] }, '2026-10-02')
  expect(others).toEqual([])
  expect(written(deadline)).toMatchObject({
    state: 'open',
    anchor: { kind: 'contact' },
    dueDay: '2026-10-30',
  })
})

test('a contact that lies ahead does not count yet', () => {
  expect(story(monthlyMeeting, { contacts: [met('2026-10-12')] }, '2026-10-11')).toEqual(['open 2026-10-30'])
})

test('a statutory day stays on a holiday, with the last working day before it', () => {
  // Assessed on 24 October: due on Christmas Eve; the 23rd is a Wednesday.
  const history = { assessments: [{ targetGroup: 'educationReady', during: span('2026-10-24') }] }
  const [deadline] = derive(everySecondMonth, history, '2026-11-01')
  expect(written(deadline)).toMatchObject({ dueDay: '2026-12-24', lastWorkingDay: '2026-12-23' })
  const [promised] = derive({ ...everySecondMonth, nonWorkingDays: 'dayBefore' }, history, '2026-11-01')
  expect(written(promised)).toMatchObject({ dueDay: '2026-12-23', lastWorkingDay: '2026-12-23' })
})

test('the window is the working days before the due day, and ends on it', () => {
  const [, deadline] = derive(monthlyMeeting, { contacts: [met('2026-10-20')] }, '2026-10-21')
  expect(written(deadline)).toMatchObject({ windowFrom: '2026-11-13', windowTo: '2026-11-20' })
})

test('a very short promise over a weekend is due on the next working day, never on its own anchor', () => {
  const everyOtherDay = { ...monthlyMeeting, interval: { unit: 'days', length: 2 } as const }
  const history = { contacts: [met('2026-10-02'), met('2026-10-05')] }
  expect(story(everyOtherDay, history, '2026-10-06').slice(1)).toEqual([
    'onTime 2026-10-05 on 2026-10-05',
    'open 2026-10-07',
  ])
})
