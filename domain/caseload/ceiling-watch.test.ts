import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Ceiling, CeilingException } from './ceiling.ts'
import { ceilingWatch, type WatchedCase } from './ceiling-watch.ts'

const ceiling = (rest: Partial<Ceiling>): Ceiling => ({
  ...{ id: 1, programmeId: null, staffId: null, cases: 2, minutes: null, status: 'local' },
  ...rest,
})
const held = (youthId: number, holderId: number | null, programmeIds: number[] = []): WatchedCase => ({
  youthId,
  comes: holderId === null ? [] : [{ staffId: holderId, day: 0 }],
  heldOn: () => ({ programmeIds, minutes: 100, holderId }),
})
const watching = (
  cases: WatchedCase[],
  ceilings: Ceiling[],
  { to, exceptions = [] }: { to?: number; exceptions?: CeilingException[] } = {},
) =>
  ceilingWatch({
    ...{ cases, from: 10, ceilingsOn: () => ceilings, exceptionsOn: () => exceptions },
    ...(to === undefined ? {} : { to }),
  })

test('one case more than the ceiling is told, with how many there would be', () => {
  const watch = watching([held(1, 5), held(2, 5)], [ceiling({})])
  expect(watch.passedBy(5, held(3, 6))).toEqual([
    { programmeId: null, day: 10, cases: 3, minutes: 300, mostCases: 2, mostMinutes: null },
  ])
  expect(watching([held(1, 5)], [ceiling({})]).passedBy(5, held(3, 6))).toEqual([])
})

test('a case that is theirs already adds nothing, whatever they stand above', () => {
  const mine = held(1, 5)
  expect(watching([mine, held(2, 5), held(3, 5)], [ceiling({})]).passedBy(5, mine)).toEqual([])
})

test('a ceiling of a programme asks nothing of those outside of it', () => {
  const full = watching([held(1, 5, [7]), held(2, 5, [7])], [ceiling({ programmeId: 7 })])
  expect(full.passedBy(5, held(3, null))).toEqual([])
  expect(full.passedBy(5, held(3, null, [7]))).toMatchObject([{ programmeId: 7, cases: 3 }])
})

test('minutes are held too, and an exception that runs lets more through', () => {
  const minutes = [ceiling({ cases: null, minutes: 250 })]
  expect(watching([held(1, 5), held(2, 5)], minutes).passedBy(5, held(3, 6))).toMatchObject([
    { minutes: 300, mostMinutes: 250 },
  ])
  const more = { staffId: 5, programmeId: null, cases: null, minutes: 300, reason: '', lastDay: '2026-12-31' }
  expect(watching([held(1, 5), held(2, 5)], minutes, { exceptions: [more] }).passedBy(5, held(3, 6))).toEqual(
    [],
  )
})

test('what is planned already counts on the day on which it comes, for whoever gets it, and no longer than asked', () => {
  const planned: WatchedCase = {
    youthId: 2,
    comes: [6, 5].map((staffId, at) => ({ staffId, day: at * 20 })),
    heldOn: day => ({ programmeIds: [], minutes: 100, holderId: day < 20 ? 6 : 5 }),
  }
  const cases = [held(1, 5), planned, held(4, 7), held(5, 7)]
  expect(watching(cases, [ceiling({})]).passedBy(5, held(3, 6))).toMatchObject([{ day: 20, cases: 3 }])
  expect(watching(cases, [ceiling({})], { to: 19 }).passedBy(5, held(3, 6))).toEqual([])
  expect(watching(cases, [ceiling({})]).passedBy(7, held(3, 6))).toMatchObject([{ day: 10, cases: 3 }])
})

test('what was given before counts, and what was taken away leaves room', () => {
  const watch = watching([held(1, 5), held(2, 5)], [ceiling({})])
  const third = held(3, 6)
  watch.give(held(1, 5), 6)
  expect(watch.passedBy(5, third)).toEqual([])
  watch.give(third, 5)
  expect(watch.passedBy(5, held(4, null))).toMatchObject([{ cases: 3 }])
})

test('whatever is given in whatever order, nobody whose every case was let through stands above', () => {
  const moves = fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.constantFrom(5, 6)), { maxLength: 30 })
  const start = fc.array(fc.constantFrom(5, 6, null), { minLength: 9, maxLength: 9 })
  fc.assert(
    fc.property(start, moves, fc.integer({ min: 1, max: 6 }), (holders, steps, most) => {
      const cases = holders.map((holder, index) => held(index + 1, holder))
      const watch = watching(cases, [ceiling({ cases: most })])
      const now = new Map(holders.map((holder, index) => [index + 1, holder]))
      const count = (staffId: number) => [...now.values()].filter(holder => holder === staffId).length
      const began = new Map([5, 6].map(staffId => [staffId, count(staffId)]))
      for (const [youthId, to] of steps) {
        const each = cases[youthId - 1]
        if (each === undefined || watch.passedBy(to, each).length > 0) continue
        watch.give(each, to)
        now.set(youthId, to)
        expect(count(to)).toBeLessThanOrEqual(Math.max(most, began.get(to) ?? 0))
      }
    }),
  )
})
