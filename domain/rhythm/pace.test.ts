import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  callBetween,
  everySecondMonth,
  firstInterview,
  fourInHalfYear,
  monthlyMeeting,
  on,
  span,
} from './example.fixture.ts'
import { type Pace, paceChanges, paceOf } from './pace.ts'
import { rulesInForce } from './rules-in-force.ts'
import type { RhythmHistory, Rule } from './types.ts'

const nothing: RhythmHistory = {
  enquiryDay: null,
  assessments: [],
  memberships: [],
  pauses: [],
  contacts: [],
  deeds: [],
  offPlan: [],
  orderSteps: [],
  closedFrom: null,
}
const member = { ...nothing, memberships: [{ programmeId: 7, during: span('2026-01-05') }] }
const assessed = [{ targetGroup: 'activityReady', during: span('2026-01-05') }]

function paceFor(rules: readonly Rule[], history: RhythmHistory, day = '2026-03-02'): Pace {
  return paceOf(rulesInForce(rules, history, on(day)), on(day))
}
const said = ({ meetings, calls }: Pace) => [
  meetings.frequency && `${meetings.frequency.times}/${meetings.frequency.months}`,
  calls.frequency && `${calls.frequency.times}/${calls.frequency.months}`,
]

test('a meeting a month and a call in between: one of each a month, by those rules', () => {
  const pace = paceFor([monthlyMeeting, callBetween], member)
  expect(said(pace)).toEqual(['1/1', '1/1'])
  expect(pace.meetings.ruleIds).toEqual([1])
  expect(pace.calls.ruleIds).toEqual([2])
})

test('one meeting keeps both clocks: the denser rule decides, they are not added', () => {
  const both = { ...member, assessments: assessed }
  const pace = paceFor([monthlyMeeting, everySecondMonth], both)
  expect(said(pace)).toEqual(['1/1', null])
  expect(pace.meetings.ruleIds).toEqual([1])
  expect(said(paceFor([everySecondMonth], both))).toEqual(['1/2', null])
})

test('rules that ask equally often are all named', () => {
  const other = { ...monthlyMeeting, id: 9, clock: 'statutory' as const }
  expect(paceFor([other, monthlyMeeting], member).meetings.ruleIds).toEqual([1, 9])
})

test('four in six months count while the six months run, and not a day longer', () => {
  const history = { ...nothing, enquiryDay: on('2026-01-05') }
  expect(said(paceFor([fourInHalfYear], history, '2026-07-05'))).toEqual(['2/3', null])
  expect(said(paceFor([fourInHalfYear], history, '2026-07-06'))).toEqual([null, null])
})

test('nothing is owed before a rule began, after it ended, after the case, or outside its programme', () => {
  const ended = { ...monthlyMeeting, during: span('2026-02-01', '2026-03-01') }
  expect(said(paceFor([ended], member, '2026-02-28'))).toEqual(['1/1', null])
  expect(said(paceFor([ended], member, '2026-03-01'))).toEqual([null, null])
  expect(said(paceFor([ended], member, '2026-01-31'))).toEqual([null, null])
  expect(said(paceFor([monthlyMeeting], { ...member, closedFrom: on('2026-03-02') }))).toEqual([null, null])
  expect(said(paceFor([monthlyMeeting], nothing))).toEqual([null, null])
})

test('single events have no pace', () => {
  expect(said(paceFor([firstInterview], { ...nothing, enquiryDay: on('2026-03-01') }))).toEqual([null, null])
})

test('what either keeps is a call, as far as the meetings do not keep it', () => {
  const weekly: Rule = {
    ...monthlyMeeting,
    id: 8,
    fulfilledBy: ['meeting', 'call'],
    interval: { unit: 'days', length: 14 },
  }
  // 1461/672 a month, less the one that the meeting keeps.
  expect(said(paceFor([monthlyMeeting, weekly], member))).toEqual(['1/1', '263/224'])
  expect(said(paceFor([weekly], member))).toEqual([null, '487/224'])
  const seldom: Rule = { ...weekly, interval: { unit: 'months', length: 2 } }
  expect(said(paceFor([monthlyMeeting, seldom], member))).toEqual(['1/1', null])
})

test('letters, texts and deeds are no conversations', () => {
  const letter: Rule = { ...monthlyMeeting, fulfilledBy: ['letter', 'text'] }
  expect(said(paceFor([letter], member))).toEqual([null, null])
})

test('a further rule never makes the meetings fewer, whatever the intervals', () => {
  const aRule = fc.record({
    unit: fc.constantFrom('months' as const, 'days' as const, 'workingDays' as const),
    length: fc.integer({ min: 1, max: 400 }),
    count: fc.integer({ min: 1, max: 100 }),
    counted: fc.boolean(),
  })
  const made = (
    drawn: { unit: 'months' | 'days' | 'workingDays'; length: number; count: number; counted: boolean },
    id: number,
  ): Rule => ({
    ...monthlyMeeting,
    id,
    pattern: drawn.counted ? 'counted' : 'every',
    count: drawn.counted ? drawn.count : 1,
    interval: { unit: drawn.unit, length: drawn.length },
  })
  const perMonth = ({ meetings: { frequency } }: Pace) => (frequency ? frequency.times / frequency.months : 0)
  fc.assert(
    fc.property(fc.array(aRule, { minLength: 1, maxLength: 6 }), drawn => {
      const rules = drawn.map(made)
      const all = paceFor(rules, member, '2026-01-06')
      const fewer = paceFor(rules.slice(1), member, '2026-01-06')
      expect(perMonth(all)).toBeGreaterThanOrEqual(perMonth(fewer))
      expect(all.meetings.ruleIds.length).toBeGreaterThan(0)
      const { frequency } = all.meetings
      expect(Number.isSafeInteger(frequency?.times) && Number.isSafeInteger(frequency?.months)).toBe(true)
    }),
  )
})

test('between the days on which it may change, the pace stays', () => {
  const aDay = fc.integer({ min: 0, max: 400 }).map(days => on('2026-01-01').add({ days }))
  fc.assert(
    fc.property(fc.array(fc.tuple(aDay, aDay), { maxLength: 4 }), aDay, aDay, (spans, enquiryDay, from) => {
      const memberships = spans
        .filter(([a, b]) => Temporal.PlainDate.compare(a, b) < 0)
        .map(([a, b]) => ({ programmeId: 7, during: { from: a, to: b } }))
      const to = from.add({ days: 84 })
      const rules = rulesInForce(
        [monthlyMeeting, callBetween, fourInHalfYear],
        {
          ...nothing,
          enquiryDay,
          memberships,
        },
        to,
      )
      const changes = paceChanges(rules, from, to).map(String)
      for (let day = from; Temporal.PlainDate.compare(day, to) < 0; day = day.add({ days: 1 })) {
        const next = day.add({ days: 1 })
        if (!changes.includes(String(next))) expect(paceOf(rules, next)).toEqual(paceOf(rules, day))
      }
    }),
  )
})
