import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AllocationJob, allocate } from './allocate.ts'
import { audit } from './audit.ts'
import { checkProblem, PEOPLE } from './check-problem.ts'
import { randomFrom } from './random.ts'
import { deltaOf, loadsOf, scoreOf, scoreOfPlaces } from './score.ts'
import { layOut, NEVER, placesOf } from './tableau.ts'
import { leastOfAll, problems } from './test-problems.ts'

const job: AllocationJob = {
  seed: 1,
  iterations: 60_000,
  nodes: 0,
  secondsLeft: null,
  solver: null,
  hash: text => String(text.length),
  limits: PEOPLE,
}

const askable = (most: number, workers: number) =>
  problems(most, workers).filter(problem => checkProblem(problem).length === 0)

describe('allocate', () => {
  it('finds the best there is in small problems, and nothing where nothing keeps the rules', () => {
    fc.assert(
      fc.property(askable(6, 3), problem => {
        const { assignment, certificate } = allocate(problem, job)
        const least = leastOfAll(problem)
        expect(certificate.bound).toBeLessThanOrEqual(least)
        if (least === Number.POSITIVE_INFINITY) expect(assignment).toBeNull()
        else expect(certificate.objective).toBe(least)
      }),
      { numRuns: 150 },
    )
  })

  it('keeps every rule, is never worse than what is, and says its score exactly', () => {
    fc.assert(
      fc.property(askable(40, 6), problem => {
        const { assignment, certificate } = allocate(problem, { ...job, iterations: 5_000 })
        const today = new Map(problem.cases.map(each => [each.id, each.current]))
        const asIs = audit(problem, today)
        if (asIs !== null) expect(certificate.objective).toBeLessThanOrEqual(asIs)
        if (!assignment) return
        expect(audit(problem, assignment)).toBe(certificate.objective)
        expect(scoreOf(problem, assignment)?.points).toBe(certificate.objective)
        expect(certificate.bound).toBeLessThanOrEqual(certificate.objective ?? Number.NEGATIVE_INFINITY)
      }),
      { numRuns: 100 },
    )
  })

  it('gives the same answer to the same problem, seed and iterations', () => {
    fc.assert(
      fc.property(askable(30, 5), fc.integer(), (problem, seed) => {
        const first = allocate(problem, { ...job, seed, iterations: 4_000 })
        const again = allocate(structuredClone(problem), { ...job, seed, iterations: 4_000 })
        expect(again).toEqual(first)
      }),
      { numRuns: 40 },
    )
  })

  it('proves the same whatever order the cases stand in, and finds as good an answer', () => {
    fc.assert(
      fc.property(askable(6, 3), fc.integer(), (problem, seed) => {
        const random = randomFrom(seed)
        const cases = [...problem.cases]
        for (let at = cases.length - 1; at > 0; at--) {
          const other = random.below(at + 1)
          const [a, b] = [cases[at], cases[other]]
          if (a && b) [cases[at], cases[other]] = [b, a]
        }
        const { objective } = allocate({ ...problem, cases }, job).certificate
        expect(objective).toBe(allocate(problem, job).certificate.objective)
      }),
      { numRuns: 60 },
    )
  })
})

describe('the score', () => {
  it('changes by the delta when one goes to another place', () => {
    fc.assert(
      fc.property(askable(20, 5), fc.integer(), (problem, seed) => {
        const { assignment } = allocate(problem, { ...job, iterations: 100 })
        if (!assignment) return
        const tableau = layOut(problem)
        const place = placesOf(problem, tableau, assignment)
        const random = randomFrom(seed)
        const row = random.below(tableau.cases)
        const to = random.below(tableau.places)
        if (tableau.minutes[row * tableau.places + to] === NEVER) return
        const delta = deltaOf(tableau, place, loadsOf(tableau, place), row, to)
        const moved = Int32Array.from(place)
        moved[row] = to
        expect(scoreOfPlaces(tableau, moved).points - scoreOfPlaces(tableau, place).points).toBe(delta)
      }),
      { numRuns: 200 },
    )
  })
})
