import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkProblem } from './check-problem.ts'
import { atMostMinutes } from './limits.ts'
import { askedOf, type ProposalCase, type ProposalFacts, proposalCosts } from './proposing.ts'
import { endless, fullTime, settings, today } from './test-units.ts'

const from = (staffId: number, over: Parameters<typeof fullTime>[1] = {}) => ({
  time: fullTime(staffId, over),
  ceiling: null,
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
  aboutStaffId: null,
  cases: [],
  staff: [from(1), from(2)],
  settings,
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

test('a day off counts nothing; long leave with a deputy keeps the cases, and takes room of the deputy', () => {
  const short = askedOf(facts({ staff: [from(1, away(1)), from(2)], cases: [one(7, 1)] }))
  expect(short.problem.caseworkers).toMatchObject([{ id: '1', available: true }, { id: '2' }])
  const room = short.problem.caseworkers[1]?.capacity ?? 0
  const long = askedOf(facts({ staff: [from(1, away(20, 2)), from(2)], cases: [one(7, 1), one(8, 2)] }))
  expect(long.problem.cases.map(({ id }) => id)).toEqual(['8'])
  expect(long.problem.caseworkers).toMatchObject([{ id: '2', capacity: room - 180 }])
  expect(long.staysOut).toEqual([{ staffId: 1, why: 'awayWithDeputy', cases: 1 }])
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
    forbidden: [{ caseworkerId: '2', reason: 'kinship' }],
    lock: null,
    pairs: [{ caseworkerId: '3', cost: proposalCosts.knownBefore + proposalCosts.otherProgramme }],
  })
  expect(second?.lock).toBe('3')
})

test('a ceiling holds nobody to less than they have', () => {
  const { problem } = askedOf(
    facts({ staff: [{ ...from(1), ceiling: 100 }, from(2)], cases: [one(7, 1), one(8, 1)] }),
  )
  expect(problem.caseworkers[0]?.limits).toEqual([atMostMinutes(360)])
})

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
      (staff, holders, occasion) => {
        const asked = facts({
          occasion,
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
        expect(problem.cases.length + out).toBe(asked.cases.length)
        for (const each of problem.caseworkers) expect(each.capacity).toBeGreaterThan(0)
        if (problem.cases.length > 0 && problem.caseworkers.some(({ available }) => available))
          expect(checkProblem(problem)).toEqual([])
      },
    ),
  )
})
