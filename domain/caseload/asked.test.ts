import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { askedOf, type ProposalFacts } from './asked.ts'
import type { Ceiling } from './ceiling.ts'
import { checkProblem } from './check-problem.ts'
import { isIn, singleLimits, takenOf } from './limits.ts'
import { matchCosts } from './match.ts'
import type { AllocationCase, AllocationProblem } from './problem.ts'
import { type ProposalCase, proposalCosts } from './proposing.ts'
import { endless, fullTime, settings, today } from './test-units.ts'

const from = (staffId: number, over: Parameters<typeof fullTime>[1] = {}) => ({
  time: fullTime(staffId, over),
})
const away = (weeks: number, deputyId: number | null = null) => ({
  absences: [{ during: { from: today - 7, to: today + weeks * 7 }, deputyId }],
})
const one = (youthId: number, holderId: number | null, over: Partial<ProposalCase> = {}): ProposalCase => ({
  youthId,
  caseId: youthId,
  minutes: 180,
  programmeIds: [],
  holderId,
  earlier: [],
  barred: [],
  urgency: 1,
  isPlanned: false,
  ...over,
})
const facts = (over: Partial<ProposalFacts>): ProposalFacts => ({
  day: today,
  occasion: 'evenOut',
  scope: 'all',
  aboutStaffId: null,
  programme: null,
  cases: [],
  staff: [from(1), from(2)],
  settings,
  ceilings: [],
  exceptions: [],
  locks: [],
  ...over,
})

test('whoever leaves or is ill has no room and gives everything; the others keep theirs', () => {
  for (const occasion of ['leaves', 'ill'] as const) {
    const { problem } = askedOf(facts({ occasion, aboutStaffId: 1, cases: [one(7, 1), one(8, 2)] }))
    expect(problem.caseworkers.map(({ id, available }) => [id, available])).toEqual([
      ['1', false],
      ['2', true],
    ])
    expect(problem.cases.map(({ id, current }) => [id, current])).toEqual([
      ['7', '1'],
      ['8', '2'],
    ])
  }
})

test('a day off counts nothing; long leave with a deputy keeps the cases, and is work of the deputy beside', () => {
  const short = askedOf(facts({ staff: [from(1, away(1)), from(2)], cases: [one(7, 1)] }))
  expect(short.problem.caseworkers).toMatchObject([{ id: '1', available: true }, { id: '2' }])
  const room = short.problem.caseworkers[1]?.capacity ?? 0
  const long = askedOf(facts({ staff: [from(1, away(20, 2)), from(2)], cases: [one(7, 1), one(8, 2)] }))
  expect(long.problem.cases.map(({ id }) => id)).toEqual(['8'])
  // Whoever stands in has as much time as before, and is not emptied because of it.
  expect(long.problem.caseworkers).toMatchObject([
    { id: '2', capacity: room, base: [{ minutes: 180, cases: 1, groups: [] }] },
  ])
  expect(long.staysOut).toEqual([{ staffId: 1, why: 'awayWithDeputy', cases: 1 }])
  expect(long.standsIn).toEqual([{ staffId: 2, cases: 1, minutes: 180 }])
})

test('long leave without a deputy gives the cases to others', () => {
  const { problem, staysOut } = askedOf(facts({ staff: [from(1, away(20)), from(2)], cases: [one(7, 1)] }))
  expect(problem.caseworkers).toMatchObject([{ id: '1', available: false }, { id: '2' }])
  expect(problem.cases).toHaveLength(1)
  expect(staysOut).toEqual([])
})

test('hours that nobody has given are neither zero nor room: named, and left out', () => {
  const { problem, staysOut } = askedOf(
    facts({ staff: [from(1, { hours: [] }), from(2)], cases: [one(7, 1), one(8, 2)] }),
  )
  expect(staysOut).toEqual([{ staffId: 1, why: 'hoursUnknown', cases: 1 }])
  expect(problem.caseworkers.map(({ id }) => id)).toEqual(['2'])
  expect(problem.cases.map(({ id }) => id)).toEqual(['8'])
})

test('bars, locks, who knew the young person before, and programmes with caseworkers of their own', () => {
  const { problem } = askedOf(
    facts({
      staff: [from(1), from(2), from(3)],
      cases: [
        one(7, 1, { programmeIds: [5], earlier: [3], barred: [{ staffId: 2, reason: 'kinship' }] }),
        one(8, 2, { programmeIds: [5] }),
      ],
      locks: [{ youthId: 8, staffId: 3 }],
    }),
  )
  const [first, second] = problem.cases
  expect(first).toMatchObject({
    forbidden: [{ caseworkerId: '2', reason: 'bar' }],
    lock: null,
    pairs: [{ caseworkerId: '3', cost: matchCosts.knownBefore + matchCosts.otherProgramme }],
  })
  expect(second?.lock).toBe('3')
})

const ceiling = (over: Partial<Ceiling>): Ceiling => ({
  ...{ id: 1, programmeId: null, staffId: null, cases: null, minutes: null, status: 'local' },
  ...over,
})

test('every ceiling is a limit, in number and in minutes, of all and of a programme, and an exception raises it', () => {
  const ceilings = [ceiling({ cases: 3 }), ceiling({ id: 2, programmeId: 5, cases: 1, minutes: 400 })]
  const { problem } = askedOf(facts({ ceilings, cases: [one(7, 1, { programmeIds: [5] }), one(8, null)] }))
  expect(problem.caseworkers[0]?.limits).toEqual([
    { group: null, mostCases: 3, mostMinutes: null },
    { group: '5', mostCases: 1, mostMinutes: 400 },
  ])
  expect(problem.cases.map(({ groups }) => groups)).toEqual([['5'], []])
  const exceptions = [
    { staffId: 2, programmeId: null, cases: 9, minutes: null, reason: 'x', lastDay: '2026-12-31' },
  ]
  const raised = askedOf(facts({ ceilings, exceptions, cases: [one(8, null)] }))
  expect(raised.problem.caseworkers.map(({ limits }) => limits[0]?.mostCases)).toEqual([3, 9])
})

test('a ceiling holds nobody to less than they have, and standing in for somebody fills none', () => {
  const ceilings = [ceiling({ cases: 1, minutes: 100 })]
  const above = askedOf(facts({ ceilings, cases: [one(7, 1), one(8, 1)] }))
  expect(above.problem.caseworkers[0]?.limits).toEqual([{ group: null, mostCases: 2, mostMinutes: 360 }])
  const deputy = askedOf(
    facts({
      ceilings: [ceiling({ cases: 5 })],
      staff: [from(1, away(20, 2)), from(2)],
      cases: [one(7, 1), one(8, 1), one(9, 2)],
    }),
  )
  // Two of the colleague's beside: five of their own are still the most.
  expect(deputy.problem.caseworkers).toMatchObject([
    { id: '2', limits: [{ mostCases: 7 }], base: [{ cases: 2 }] },
  ])
})

test('a deputy who is gone, away or about to leave stands in for nobody: the cases go to others', () => {
  const others = [from(3)]
  const gone = { asCaseworker: [{ from: 0, to: today - 5 }] }
  const cases = [one(7, 1)]
  for (const staff of [
    [from(1, away(20, 2)), from(2, gone), ...others],
    [from(1, away(20, 2)), from(2, away(30)), ...others],
  ]) {
    const { problem, staysOut } = askedOf(facts({ staff, cases }))
    expect(problem.cases.map(({ id }) => id)).toEqual(['7'])
    expect(staysOut).toEqual([])
  }
  const leaves = askedOf(
    facts({ occasion: 'leaves', aboutStaffId: 2, staff: [from(1, away(20, 2)), from(2), ...others], cases }),
  )
  expect(leaves.problem.cases.map(({ id }) => id)).toEqual(['7'])
})

test('a deputy whom a bar keeps away stands in for the others only', () => {
  const barred = [{ staffId: 2, reason: 'conflict' }]
  const { problem, staysOut } = askedOf(
    facts({ staff: [from(1, away(20, 2)), from(2), from(3)], cases: [one(7, 1, { barred }), one(8, 1)] }),
  )
  expect(problem.cases.map(({ id, current }) => [id, current])).toEqual([['7', '1']])
  expect(problem.caseworkers.find(({ id }) => id === '1')).toMatchObject({ available: false })
  expect(staysOut).toEqual([{ staffId: 1, why: 'awayWithDeputy', cases: 1 }])
  expect(checkProblem(problem)).toEqual([])
})

test('a case that weighs nothing is a fault that is named: it stays, and is no room', () => {
  const { problem, unweighed } = askedOf(
    facts({
      ceilings: [ceiling({ cases: 2 })],
      cases: [one(7, 1, { minutes: 0 }), one(8, null, { minutes: 0 }), one(9, 1)],
    }),
  )
  expect(unweighed).toEqual([7, 8])
  expect(problem.cases.map(({ id }) => id)).toEqual(['9'])
  expect(problem.caseworkers[0]).toMatchObject({
    base: [{ minutes: 0, cases: 1 }],
    limits: [{ mostCases: 2 }],
  })
})

test('where only what is needed may move, whoever can stay is work that is there already', () => {
  const asked = facts({
    occasion: 'leaves',
    scope: 'needed',
    aboutStaffId: 1,
    staff: [from(1), from(2), from(3)],
    cases: [
      one(7, 1),
      one(8, 2, { programmeIds: [5] }),
      one(9, null),
      one(10, 3, { barred: [{ staffId: 3, reason: 'conflict' }] }),
      one(11, 3),
      one(12, 3),
    ],
    locks: [
      { youthId: 11, staffId: 2 },
      { youthId: 12, staffId: 3 },
    ],
  })
  const { problem, droppedLocks } = askedOf(asked)
  expect(problem.cases.map(({ id, lock }) => [id, lock])).toEqual([
    ['7', null],
    ['9', null],
    ['10', null],
    ['11', '2'],
  ])
  expect(problem.caseworkers.map(({ base }) => base)).toEqual([
    [],
    [{ minutes: 180, cases: 1, groups: ['5'] }],
    [{ minutes: 180, cases: 1, groups: [] }],
  ])
  expect(droppedLocks).toEqual([])
})

test('locks that mean nothing any more are told, each with why', () => {
  const { droppedLocks } = askedOf(
    facts({
      staff: [from(1), from(2, { hours: [] })],
      cases: [one(7, 1, { isPlanned: true }), one(8, 1, { minutes: 0 }), one(9, 2), one(10, 1)],
      locks: [
        ...[7, 8, 9].map(youthId => ({ youthId, staffId: 1 })),
        { youthId: 10, staffId: 99 },
        { youthId: 99, staffId: 1 },
      ],
    }),
  )
  expect(Object.fromEntries(droppedLocks.map(({ youthId, why }) => [youthId, why]))).toEqual({
    7: 'changePlanned',
    8: 'unweighed',
    9: 'staysOut',
    10: 'receiverGone',
    99: 'caseClosed',
  })
})

describe('a programme that begins', () => {
  const cases = [
    one(7, 1, { programmeIds: [5] }),
    one(8, 2, { programmeIds: [5] }),
    one(9, 1),
    one(10, null, { programmeIds: [5] }),
  ]
  const staff = [from(1), from(2), from(3)]
  const begins = (takers: number[], over: Partial<ProposalFacts> = {}) =>
    askedOf(
      facts({
        occasion: 'programme',
        scope: 'needed',
        programme: { programmeId: 5, takers },
        cases,
        staff,
        ...over,
      }),
    )

  test('asks about those in it who have nobody who takes it', () => {
    const { problem, takers } = begins([2, 3])
    expect([...takers]).toEqual([2, 3])
    expect(problem.cases.map(({ id }) => id)).toEqual(['7', '10'])
    for (const { pairs } of problem.cases)
      expect(pairs).toEqual([{ caseworkerId: '1', cost: proposalCosts.outsideProgramme }])
  })

  test('without names is taken by whoever has some of them already', () => {
    expect([...begins([]).takers].toSorted()).toEqual([1, 2])
    expect([...begins([99, 3]).takers]).toEqual([3])
  })

  test('is not taken by whoever only has somebody who comes into it, unless nobody is in it yet', () => {
    const comes = one(11, 3, { programmeIds: [5], beginsOn: today + 22 })
    expect([...begins([], { cases: [...cases, comes] }).takers].toSorted()).toEqual([1, 2])
    expect([...begins([], { cases: [comes] }).takers]).toEqual([3])
  })
})

function canStay({ current, forbidden }: AllocationCase, { caseworkers }: AllocationProblem): boolean {
  return (
    caseworkers.some(({ id, available }) => id === current && available) &&
    !forbidden.some(({ caseworkerId }) => caseworkerId === current)
  )
}

test('whatever the staff, each case is asked about once or stays out, and nobody without room is available', () => {
  const someStaff = fc.array(
    fc.record({
      hours: fc.constantFrom([], [{ weeklyMinutes: 2220, during: { from: 0, to: endless } }]),
      weeks: fc.option(fc.integer({ min: 1, max: 30 })),
      deputyId: fc.option(fc.integer({ min: 1, max: 4 })),
    }),
    { minLength: 4, maxLength: 4 },
  )
  fc.assert(
    fc.property(
      someStaff,
      fc.array(fc.option(fc.integer({ min: 1, max: 6 })), { maxLength: 20 }),
      fc.constantFrom('leaves', 'evenOut'),
      fc.constantFrom('needed', 'all'),
      (staff, holders, occasion, scope) => {
        const asked = facts({
          occasion,
          scope,
          ceilings: [ceiling({ cases: 2 }), ceiling({ id: 2, programmeId: 5, minutes: 300 })],
          aboutStaffId: occasion === 'leaves' ? 1 : null,
          staff: staff.map(({ hours, weeks, deputyId }, index) =>
            from(index + 1, { hours, ...(weeks === null ? {} : away(weeks, deputyId)) }),
          ),
          cases: holders.map((holder, index) =>
            one(index + 1, holder, {
              programmeIds: [5],
              earlier: [index % 5],
              barred: [{ staffId: (index % 3) + 1, reason: 'conflict' }],
            }),
          ),
        })
        const { problem, staysOut } = askedOf(asked)
        const out = staysOut.reduce((sum, { cases }) => sum + cases, 0)
        if (scope === 'all') expect(problem.cases.length + out).toBe(asked.cases.length)
        else expect(problem.cases.every(each => !canStay(each, problem))).toBe(true)
        for (const each of problem.caseworkers) {
          expect(each.capacity).toBeGreaterThan(0)
          // What they have now keeps every limit.
          for (const limit of singleLimits(each.limits)) {
            const theirs = problem.cases.filter(({ current }) => current === each.id)
            const counted = theirs.filter(one => isIn(one, limit.group))
            const has =
              limit.unit === 'cases' ? counted.length : counted.reduce((sum, { minutes }) => sum + minutes, 0)
            expect(takenOf(each, limit) + has).toBeLessThanOrEqual(limit.most)
          }
        }
        if (problem.cases.length > 0 && problem.caseworkers.some(({ available }) => available))
          expect(checkProblem(problem)).toEqual([])
      },
    ),
  )
})
