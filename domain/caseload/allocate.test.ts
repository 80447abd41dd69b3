import { expect, test } from 'vitest'
import { type AllocationJob, allocate } from './allocate.ts'
import { ANY_NUMBERS, PEOPLE } from './check-problem.ts'
import { boundOf } from './dual.ts'
import { generalizedAssignment } from './gap.ts'
import type { AllocationCase, AllocationCaseworker, AllocationProblem } from './problem.ts'
import { randomFrom } from './random.ts'
import { layOut } from './tableau.ts'

const job: AllocationJob = {
  seed: 1,
  iterations: 20_000,
  nodes: 0,
  secondsLeft: null,
  solver: null,
  hash: text => String(text.length),
  limits: PEOPLE,
}

const someCase = (id: string, over: Partial<AllocationCase> = {}): AllocationCase => ({
  id,
  minutes: 1,
  groups: [],
  current: null,
  lock: null,
  moveCost: 0,
  waitingPrice: null,
  pairs: [],
  forbidden: [],
  ...over,
})
const worker = (id: string, over: Partial<AllocationCaseworker> = {}): AllocationCaseworker => ({
  id,
  available: true,
  capacity: 1_000,
  limits: [],
  base: [],
  ...over,
})

test('where nothing holds the prices down, they prove no more than is true', () => {
  // With a single caseworker any price above the load's is as good as another, and they ran away until sums were no
  // longer exact: the bound was 515, and the search ended without the answer of 514.
  const problem: AllocationProblem = {
    loadPrice: [
      { fromPercent: 0, perPercent: 0 },
      { fromPercent: 5, perPercent: 1 },
    ],
    caseworkers: [worker('w', { capacity: 50 })],
    cases: [someCase('a'), someCase('b', { minutes: 29 }), someCase('c', { minutes: 230 })],
  }
  expect(allocate(problem, job).certificate).toMatchObject({ objective: 514, bound: 514, gap: 0 })
  for (const price of [2, 1e9, 1e13, 1e15])
    expect(boundOf(layOut(problem), Float64Array.of(price))).toBeLessThanOrEqual(514)
})

test('of a group nobody gets more than the limit, and the rest goes where it is dearer', () => {
  const limits = [{ group: 'project', mostCases: 2, mostMinutes: null }]
  const cases = ['a', 'b', 'c', 'd'].map(id =>
    someCase(id, { groups: id === 'd' ? [] : ['project'], pairs: [{ caseworkerId: 'far', cost: 100 }] }),
  )
  const problem = { loadPrice: [], caseworkers: [worker('near', { limits }), worker('far')], cases }
  const { assignment, certificate } = allocate(problem, job)
  const near = cases.filter(({ id }) => assignment?.get(id) === 'near')
  expect(certificate.objective).toBe(100)
  expect(near.map(({ id }) => id)).toContain('d')
  expect(near).toHaveLength(3)
})

test('work beside counts in load and in limits, and leaves the capacity whole', () => {
  const base = [{ minutes: 500, cases: 3, groups: ['project'] }]
  const limits = [{ group: 'project', mostCases: 4, mostMinutes: null }]
  const cases = ['a', 'b', 'c'].map(id =>
    someCase(id, { minutes: 100, groups: ['project'], waitingPrice: 9_000 }),
  )
  const loadPrice = [{ fromPercent: 50, perPercent: 10 }]
  const problem = { loadPrice, caseworkers: [worker('w', { base, limits })], cases }
  const { assignment, certificate } = allocate(problem, job)
  expect([...(assignment?.values() ?? [])].filter(to => to === 'w')).toHaveLength(1)
  // Ten percent of the whole capacity above the half that is taken, and two who wait.
  expect(certificate.objective).toBe(100 + 18_000)
})

test('where all cases and all caseworkers are alike, each gets as many', () => {
  const loadPrice = [
    { fromPercent: 0, perPercent: 1_000 },
    { fromPercent: 50, perPercent: 4_000 },
    { fromPercent: 90, perPercent: 26_000 },
    { fromPercent: 100, perPercent: 70_000 },
  ]
  const caseworkers = Array.from({ length: 40 }, (_, at) => worker(`w${at}`, { capacity: 6_300 }))
  const cases = Array.from({ length: 400 }, (_, at) =>
    someCase(`c${at}`, { minutes: at % 2 === 0 ? 600 : 601, waitingPrice: 8_000_000 + at }),
  )
  const { assignment } = allocate({ loadPrice, caseworkers, cases }, job)
  const counts = Map.groupBy(assignment?.values() ?? [], to => to)
  expect([...counts.values()].map(({ length }) => length)).toEqual(caseworkers.map(() => 10))
})

test('where many are nearly alike and there is too little time, nobody gets twice what there is time for', () => {
  const loadPrice = [
    { fromPercent: 0, perPercent: 1_000 },
    { fromPercent: 80, perPercent: 12_000 },
    { fromPercent: 100, perPercent: 70_000 },
    { fromPercent: 110, perPercent: 200_000 },
  ]
  const caseworkers = Array.from({ length: 60 }, (_, at) =>
    worker(`w${at}`, { capacity: [6_300, 5_000, 3_800][at % 3] ?? 0 }),
  )
  const cases = Array.from({ length: 1_500 }, (_, at) =>
    someCase(`c${at}`, {
      minutes: 90 + ((at * 37) % 250),
      pairs: at % 7 === 0 ? [{ caseworkerId: `w${at % 60}`, cost: -15_000 }] : [],
    }),
  )
  const { assignment } = allocate({ loadPrice, caseworkers, cases }, job)
  const shares = caseworkers.map(({ id, capacity }) => {
    const theirs = cases.filter(each => assignment?.get(each.id) === id)
    return theirs.reduce((sum, { minutes }) => sum + minutes, 0) / capacity
  })
  expect(Math.max(...shares)).toBeLessThan(1.3)
})

test('where there is no time at all, it is looked until there is an answer, and the same again without a clock', () => {
  // The cheaper a job, the more it takes, and capacities are hard: where the prices would have the jobs breaks them.
  const random = randomFrom(3)
  const agents = Array.from({ length: 5 }, () => {
    const jobs = Array.from({ length: 100 }, () => {
      const minutes = 1 + random.below(100)
      return { minutes, cost: 101 - minutes + random.below(21) }
    })
    const all = jobs.reduce((sum, { minutes }) => sum + minutes, 0)
    return { capacity: Math.floor((0.8 * all) / 5), jobs }
  })
  const problem = generalizedAssignment(agents)
  const endless = { ...job, limits: ANY_NUMBERS, iterations: Number.POSITIVE_INFINITY }
  const hurried = allocate(problem, { ...endless, secondsLeft: () => 0 })
  expect(hurried.certificate).toMatchObject({ status: 'feasible', objective: expect.any(Number) })
  const { iterations } = hurried.certificate
  expect(allocate(problem, { ...endless, iterations })).toEqual(hurried)
})
