import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkProblem } from '#domain/caseload/check-problem.ts'
import { dive } from '#domain/caseload/dive.ts'
import { findDuals } from '#domain/caseload/dual.ts'
import { generalizedAssignment } from '#domain/caseload/gap.ts'
import { isOfPatterns, withPatterns } from '#domain/caseload/patterns.ts'
import type { AllocationProblem } from '#domain/caseload/problem.ts'
import { randomFrom } from '#domain/caseload/random.ts'
import { keepsRules, scoreOfPlaces } from '#domain/caseload/score.ts'
import { search } from '#domain/caseload/search.ts'
import { layOut } from '#domain/caseload/tableau.ts'
import { leastOfAll, problems } from '#domain/caseload/test-problems.ts'
import { openHighs } from './highs.ts'

const solver = await openHighs()
const never = () => false

function ofPatterns(cases: number, caseworkers: number) {
  return problems(cases, caseworkers).filter(
    problem => checkProblem(problem).length === 0 && isOfPatterns(layOut(problem)),
  )
}

function dived(problem: AllocationProblem, seed: number) {
  const tableau = layOut(problem)
  const duals = findDuals(tableau)
  const random = randomFrom(seed)
  const found = search(tableau, duals, random, null, 500, never)
  return { tableau, duals, found, answer: dive(tableau, duals, solver, random, found, 1_500, never) }
}

test('the bound over patterns is never above the best there is, and never under that over single cases', () => {
  fc.assert(
    fc.property(ofPatterns(7, 3), problem => {
      const tableau = layOut(problem)
      const duals = findDuals(tableau)
      const worth = new Float64Array(tableau.cases)
      const relaxed = withPatterns(tableau, solver, worth, model => model.relax(1_000, never))
      expect(relaxed?.bound).toBeLessThanOrEqual(leastOfAll(problem))
      if (relaxed?.isWhole) expect(relaxed.bound).toBeGreaterThanOrEqual(duals.bound - 1)
    }),
    { numRuns: 100 },
  )
})

test('a dive keeps every rule, is never worse than what it began with, and the same again for the same seed', () => {
  fc.assert(
    fc.property(ofPatterns(40, 8), fc.integer({ min: 0, max: 1_000 }), (problem, seed) => {
      const { tableau, duals, found, answer } = dived(problem, seed)
      expect(answer.points).toBeLessThanOrEqual(found.points)
      expect(answer.bound).toBeGreaterThanOrEqual(duals.bound)
      if (answer.points < Number.POSITIVE_INFINITY) {
        expect(keepsRules(tableau, answer.place)).toBe(true)
        expect(scoreOfPlaces(tableau, answer.place).points).toBe(answer.points)
        expect(answer.bound).toBeLessThanOrEqual(answer.points)
      }
      expect(dived(problem, seed).answer).toEqual(answer)
    }),
    { numRuns: 25 },
  )
})

test('where few cases go to each place, dives find what as many moves alone do not, and prove more', () => {
  const random = randomFrom(5)
  const jobs = () =>
    Array.from({ length: 80 }, () => {
      const minutes = Math.max(1, Math.floor(1 - 10 * Math.log(1 - random.unit())))
      return { minutes, cost: Math.floor(1_000 / minutes - 10 * random.unit()) }
    })
  const agents = Array.from({ length: 16 }, jobs).map(row => ({
    capacity: Math.floor((0.8 * row.reduce((sum, { minutes }) => sum + minutes, 0)) / 16),
    jobs: row,
  }))
  const tableau = layOut(generalizedAssignment(agents))
  expect(isOfPatterns(tableau)).toBe(true)
  const duals = findDuals(tableau)
  const found = search(tableau, duals, randomFrom(1), null, 50_000, never)
  const dives = dive(tableau, duals, solver, randomFrom(1), found, 2_000_000, never)
  const alone = search(tableau, duals, randomFrom(1), found.place, 2_000_000, never)
  expect(dives.points).toBeLessThan(alone.points)
  expect(dives.bound).toBeGreaterThan(duals.bound)
  expect(dives.bound).toBeLessThanOrEqual(dives.points)
})

test('a dive that is ended leaves what there was', () => {
  const [problem] = fc.sample(ofPatterns(30, 5), { seed: 7, numRuns: 1 })
  if (!problem) throw new Error('no problem')
  const tableau = layOut(problem)
  const duals = findDuals(tableau)
  const found = search(tableau, duals, randomFrom(1), null, 5_000, never)
  const ended = dive(tableau, duals, solver, randomFrom(1), found, 1e9, () => true)
  expect(ended).toEqual({ ...found, iterations: 0, bound: duals.bound })
})
