import { expect, test } from 'vitest'
import {
  callBetween,
  called,
  contact,
  derive,
  met,
  monthlyMeeting,
  span,
  story,
  told,
  written,
} from './example.fixture.ts'

const both = [monthlyMeeting, callBetween]
const calls = (...args: Parameters<typeof derive>) =>
  derive(...args)
    .filter(deadline => deadline.ruleId === callBetween.id)
    .map(told)

test('the call is due midway between the last meeting and the next due one, three working days to each side', () => {
  const call = derive(both, { contacts: [met('2026-10-20')] }, '2026-10-21').find(row => row.ruleId === 2)
  expect(written(call)).toMatchObject({
    state: 'open',
    anchor: { kind: 'contact', day: '2026-10-20' },
    dueDay: '2026-11-04',
    windowFrom: '2026-10-30',
    windowTo: '2026-11-09',
  })
})

test('before the first meeting, midway counts from entry into the programme', () => {
  const call = derive(both, {}, '2026-10-02').find(row => row.ruleId === 2)
  // The first meeting is due on Friday 30 October; midway is Thursday 15 October.
  expect(written(call)).toMatchObject({ anchor: { kind: 'membership' }, dueDay: '2026-10-15' })
})

test('a midway day that is no working day moves to the working day before', () => {
  // Midway between 5 October and 5 November is 20 October; between 10 October and 10 November it is the 25th.
  expect(calls(both, { contacts: [met('2026-10-10')] }, '2026-10-11')).toEqual(['open 2026-10-23'])
})

test('a call in the window after the midway day is on time, the day after the window is late', () => {
  const contacts = [met('2026-10-20')]
  expect(calls(both, { contacts: [...contacts, called('2026-11-09')] }, '2026-11-12')).toEqual([
    'onTime 2026-11-04 on 2026-11-09',
  ])
  expect(calls(both, { contacts: [...contacts, called('2026-11-10')] }, '2026-11-12')).toEqual([
    'late 2026-11-04 on 2026-11-10',
  ])
})

test('an early call counts: it lies between the meetings', () => {
  expect(calls(both, { contacts: [met('2026-10-20'), called('2026-10-22')] }, '2026-11-12')).toEqual([
    'onTime 2026-11-04 on 2026-10-22',
  ])
})

test('a call on the day of a meeting belongs to the time before it, not to the time after', () => {
  expect(calls(both, { contacts: [called('2026-10-20'), met('2026-10-20')] }, '2026-10-21')).toEqual([
    'onTime 2026-10-15 on 2026-10-20',
    'open 2026-11-04',
  ])
})

test('a held meeting starts both anew', () => {
  const contacts = [met('2026-10-20'), met('2026-10-27')]
  const rows = derive(both, { contacts }, '2026-10-28').filter(row => row.state === 'open')
  expect(rows.map(row => [row.ruleId, row.dueDay.toString()])).toEqual([
    [1, '2026-11-27'],
    [2, '2026-11-11'],
  ])
})

test('a call never replaces a meeting', () => {
  const contacts = [met('2026-10-20'), called('2026-11-04'), called('2026-11-19')]
  const meeting = derive(both, { contacts }, '2026-11-25').filter(row => row.ruleId === 1)
  expect(meeting.map(told).at(-1)).toBe('open 2026-11-20')
})

test('a call that was not due yet when the next meeting was held is owed no more', () => {
  expect(calls(both, { contacts: [met('2026-10-12'), met('2026-10-20')] }, '2026-10-21')).toEqual([
    'open 2026-11-04',
  ])
})

test('a call that was overdue when the next meeting was held is missed', () => {
  expect(calls(both, { contacts: [met('2026-10-12'), met('2026-11-12')] }, '2026-11-13')).toEqual([
    'missed 2026-10-27 on 2026-11-12',
    // Midway to Friday 11 December, since the 12th is a Saturday.
    'open 2026-11-26',
  ])
})

test('while the next meeting is overdue no second call falls due', () => {
  const contacts = [met('2026-10-20'), called('2026-11-04')]
  expect(calls(both, { contacts }, '2027-02-01')).toEqual(['onTime 2026-11-04 on 2026-11-04'])
})

test('an overdue call stays open until somebody is reached', () => {
  const contacts = [met('2026-10-20')]
  expect(calls(both, { contacts }, '2026-11-18')).toEqual(['open 2026-11-04'])
  contacts.push(contact('2026-11-18', 'call', 'unanswered'))
  expect(calls(both, { contacts }, '2026-11-19')).toEqual(['open 2026-11-04'])
})

test('going along is a meeting for the call too, when it is for the rule it is linked to', () => {
  expect(calls(both, { contacts: [contact('2026-10-20', 'accompaniment')] }, '2026-10-21').at(-1)).toBe(
    'open 2026-11-04',
  )
  const onlyMeetings = [{ ...monthlyMeeting, fulfilledBy: ['meeting'] as const }, callBetween]
  expect(calls(onlyMeetings, { contacts: [contact('2026-10-20', 'accompaniment')] }, '2026-10-21')).toEqual([
    'open 2026-10-15',
  ])
})

test('midway follows the interval of the meetings it is linked to, not its own', () => {
  const everyTwoMonths = [
    { ...monthlyMeeting, interval: { unit: 'months', length: 2 } as const },
    callBetween,
  ]
  // Midway between 12 October and 11 December, since the 12th is a Saturday.
  expect(calls(everyTwoMonths, { contacts: [met('2026-10-12')] }, '2026-10-13')).toEqual(['open 2026-11-11'])
})

test('midway follows the rule of meetings that was in force at the last meeting', () => {
  const monthlyUntil2027 = { ...monthlyMeeting, during: span('2017-01-01', '2027-01-01') }
  const fortnightlyAfter = {
    ...monthlyMeeting,
    id: 8,
    during: span('2027-01-01'),
    interval: { unit: 'days', length: 14 } as const,
  }
  for (const linked of [
    [fortnightlyAfter, monthlyUntil2027],
    [monthlyUntil2027, fortnightlyAfter],
  ]) {
    const rules = [...linked, callBetween]
    expect(calls(rules, { contacts: [met('2026-10-20')] }, '2026-10-21').at(-1)).toBe('open 2026-11-04')
    expect(calls(rules, { contacts: [met('2027-01-11')] }, '2027-01-12').at(-1)).toBe('open 2027-01-18')
  }
})

test('without meetings to be linked to, it uses its own interval and any meeting face to face', () => {
  expect(calls(callBetween, { contacts: [met('2026-10-20')] }, '2026-10-21').at(-1)).toBe('open 2026-11-04')
})

test('the window never reaches the next due meeting', () => {
  const weekly = [{ ...monthlyMeeting, interval: { unit: 'days', length: 7 } as const }, callBetween]
  const call = derive(weekly, { contacts: [met('2026-10-20')] }, '2026-10-21').find(
    row => row.state === 'open' && row.ruleId === 2,
  )
  expect(written(call)).toMatchObject({
    dueDay: '2026-10-23',
    windowFrom: '2026-10-20',
    windowTo: '2026-10-26',
  })
})

test('the whole history of a meeting a month and a call in between', () => {
  const contacts = [
    met('2026-10-05'),
    called('2026-10-20'),
    met('2026-11-04'),
    called('2026-11-30'),
    met('2026-12-09'),
  ]
  expect(story(both, { contacts }, '2026-12-10')).toEqual([
    'onTime 2026-10-30 on 2026-10-05',
    'onTime 2026-11-05 on 2026-11-04',
    'late 2026-12-04 on 2026-12-09',
    'open 2027-01-08',
    'onTime 2026-10-20 on 2026-10-20',
    'late 2026-11-19 on 2026-11-30',
    'open 2026-12-23',
  ])
})

test.each([
  ['the other clock', { clock: 'statutory' }],
  ['another programme', { programmeId: 8 }],
  ['a target group of its own', { targetGroup: 'activityReady' }],
] as const)('meetings of %s are not the ones it is linked to', (_name, difference) => {
  const yearly = { ...monthlyMeeting, ...difference, interval: { unit: 'months', length: 12 } } as const
  expect(calls([yearly, callBetween], { contacts: [met('2026-10-20')] }, '2026-10-21').at(-1)).toBe(
    'open 2026-11-04',
  )
})

test('who comes back with a call overdue has that one open, and no second', () => {
  const memberships = [
    { programmeId: 7, during: span('2026-01-05', '2026-03-02') },
    { programmeId: 7, during: span('2026-06-01') },
  ]
  expect(calls(both, { memberships }, '2026-06-02')).toEqual(['open 2026-01-20'])
  expect(calls(both, { memberships, contacts: [called('2026-06-03')] }, '2026-06-04')).toEqual([
    'late 2026-01-20 on 2026-06-03',
  ])
})
