import { expect, test } from 'vitest'
import { type DayGroup, dayBounds, dayGroups, dayStatus, type PersonToday } from './day-status.ts'
import { calendar, callBetween, everySecondMonth, monthlyMeeting, on } from './example.fixture.ts'

const rules = new Map([monthlyMeeting, callBetween, everySecondMonth].map(rule => [rule.id, rule]))

/** Monday 23 November 2026; Sunday is the 29th, three working days on is Thursday the 26th. */
const monday = '2026-11-23'

type Due = PersonToday['deadlines'][number]

function due(latest: string, rest: Partial<Due> = {}): Due {
  return {
    ruleId: monthlyMeeting.id,
    windowTo: on(latest),
    lastWorkingDay: on(latest),
    retryDay: null,
    ...rest,
  }
}

function groups(person: Partial<PersonToday>, today = monday): DayGroup[] {
  const known: PersonToday = {
    deadlines: [],
    appointments: [{ day: on('2027-01-15'), kind: 'meeting' }],
    mineSince: on('2026-01-01'),
    metByMe: true,
    paused: false,
  }
  const status = dayStatus({ ...known, ...person }, rules, dayBounds(on(today), calendar))
  return dayGroups.filter(group => status[group])
}

test('somebody with nothing owed and an appointment is in no group', () => {
  expect(groups({})).toEqual([])
})

test.each<[string, string, DayGroup[]]>([
  ['yesterday', '2026-11-22', ['overdue']],
  ['today', '2026-11-23', ['dueToday', 'thisWeek', 'promiseAtRisk']],
  ['in three working days', '2026-11-26', ['thisWeek', 'promiseAtRisk']],
  ['on Friday', '2026-11-27', ['thisWeek']],
  ['on Sunday', '2026-11-29', ['thisWeek']],
  ['next Monday', '2026-11-30', []],
])('a promise that runs out %s', (_name, latest, expected) => {
  expect(groups({ deadlines: [due(latest)] })).toEqual(expected)
})

test('a promise with the right thing booked in time is not at risk', () => {
  const booked = (day: string, kind: 'meeting' | 'call') =>
    groups({ deadlines: [due('2026-11-25')], appointments: [{ day: on(day), kind }] })
  expect(booked('2026-11-25', 'meeting')).toEqual(['thisWeek'])
  expect(booked('2026-11-26', 'meeting')).toEqual(['thisWeek', 'promiseAtRisk'])
  expect(booked('2026-11-25', 'call')).toEqual(['thisWeek', 'promiseAtRisk'])
})

test('the law is no promise', () => {
  expect(groups({ deadlines: [due('2026-11-25', { ruleId: everySecondMonth.id })] })).toEqual(['thisWeek'])
})

test('a statutory day on a Saturday is to be seen to on Friday, and is overdue on Sunday', () => {
  const deadlines = [due('2026-11-28', { ruleId: everySecondMonth.id, lastWorkingDay: on('2026-11-27') })]
  expect(groups({ deadlines }, '2026-11-26')).toEqual(['thisWeek'])
  expect(groups({ deadlines }, '2026-11-27')).toEqual(['dueToday', 'thisWeek'])
  expect(groups({ deadlines }, '2026-11-28')).toEqual(['dueToday', 'thisWeek'])
  expect(groups({ deadlines }, '2026-11-29')).toEqual(['overdue'])
})

test('a call is due from its midway day until its window is over', () => {
  const deadlines = [due('2026-11-25', { ruleId: callBetween.id, lastWorkingDay: on('2026-11-20') })]
  expect(groups({ deadlines }, '2026-11-19')).toEqual(['thisWeek'])
  expect(groups({ deadlines }, '2026-11-20')).toContain('dueToday')
  expect(groups({ deadlines }, '2026-11-25')).toContain('dueToday')
  expect(groups({ deadlines }, '2026-11-26')).toEqual(['overdue'])
})

test('after an attempt we wait for the young person until the retry is due', () => {
  const tried = (retryDay: string) => groups({ deadlines: [due('2026-12-18', { retryDay: on(retryDay) })] })
  expect(tried('2026-11-24')).toEqual(['thisWeek', 'waitingOnYouth'])
  expect(tried('2026-11-30')).toEqual(['waitingOnYouth'])
  expect(tried('2026-11-23')).toEqual(['dueToday', 'thisWeek'])
  expect(tried('2026-11-20')).toEqual(['dueToday'])
})

test('nothing booked from today on shows, but not in a pause', () => {
  expect(groups({ appointments: [] })).toEqual(['noNextAppointment'])
  expect(groups({ appointments: [{ day: on(monday), kind: 'call' }] })).toEqual([])
  expect(groups({ appointments: [{ day: on('2026-11-22'), kind: 'call' }] })).toEqual(['noNextAppointment'])
  expect(groups({ appointments: [], paused: true })).toEqual([])
})

test('somebody is new for 14 days, or until I have met them', () => {
  expect(groups({ mineSince: on('2026-11-10'), metByMe: false })).toEqual(['newToMe'])
  expect(groups({ mineSince: on('2026-11-09'), metByMe: false })).toEqual([])
  expect(groups({ mineSince: on('2026-11-10'), metByMe: true })).toEqual([])
})
