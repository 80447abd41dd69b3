import { audit } from './audit.ts'
import { type Certificate, canonical, gapOf, SEARCH_VERSION } from './certificate.ts'
import { type AllocationFault, checkProblem, type NumberLimits } from './check-problem.ts'
import { conflictOf } from './conflict.ts'
import { findDuals } from './dual.ts'
import { sharpen } from './pricing.ts'
import type { AllocationProblem, Assignment } from './problem.ts'
import { openPairs, prove } from './prove.ts'
import { randomFrom } from './random.ts'
import { search } from './search.ts'
import type { LinearSolver } from './solver.ts'
import { assignmentOf, layOut, placesOf } from './tableau.ts'

export interface AllocationJob {
  seed: number
  /** Moves to try at the most; infinite where the clock ends it. */
  iterations: number
  /** Nodes of the proof's search tree at the most; 0 for no proof. */
  nodes: number
  /** Seconds that are left; null when only iterations and nodes count, so that it can be repeated. */
  secondsLeft: (() => number) | null
  /** Without one, no bound beyond our own, no proof, and no reason where nothing is possible. */
  solver: LinearSolver | null
  /** SHA-256 of a text, in hexadecimal digits. */
  hash: (text: string) => string
  limits: NumberLimits
}

export interface Allocation {
  /** Why it cannot be asked or answered; empty when there is an assignment. */
  faults: readonly AllocationFault[]
  assignment: Assignment | null
  certificate: Certificate
}

/** Of the seconds given, how much the search may use when a proof comes after it; less where that looks near. */
const FOR_SEARCH = 0.6
const FOR_SHORT_SEARCH = 0.25

/** A proof looks near when no more than so many places are left open for each case. */
const NARROW = 3

/** And how much of them may be used before the answer is put together. */
const ALL = 0.98

/** Moves a place before the linear relaxation is asked, so that there soon is an answer. */
const FIRST_MOVES = 20_000

/**
 * Who shall have whom. Never worse than what is today, where that keeps the rules. The same problem, seed, iterations
 * and nodes give the same assignment wherever no clock ends it.
 */
export function allocate(problem: AllocationProblem, job: AllocationJob): Allocation {
  const inputHash = job.hash(canonical(problem))
  const certify = (
    status: Certificate['status'],
    objective: number | null,
    bound: number,
    iterations: number,
  ): Certificate => ({
    status,
    objective,
    bound,
    gap: gapOf(objective, bound),
    seed: job.seed,
    iterations,
    solver: [SEARCH_VERSION, ...(job.solver ? [job.solver.version] : [])].join(', '),
    inputHash,
  })
  const faults = checkProblem(problem, job.limits)
  if (faults.length > 0)
    return { faults, assignment: null, certificate: certify('infeasible', null, Number.POSITIVE_INFINITY, 0) }

  const begun = job.secondsLeft?.() ?? 0
  const spent = (part: number) => () => job.secondsLeft !== null && job.secondsLeft() <= begun * (1 - part)
  const tableau = layOut(problem)
  const today = placesOf(problem, tableau, new Map(problem.cases.map(each => [each.id, each.current])))
  let duals = findDuals(tableau, spent(FOR_SEARCH))
  const random = randomFrom(job.seed)
  const until = (part: number) => (points: number) => points <= duals.bound || spent(part)()
  const first = Math.min(job.iterations, FIRST_MOVES * tableau.places)
  let found = search(tableau, duals.prices, random, today, first, until(FOR_SEARCH))
  let iterations = found.iterations
  if (job.solver && found.points > duals.bound) duals = sharpen(tableau, duals, job.solver, spent(FOR_SEARCH))
  const narrow = openPairs(tableau, duals.prices, found.points - duals.bound).count <= NARROW * tableau.cases
  const before = narrow ? FOR_SHORT_SEARCH : FOR_SEARCH
  const part = job.solver && job.nodes > 0 ? before : ALL
  if (iterations < job.iterations && found.points > duals.bound) {
    const kept = found.points < Number.POSITIVE_INFINITY ? found.place : today
    found = search(tableau, duals.prices, random, kept, job.iterations - iterations, until(part))
    iterations += found.iterations
  }
  let place = found.points < Number.POSITIVE_INFINITY ? found.place : null
  let { bound } = duals
  let impossible = false
  let points = found.points
  if (job.solver && job.nodes > 0 && points > bound) {
    const left = job.secondsLeft?.()
    const proof = prove(tableau, duals, place, job.solver, {
      nodes: job.nodes,
      ...(left === undefined ? {} : { seconds: Math.max(0.05, left - begun * (1 - ALL)) }),
    })
    ;({ place, bound, impossible, points } = proof)
  }
  if (!impossible && points > bound && iterations < job.iterations && !spent(ALL)()) {
    // No proof was tried, or it ended early: what is left of the budget goes on looking.
    found = search(
      tableau,
      duals.prices,
      random,
      place ?? today,
      job.iterations - iterations,
      best => best <= bound || spent(ALL)(),
    )
    iterations += found.iterations
    if (found.points < points) ({ place, points } = found)
  }
  if (!place) {
    const reasons = impossible && job.solver ? conflictOf(problem, tableau, job.solver) : []
    const certificate = certify(impossible ? 'infeasible' : 'unknown', null, bound, iterations)
    return { faults: reasons, assignment: null, certificate }
  }
  const assignment = assignmentOf(problem, tableau, place)
  const audited = audit(problem, assignment)
  if (audited !== points || bound > points)
    throw new Error(
      `an allocation of ${points} points (bound ${bound}) is worth ${audited} when worked out anew`,
    )
  return {
    faults: [],
    assignment,
    certificate: certify(points <= bound ? 'optimal' : 'feasible', points, bound, iterations),
  }
}
