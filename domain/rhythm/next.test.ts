import { expect, test } from 'vitest'
import {
  calendar,
  callBetween,
  called,
  contact,
  derive,
  everySecondMonth,
  firstInterview,
  met,
  monthlyMeeting,
  on,
  span,
  written,
} from './example.fixture.ts'
import { proposeNext } from './next.ts'
import type { RhythmHistory } from './types.ts'

const rules = [monthlyMeeting, callBetween, everySecondMonth, firstInterview]

function next(history: Partial<RhythmHistory>, today: string) {
  return proposeNext(derive(rules, history, today), rules, on(today), calendar)
}

test('after a meeting the call in between comes next, on its midway day', () => {
  expect(next({ contacts: [met('2026-10-20')] }, '2026-10-20')).toEqual({
    kind: 'call',
    day: on('2026-11-04'),
    windowFrom: on('2026-10-30'),
    windowTo: on('2026-11-09'),
    dueDay: on('2026-11-04'),
    ruleId: callBetween.id,
  })
})

test('after the call the meeting comes next, at the start of its window', () => {
  const contacts = [met('2026-10-20'), called('2026-11-04')]
  expect(written(next({ contacts }, '2026-11-04'))).toMatchObject({
    kind: 'meeting',
    day: '2026-11-13',
    windowFrom: '2026-11-13',
    windowTo: '2026-11-20',
    dueDay: '2026-11-20',
  })
})

test('what a meeting is owed for twice is proposed once, for what runs out first', () => {
  const assessments = [{ targetGroup: 'activityReady', during: span('2026-09-20') }]
  const contacts = [called('2026-10-12')]
  expect(written(next({ assessments, contacts }, '2026-10-12'))).toMatchObject({
    ruleId: monthlyMeeting.id,
    kind: 'meeting',
  })
})

test('what is overdue is proposed for the next working day', () => {
  const saturday = next({ contacts: [met('2026-09-01'), called('2026-10-12')] }, '2026-10-31')
  expect(written(saturday)).toMatchObject({ kind: 'meeting', day: '2026-11-02', dueDay: '2026-10-30' })
})

test('after a no-show the retry sets the last day', () => {
  const contacts = [called('2026-10-12'), contact('2026-10-16', 'meeting', 'noShow')]
  expect(written(next({ contacts }, '2026-10-17'))).toMatchObject({
    kind: 'meeting',
    day: '2026-10-19',
    windowFrom: '2026-10-17',
    windowTo: '2026-10-21',
  })
})

test('a statutory day on a holiday is proposed for a working day before it', () => {
  const history = { memberships: [], enquiryDay: on('2026-12-17') }
  expect(written(next(history, '2026-12-18'))).toMatchObject({ dueDay: '2026-12-24', day: '2026-12-23' })
})

test('nothing open, nothing proposed', () => {
  expect(next({ memberships: [] }, '2026-10-17')).toBeNull()
})

test('a rule that only a letter fulfils proposes no appointment', () => {
  const byLetter = { ...monthlyMeeting, fulfilledBy: ['letter'] as const }
  expect(proposeNext(derive(byLetter, {}, '2026-10-02'), [byLetter], on('2026-10-02'), calendar)).toBeNull()
})

test('on the same day a meeting goes before a call', () => {
  const [deadline] = derive(monthlyMeeting, {}, '2026-10-02')
  if (!deadline) throw new Error('nothing is owed')
  const call = { ...callBetween, id: 0 }
  const both = [{ ...deadline, ruleId: call.id }, deadline]
  expect(proposeNext(both, [call, monthlyMeeting], on('2026-10-02'), calendar)?.kind).toBe('meeting')
})

test('on a statutory day at the weekend the next working day is proposed, never one that has passed', () => {
  const history = { memberships: [], enquiryDay: on('2026-11-14') }
  expect(written(next(history, '2026-11-21'))).toMatchObject({ dueDay: '2026-11-21', day: '2026-11-23' })
})

test('a call to be retried is proposed at once, not for its midway day', () => {
  const contacts = [met('2026-10-20'), contact('2026-10-22', 'call', 'unanswered')]
  expect(written(next({ contacts }, '2026-10-23'))).toMatchObject({
    kind: 'call',
    day: '2026-10-23',
    windowTo: '2026-10-27',
  })
})
