import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type AllocationJob, allocate } from '#domain/caseload/allocate.ts'
import { checkProblem, PEOPLE } from '#domain/caseload/check-problem.ts'
import { leastOfAll, problems } from '#domain/caseload/test-problems.ts'
import { openHighs } from './highs.ts'

const alone: AllocationJob = {
  seed: 1,
  iterations: 2_000,
  nodes: 0,
  secondsLeft: null,
  solver: null,
  hash: () => '',
  limits: PEOPLE,
}
const proving: AllocationJob = { ...alone, nodes: 5_000, solver: await openHighs() }

test('a small problem is proved: best, or impossible with the rules that conflict', () => {
  const askable = problems(7, 3).filter(problem => checkProblem(problem).length === 0)
  fc.assert(
    fc.property(askable, problem => {
      const { faults, assignment, certificate } = allocate(problem, proving)
      if (assignment) {
        expect(certificate).toMatchObject({ status: 'optimal', gap: 0 })
        expect(certificate.objective).toBe(leastOfAll(problem))
      } else {
        expect(certificate.status).toBe('infeasible')
        expect(faults).toHaveLength(1)
        expect(leastOfAll(problem)).toBe(Number.POSITIVE_INFINITY)
      }
    }),
    { numRuns: 120 },
  )
})

test('the relaxation only ever sharpens the bound, and never above what was found', () => {
  const askable = problems(60, 8).filter(problem => checkProblem(problem).length === 0)
  fc.assert(
    fc.property(askable, problem => {
      const rough = allocate(problem, { ...alone, iterations: 3_000 }).certificate
      const sharp = allocate(problem, { ...proving, iterations: 3_000, nodes: 0 }).certificate
      expect(sharp.bound).toBeGreaterThanOrEqual(rough.bound)
      if (rough.objective !== null) expect(sharp.bound).toBeLessThanOrEqual(rough.objective)
    }),
    { numRuns: 40 },
  )
})

test('limits of a group are part of the bound: what must wait for them is paid in it', () => {
  const workers = ['w0', 'w1'].map(id => ({
    id,
    available: true,
    capacity: 5_000,
    limits: [{ group: 'project', mostCases: 8, mostMinutes: null }],
    base: [],
  }))
  const cases = Array.from({ length: 30 }, (_, at) => ({
    id: `c${at}`,
    minutes: 100 + at,
    groups: at < 20 ? ['project'] : [],
    current: null,
    lock: null,
    moveCost: 0,
    waitingPrice: 10_000 + at,
    pairs: [],
    forbidden: [],
  }))
  const { objective, bound } = allocate(
    { cases, caseworkers: workers, loadPrice: [] },
    { ...proving, iterations: 200_000, nodes: 0 },
  ).certificate
  // Four of the twenty wait: the cheapest.
  expect(objective).toBe(40_000 + 0 + 1 + 2 + 3)
  expect(bound).toBe(objective)
})
