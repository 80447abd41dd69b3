import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { atMostMinutes } from './limits.ts'
import type { AllocationCase, AllocationProblem } from './problem.ts'
import { type MoveContext, movesOf } from './proposal-moves.ts'
import { scoreOf } from './score.ts'

const price = [
  { fromPercent: 0, perPercent: 100 },
  { fromPercent: 100, perPercent: 1000 },
]
const worker = (id: string, capacity = 1000, available = true) => ({
  id,
  available,
  capacity,
  limits: [],
  base: [],
})
const one = (id: string, current: string | null, over: Partial<AllocationCase> = {}): AllocationCase => ({
  id,
  minutes: 200,
  groups: [],
  current,
  lock: null,
  moveCost: 50,
  waitingPrice: 1_000_000,
  pairs: [],
  forbidden: [],
  ...over,
})

test('nothing changed is no move, and costs what it costs today', () => {
  const problem = { cases: [one('1', 'a')], caseworkers: [worker('a'), worker('b')], loadPrice: price }
  const told = movesOf(problem, new Map([['1', 'a']]))
  expect(told.moves).toEqual([])
  expect(told.points).toBe(told.keepPoints)
  expect(told.curve).toEqual([{ moves: 0, points: told.keepPoints }])
})

test('whoever leaves makes waiting of keeping as is, and moving is said to be because of that', () => {
  const problem = {
    cases: [one('1', 'a'), one('2', 'b'), one('3', null)],
    caseworkers: [worker('a', 1, false), worker('b')],
    loadPrice: price,
  }
  const told = movesOf(
    problem,
    new Map([
      ['1', 'b'],
      ['2', 'b'],
      ['3', 'b'],
    ]),
  )
  expect(told.moves.map(({ caseId, from, to, why }) => [caseId, from, to, why])).toEqual([
    ['1', 'a', 'b', 'holderGone'],
    ['3', null, 'b', 'hadNobody'],
  ])
  expect(told.keepPoints).toBeGreaterThan(2_000_000)
  expect(told.loads).toEqual([
    {
      caseworkerId: 'b',
      capacity: 1000,
      before: { cases: 1, minutes: 200 },
      after: { cases: 3, minutes: 600 },
    },
  ])
})

test('who loses somebody and gets nobody is told of; who had nobody and gets nobody has not moved', () => {
  const problem = {
    cases: [one('1', 'a'), one('2', null)],
    caseworkers: [worker('a', 1, false), { ...worker('b'), limits: [atMostMinutes(100)] }],
    loadPrice: price,
  }
  const { moves, stillWaiting } = movesOf(
    problem,
    new Map([
      ['1', null],
      ['2', null],
    ]),
  )
  expect(moves).toMatchObject([{ caseId: '1', from: 'a', to: null, gain: 0, why: 'holderGone' }])
  expect(stillWaiting).toEqual(['2'])
})

test('a lock that moves somebody is told as what it is, and may cost', () => {
  const problem = {
    cases: [one('1', 'a', { lock: 'b' })],
    caseworkers: [worker('a'), worker('b')],
    loadPrice: price,
  }
  const { moves } = movesOf(problem, new Map([['1', 'b']]))
  expect(moves).toMatchObject([{ why: 'locked', gain: -50 }])
})

const ids = ['a', 'b', 'c']
const someProblem: fc.Arbitrary<{ problem: AllocationProblem; assignment: Map<string, string | null> }> = fc
  .array(
    fc.record({
      minutes: fc.integer({ min: 30, max: 400 }),
      current: fc.option(fc.constantFrom(...ids)),
      to: fc.option(fc.constantFrom(...ids), { freq: 5 }),
      cost: fc.integer({ min: -100, max: 100 }),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map(rows => ({
    problem: {
      cases: rows.map(({ minutes, current, cost }, row) =>
        one(String(row), current, { minutes, pairs: [{ caseworkerId: 'b', cost }] }),
      ),
      caseworkers: ids.map(id => worker(id)),
      loadPrice: price,
    },
    assignment: new Map(rows.map(({ to }, row) => [String(row), to])),
  }))

test('the curve goes from what is to what is proposed, and each gain is what taking it back would cost', () => {
  fc.assert(
    fc.property(someProblem, ({ problem, assignment }) => {
      const told = movesOf(problem, assignment)
      expect(told.points).toBe(scoreOf(problem, assignment)?.points)
      expect(told.curve.at(0)).toEqual({ moves: 0, points: told.keepPoints })
      expect(told.curve.at(-1)?.points).toBe(told.points)
      expect(told.curve).toHaveLength(told.moves.length + 1)
      for (const move of told.moves) {
        const back = new Map(assignment).set(move.caseId, move.from)
        expect(move.gain).toBe((scoreOf(problem, back)?.points ?? Number.NaN) - told.points)
      }
    }),
  )
})

describe('why', () => {
  const told = (problem: AllocationProblem, to: Record<string, string>, context?: MoveContext) => {
    const assignment = new Map(problem.cases.map(({ id, current }) => [id, to[id] ?? current]))
    return movesOf(problem, assignment, context).moves
  }
  const context = (over: Partial<MoveContext>): MoveContext => ({
    ...{ newcomer: null, programme: null, hadBefore: () => false },
    ...over,
  })
  const unit = (cases: AllocationCase[]): AllocationProblem => ({
    cases,
    caseworkers: [worker('a'), worker('b')],
    loadPrice: price,
  })

  test('nobody has too much who has not, and percents are those of the whole proposal', () => {
    const cases = ['1', '2', '3', '4', '5', '6'].map(id => one(id, 'a'))
    expect(told(unit(cases), { 1: 'b' })).toMatchObject([
      { why: 'overloaded', percent: { from: { before: 120, after: 100 }, to: { before: 0, after: 20 } } },
    ])
    expect(told(unit(cases.slice(1)), { 2: 'b' })).toMatchObject([
      { why: 'lightens', percent: { from: { before: 100, after: 80 } } },
    ])
  })

  test('work beside counts in the percents, in loads and in how many', () => {
    const base = [{ minutes: 700, cases: 7, groups: [] }]
    const problem = { ...unit([one('1', 'a')]), caseworkers: [worker('a'), { ...worker('b'), base }] }
    expect(told(problem, { 1: 'b' })).toMatchObject([{ percent: { to: { before: 70, after: 90 } } }])
    expect(movesOf(problem, new Map([['1', 'b']])).loads[1]).toMatchObject({
      before: { cases: 7, minutes: 700 },
      after: { cases: 8, minutes: 900 },
    })
  })

  test('whom a bar has come between is no caseworker who went away', () => {
    const forbidden = [{ caseworkerId: 'a', reason: 'bar' }]
    expect(told(unit([one('1', 'a', { forbidden })]), { 1: 'b' })).toMatchObject([
      { why: 'barredNow', from: 'a' },
    ])
  })

  test('who is new, had the young person before, fits, or takes the programme is said so', () => {
    const cases = [one('1', 'a', { groups: ['7'] })]
    const why = (over: Partial<MoveContext>, pairs: AllocationCase['pairs'] = []) =>
      told(unit(cases.map(each => ({ ...each, pairs }))), { 1: 'b' }, context(over))[0]?.why
    expect(why({ newcomer: 'b' })).toBe('newcomer')
    expect(why({ hadBefore: (_, id) => id === 'b' })).toBe('knownBefore')
    expect(why({}, [{ caseworkerId: 'b', cost: -100 }])).toBe('fits')
    expect(why({ programme: { group: '7', takers: new Set(['b']) } })).toBe('programme')
    expect(why({ programme: { group: '8', takers: new Set(['b']) } })).toBe('lightens')
  })

  test('room is made only where somebody comes into it', () => {
    const cases = [one('1', 'a'), one('2', 'b')]
    expect(told(unit(cases), { 1: 'b', 2: 'a' }).map(({ why }) => why)).toEqual(['makesRoom', 'makesRoom'])
    const beside = [{ minutes: 500, cases: 5, groups: [] }]
    const problem = { ...unit(cases), caseworkers: [worker('a'), { ...worker('b'), base: beside }] }
    expect(told(problem, { 1: 'b' })).toMatchObject([{ why: 'better' }])
  })
})
