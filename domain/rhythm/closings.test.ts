import { expect, test } from 'vitest'
import { type Closing, houseCalendar } from '#domain/calendar/calendar.ts'
import { deriveDeadlines } from './derive.ts'
import {
  callBetween,
  called,
  firstInterview,
  member,
  met,
  monthlyMeeting,
  newActivity,
  offPlanContact,
  on,
  span,
} from './example.fixture.ts'
import type { RhythmHistory, Rule } from './types.ts'

const summer: Closing[] = [
  { kind: 'house', during: span('2026-07-13', '2026-07-27') },
  { kind: 'school', during: span('2026-06-27', '2026-08-10') },
]

function due(
  rule: Rule,
  history: Partial<RhythmHistory>,
  closings: Closing[] = summer,
  today = '2026-07-01',
): string[] {
  return deriveDeadlines([rule], { ...member, ...history }, on(today), houseCalendar(closings)).map(
    row => `${row.dueDay}, ${row.lastWorkingDay}`,
  )
}

test('a promise that falls in the house closing is due on the last working day before it', () => {
  const history = { memberships: [{ programmeId: 7, during: span('2026-06-15') }] }
  expect(due(monthlyMeeting, history)).toEqual(['2026-07-10, 2026-07-10'])
  expect(due(monthlyMeeting, history, [])).toEqual(['2026-07-15, 2026-07-15'])
})

test('a promise of so many working days does not count those on which the house is closed', () => {
  const rule: Rule = { ...monthlyMeeting, pattern: 'once', interval: { unit: 'workingDays', length: 10 } }
  const history = { memberships: [{ programmeId: 7, during: span('2026-07-01') }] }
  expect(due(rule, history)).toEqual(['2026-07-29, 2026-07-29'])
  expect(due(rule, history, [])).toEqual(['2026-07-15, 2026-07-15'])
})

test('the law does not wait for the house: its day stays, with the last working day before the closing', () => {
  expect(due(firstInterview, { enquiryDay: on('2026-07-09') }, summer, '2026-07-10')).toEqual([
    '2026-07-16, 2026-07-10',
  ])
  const offPlan = [{ known: on('2026-07-10'), during: span('2026-07-10') }]
  expect(
    deriveDeadlines([offPlanContact], { ...member, offPlan }, on('2026-07-10'), houseCalendar(summer)).map(
      row => `${row.dueDay}`,
    ),
  ).toEqual(['2026-07-17'])
})

test('thirty days for a new activity wait for the schools, since the rule says so', () => {
  const history = {
    offPlan: [{ known: on('2026-06-15'), during: span('2026-06-15') }],
    contacts: [called('2026-06-17')],
  }
  // Nine days until the schools close, and 21 from the day on which they open again.
  expect(due(newActivity, history)).toEqual(['2026-08-30, 2026-08-28'])
  expect(due({ ...newActivity, stopsInClosing: false }, history)).toEqual(['2026-07-17, 2026-07-10'])
})

test('contact made while the schools are closed starts the thirty days when they open', () => {
  const history = {
    offPlan: [{ known: on('2026-06-29'), during: span('2026-06-29') }],
    contacts: [called('2026-07-01')],
  }
  expect(due(newActivity, history)).toEqual(['2026-09-08, 2026-09-08'])
})

test('a promise that says so stops in both closings, also where it counts months', () => {
  const rule = { ...monthlyMeeting, stopsInClosing: true }
  const history = { memberships: [{ programmeId: 7, during: span('2026-06-15') }] }
  expect(due(rule, history)).toEqual(['2026-08-28, 2026-08-28'])
})

test('a call in between lies midway to the meeting as the house counts it', () => {
  const history = {
    memberships: [{ programmeId: 7, during: span('2026-06-01') }],
    contacts: [met('2026-06-29')],
  }
  const rows = deriveDeadlines(
    [monthlyMeeting, callBetween],
    { ...member, ...history },
    on('2026-07-01'),
    houseCalendar(summer),
  )
  expect(rows.filter(row => row.state === 'open').map(row => `${row.ruleId} ${row.dueDay}`)).toEqual([
    '1 2026-07-29',
    '2 2026-07-10',
  ])
})

test('closings that overlap are not counted twice', () => {
  const twice: Closing[] = [...summer, { kind: 'school', during: span('2026-07-01', '2026-08-10') }]
  const history = {
    offPlan: [{ known: on('2026-06-15'), during: span('2026-06-15') }],
    contacts: [called('2026-06-17')],
  }
  expect(due(newActivity, history, twice)).toEqual(['2026-08-30, 2026-08-28'])
})
