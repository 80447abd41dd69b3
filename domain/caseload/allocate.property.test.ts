import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AllocationJob, allocate } from './allocate.ts'
import { checkProblem, PEOPLE } from './check-problem.ts'
import type { AllocationProblem, Assignment } from './problem.ts'
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

/** The score as a person would work it out from the problem itself; null for what breaks a rule. */
function scoreByHand(problem: AllocationProblem, assignment: Assignment): number | null {
  let points = 0
  const load = new Map<string, number>()
  for (const each of problem.cases) {
    const to = assignment.get(each.id)
    if (to === undefined) return null
    if (to === null) {
      if (each.waitingPrice === null || each.lock !== null) return null
      points += each.waitingPrice
    } else {
      if (each.forbidden.some(bar => bar.caseworkerId === to)) return null
      if (each.lock !== null && each.lock !== to) return null
      const pair = each.pairs.find(({ caseworkerId }) => caseworkerId === to)
      points += pair?.cost ?? 0
      load.set(to, (load.get(to) ?? 0) + (pair?.minutes ?? each.minutes))
    }
    const couldStay = each.current !== null && !each.forbidden.some(bar => bar.caseworkerId === each.current)
    if (couldStay && to !== each.current) points += each.moveCost
  }
  for (const { id, capacity, ceiling } of problem.caseworkers) {
    const minutes = load.get(id) ?? 0
    if (ceiling !== null && minutes > ceiling) return null
    for (const [at, step] of problem.loadPrice.entries()) {
      const from = Math.round((step.fromPercent * capacity) / 100)
      const next = problem.loadPrice[at + 1]
      const to = next ? Math.round((next.fromPercent * capacity) / 100) : Number.POSITIVE_INFINITY
      points += Math.max(0, Math.min(minutes, to) - from) * Math.round((step.perPercent * 100) / capacity)
    }
  }
  return points
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
        const asIs = scoreByHand(problem, today)
        if (asIs !== null) expect(certificate.objective).toBeLessThanOrEqual(asIs)
        if (!assignment) return
        expect(scoreByHand(problem, assignment)).toBe(certificate.objective)
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
