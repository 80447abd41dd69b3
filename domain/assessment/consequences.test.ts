import { expect, test } from 'vitest'
import type { Deadline } from '#domain/rhythm/types.ts'
import { consequencesOf } from './consequences.ts'
import { on } from './example.fixture.ts'

function deadline(ruleId: number, day: string, change: Partial<Deadline> = {}): Deadline {
  return {
    ruleId,
    ordinal: 1,
    clock: 'statutory',
    state: 'open',
    anchor: { kind: 'enquiry', day: on('2026-09-01') },
    dueDay: on(day),
    windowFrom: on(day),
    windowTo: on(day),
    lastWorkingDay: on(day),
    heldCount: 0,
    targetDay: null,
    attempts: 0,
    retryDay: null,
    escalated: false,
    fulfilledBy: null,
    closedDay: null,
    ...change,
  }
}

test('what begins, moves, is fulfilled and ends; what stays is left out', () => {
  const before = [
    deadline(1, '2026-12-01'),
    deadline(2, '2026-12-02'),
    deadline(3, '2026-12-03'),
    deadline(4, '2026-12-04'),
    deadline(6, '2026-10-01', { state: 'late', closedDay: on('2026-10-02') }),
  ]
  const after = [
    deadline(1, '2026-12-01', { state: 'onTime', closedDay: on('2026-11-20') }),
    deadline(2, '2027-01-20'),
    deadline(3, '2026-12-03'),
    deadline(4, '2026-12-04', { state: 'excused', closedDay: on('2026-11-20') }),
    deadline(5, '2026-11-30'),
    deadline(6, '2026-10-01', { state: 'late', closedDay: on('2026-10-02') }),
  ]
  expect(
    consequencesOf(before, after).map(({ ruleId, what, day, before: was }) =>
      [ruleId, what, day.toString(), was?.toString() ?? ''].join(' ').trim(),
    ),
  ).toEqual([
    '5 begins 2026-11-30',
    '1 fulfilled 2026-12-01',
    '4 ends 2026-12-04',
    '2 moves 2027-01-20 2026-12-02',
  ])
})
