import { expect, test } from 'vitest'
import { type BoardCaseworker, expectedShare, firstDayAt, isOver, loadOrder, shareOf } from './board-share.ts'

test('a share is of the time that there is; where there is none it is words, and never 0 %', () => {
  expect(shareOf({ minutes: 6930, of: 6300 })).toBeCloseTo(1.1)
  expect(shareOf({ minutes: 0, of: 6300 })).toBe(0)
  expect(shareOf({ minutes: 100, of: null })).toBeNull()
  expect(shareOf({ minutes: 100, of: 0 })).toBeNull()
})

test('no time and something to do is too much; somebody who is away is neither', () => {
  expect([
    isOver({ minutes: 6301, of: 6300 }),
    isOver({ minutes: 6300, of: 6300 }),
    isOver({ minutes: 1, of: 0 }),
    isOver({ minutes: 0, of: 0 }),
    isOver({ minutes: 1, of: null }),
  ]).toEqual([true, false, true, false, false])
})

test('what is expected stands beside what is known', () => {
  const point = { minutes: 6300, cases: 35, of: 6300, capacity: 'available' as const }
  expect(expectedShare({ ...point, expectedComing: 900, expectedGoing: 270 })).toBeCloseTo(1.1)
  expect(shareOf(point)).toBe(1)
})

test('sorts by the share, with no time above all of it and no number last', () => {
  const rows = [
    { minutes: 100, of: null },
    { minutes: 90, of: 100 },
    { minutes: 10, of: 0 },
    { minutes: 120, of: 100 },
    { minutes: 0, of: 0 },
  ]
  const order = rows.toSorted((a, b) => (loadOrder(b) ?? -1) - (loadOrder(a) ?? -1))
  expect(order.map(({ minutes }) => minutes)).toEqual([10, 120, 90, 0, 100])
})

test('from which day it is so is the very one of an absence, of other duties or of stopping, and else the week’s', () => {
  const day = (text: string) => Temporal.PlainDate.from(text)
  const weeks = ['2026-11-22', '2026-11-29', '2026-12-06', '2026-12-13', '2026-12-20'].map(day)
  const kinds = ['available', 'full', 'available', 'away', 'stopped'] as const
  const absence = { lastDay: null, deputy: null, kind: 'leave' } as const
  const caseworker = {
    points: kinds.map(capacity => ({ capacity })),
    absences: [
      { ...absence, from: day('2026-12-08'), isLong: false },
      { ...absence, from: day('2026-12-09'), isLong: true },
    ],
    noTimeFrom: day('2026-11-25'),
    lastDay: day('2026-12-15'),
  } as unknown as BoardCaseworker
  const told = (week: number) => String(firstDayAt(caseworker, weeks, week))
  expect([-1, 0, 1, 2, 3, 4].map(told)).toEqual([
    'undefined',
    '2026-11-22',
    '2026-11-25',
    '2026-12-06',
    '2026-12-09',
    '2026-12-16',
  ])
})
