import { expect, test } from 'vitest'
import {
  called,
  contact,
  derive,
  met,
  newActivity,
  offPlanContact,
  on,
  span,
  story,
  written,
} from './example.fixture.ts'
import type { Deed, RhythmHistory } from './types.ts'

/** Left school on Friday 23 October 2026; the municipality learnt it on Tuesday 3 November. */
const droppedOut = { memberships: [], offPlan: [{ known: on('2026-11-03'), during: span('2026-10-24') }] }
const rules = [offPlanContact, newActivity]
const began = (day: string): Deed[] => [{ kind: 'activity', day: on(day) }]
const until = (end: string): Partial<RhythmHistory> => ({
  ...droppedOut,
  offPlan: [{ known: on('2026-11-03'), during: span('2026-10-24', end) }],
})

test('contact is due five working days after the municipality learnt it', () => {
  const [row] = derive(rules, droppedOut, '2026-11-03')
  expect(written(row)).toMatchObject({
    state: 'open',
    anchor: { kind: 'offPlan', day: '2026-11-03' },
    dueDay: '2026-11-10',
  })
})

test.each([
  ['Christmas', '2026-12-22', '2027-01-04'],
  ['Easter', '2026-03-31', '2026-04-10'],
])('five working days over %s', (_name, known, due) => {
  const history = { ...droppedOut, offPlan: [{ known: on(known), during: span(known) }] }
  expect(story(offPlanContact, history, known)).toEqual([`open ${due}`])
})

test('a talk before the municipality knew does not count, nor one that was not reached', () => {
  const contacts = [met('2026-10-30'), contact('2026-11-04', 'call', 'unanswered')]
  const [row] = derive(rules, { ...droppedOut, contacts }, '2026-11-05')
  expect(written(row)).toMatchObject({ state: 'open', attempts: 1, retryDay: '2026-11-09' })
})

test('the first talk starts the thirty days, and later ones do not start them anew', () => {
  const contacts = [called('2026-11-05'), met('2026-11-20')]
  expect(story(rules, { ...droppedOut, contacts }, '2026-11-25')).toEqual([
    'onTime 2026-11-10 on 2026-11-05',
    'open 2026-12-05',
  ])
})

test.each([
  ['within thirty days', '2026-12-01', 'onTime 2026-12-05 on 2026-12-01'],
  ['on the thirtieth day', '2026-12-05', 'onTime 2026-12-05 on 2026-12-05'],
  ['later', '2026-12-14', 'late 2026-12-05 on 2026-12-14'],
])('a new activity %s', (_name, day, row) => {
  const history = { ...until(day), contacts: [called('2026-11-05')], deeds: began(day) }
  expect(story(newActivity, history, '2027-01-10')).toEqual([row])
})

test('an activity that is agreed for later leaves the clock running until it begins', () => {
  const history = { ...until('2026-12-01'), contacts: [called('2026-11-05')], deeds: began('2026-12-01') }
  expect(story(newActivity, history, '2026-11-20')).toEqual(['open 2026-12-05'])
})

test('begun again before anybody called: the contact is owed no more', () => {
  expect(story(rules, { ...until('2026-11-09'), deeds: began('2026-11-09') }, '2026-11-20')).toEqual([
    'excused 2026-11-10 on 2026-11-09',
  ])
})

test('an overdue contact is missed when the time off plan is over, and a later talk does not keep it', () => {
  const history = { ...until('2026-11-16'), deeds: began('2026-11-16'), contacts: [met('2026-11-18')] }
  expect(story(rules, history, '2026-11-15')).toEqual(['open 2026-11-10'])
  expect(story(rules, history, '2026-11-20')).toEqual(['missed 2026-11-10 on 2026-11-16'])
})

test('eighteen years old: an offer that is overdue then is missed', () => {
  const history = { ...until('2026-12-10'), contacts: [called('2026-11-05')] }
  expect(story(newActivity, history, '2026-12-09')).toEqual(['open 2026-12-05'])
  expect(story(newActivity, history, '2026-12-10')).toEqual(['missed 2026-12-05 on 2026-12-10'])
})

test('a rule that is replaced leaves the overdue contact to be made', () => {
  const ended = { ...offPlanContact, during: span('2020-01-01', '2026-11-12') }
  expect(story(ended, droppedOut, '2026-11-20')).toEqual(['open 2026-11-10'])
})

test('what was over before anybody knew asks nothing of anybody', () => {
  const history = {
    ...droppedOut,
    offPlan: [{ known: on('2026-11-03'), during: span('2026-10-24', '2026-11-02') }],
  }
  expect(story(rules, history, '2026-11-20')).toEqual([])
})

test('off plan a second time starts both clocks again', () => {
  const history = {
    ...droppedOut,
    offPlan: [
      { known: on('2026-05-04'), during: span('2026-05-04', '2026-06-01') },
      { known: on('2026-11-03'), during: span('2026-10-24') },
    ],
    contacts: [called('2026-05-06')],
    deeds: began('2026-06-01'),
  }
  expect(story(rules, history, '2026-11-04')).toEqual([
    'onTime 2026-05-11 on 2026-05-06',
    'open 2026-11-10',
    'onTime 2026-06-05 on 2026-06-01',
  ])
})
