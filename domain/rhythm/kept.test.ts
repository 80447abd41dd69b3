import { expect, test } from 'vitest'
import { callBetween, called, derive, met, monthlyMeeting, on, span } from './example.fixture.ts'
import { keptShare } from './kept.ts'
import type { Deadline } from './types.ts'

const november = span('2026-11-01', '2026-12-01')

function row(state: Deadline['state'], due: string, clock: Deadline['clock'] = 'promise') {
  return { state, clock, dueDay: on(due), windowTo: on(due) }
}

test('kept are those fulfilled in time, of all that fell due and were not excused', () => {
  const rows = [
    row('onTime', '2026-11-03'),
    row('onTime', '2026-11-10'),
    row('late', '2026-11-11'),
    row('missed', '2026-11-12'),
    row('open', '2026-11-13'),
    row('excused', '2026-11-16'),
  ]
  expect(keptShare(rows, november, on('2026-12-10'))).toEqual({ kept: 2, due: 5 })
})

test('nothing due is 0 of 0', () => {
  expect(keptShare([], november, on('2026-12-10'))).toEqual({ kept: 0, due: 0 })
  expect(keptShare([row('excused', '2026-11-16')], november, on('2026-12-10'))).toEqual({ kept: 0, due: 0 })
})

test('the first day of the period is in, the last is the day before it ends', () => {
  const rows = ['2026-10-31', '2026-11-01', '2026-11-30', '2026-12-01'].map(day => row('onTime', day))
  expect(keptShare(rows, november, on('2026-12-10'))).toEqual({ kept: 2, due: 2 })
})

test('what has not run out yet is left out, kept or not', () => {
  const rows = [row('onTime', '2026-11-20'), row('open', '2026-11-20')]
  expect(keptShare(rows, november, on('2026-11-20'))).toEqual({ kept: 0, due: 0 })
  expect(keptShare(rows, november, on('2026-11-21'))).toEqual({ kept: 1, due: 2 })
})

test('each clock by itself', () => {
  const rows = [row('onTime', '2026-11-03'), row('missed', '2026-11-03', 'statutory')]
  expect(keptShare(rows, november, on('2026-12-10'), 'promise')).toEqual({ kept: 1, due: 1 })
  expect(keptShare(rows, november, on('2026-12-10'), 'statutory')).toEqual({ kept: 0, due: 1 })
})

test('never meeting anybody is not rewarded', () => {
  const halfYear = span('2026-10-01', '2027-04-01')
  const never = derive(monthlyMeeting, {}, '2027-04-01')
  expect(keptShare(never, halfYear, on('2027-04-01'))).toEqual({ kept: 0, due: 5 })
  const onceAtTheEnd = derive(monthlyMeeting, { contacts: [met('2027-03-31')] }, '2027-04-01')
  expect(keptShare(onceAtTheEnd, halfYear, on('2027-04-01'))).toEqual({ kept: 0, due: 5 })
})

test('a call in between counts in the month of its due day, once its window is over', () => {
  const contacts = [met('2026-11-12'), called('2026-11-30')]
  const calls = (today: string) =>
    derive([monthlyMeeting, callBetween], { contacts }, today).filter(
      ({ ruleId }) => ruleId === callBetween.id,
    )
  // Due 26 November, its window over on 1 December. The first call of the programme, due 15 October, was missed.
  expect(keptShare(calls('2026-12-01'), november, on('2026-12-01'))).toEqual({ kept: 0, due: 0 })
  expect(keptShare(calls('2026-12-02'), november, on('2026-12-02'))).toEqual({ kept: 1, due: 1 })
})
