import { audit } from './audit.ts'
import { type Certificate, canonical, gapOf, SEARCH_VERSION } from './certificate.ts'
import { type AllocationFault, checkProblem, type NumberLimits } from './check-problem.ts'
import { conflictOf } from './conflict.ts'
import { dive } from './dive.ts'
import { findDuals } from './dual.ts'
import { isOfPatterns } from './patterns.ts'
import { sharpen } from './pricing.ts'
import type { AllocationProblem, Assignment } from './problem.ts'
import { openPairs, type Proof, prove } from './prove.ts'
import { randomFrom } from './random.ts'
import { search } from './search.ts'
import type { LinearSolver } from './solver.ts'
import { assignmentOf, layOut, placesOf, type Tableau } from './tableau.ts'

export interface AllocationJob {
  seed: number
  /** Moves to try at the most; infinite where the clock ends it. */
  iterations: number
  /** Nodes of the proof's search tree at the most; 0 for no proof. */
  nodes: number
  /**
   * Seconds that are left; null when only iterations and nodes count. However it ends, the certificate's iterations and
   * nodes give the same assignment again without a clock.
   */
  secondsLeft: (() => number) | null
  /** Seconds of the clock in one of `secondsLeft`, where that counts the processor's: 1 unless it is said. */
  clockRate?: number
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

/** Of the seconds given, how much the search uses before a proof that looks near, and until when one is begun. */
const BEFORE_PROOF = 0.12
const LAST_PROOF = 0.75

/** A proof looks near when no more than so many places are left open for each case. */
const NARROW = 3

/** And how much of them may be used before the answer is put together. */
const ALL = 0.98

/** Moves a place before whole patterns are looked at. */
const MOVES_BEFORE_DIVES = 200_000

/** Moves a place before the linear relaxation is asked, so that there soon is an answer. */
const FIRST_MOVES = 20_000

/**
 * Who shall have whom. Never worse than what is today, where that keeps the rules. The same problem, seed, iterations
 * and nodes give the same assignment, whatever clock ended it first.
 *
 * @throws Error where an answer is not worth what was computed for it: a mistake here
 */
export function allocate(problem: AllocationProblem, job: AllocationJob): Allocation {
  const inputHash = job.hash(canonical(problem))
  const certify = (part: Pick<Certificate, 'status' | 'objective' | 'bound' | 'iterations' | 'nodes'>) => ({
    ...part,
    gap: gapOf(part.objective, part.bound),
    seed: job.seed,
    solver: [SEARCH_VERSION, ...(job.solver ? [job.solver.version] : [])].join(', '),
    inputHash,
  })
  const faults = checkProblem(problem, job.limits)
  if (faults.length > 0) {
    const none = { objective: null, bound: Number.POSITIVE_INFINITY, iterations: 0, nodes: 0 }
    return { faults, assignment: null, certificate: certify({ status: 'infeasible', ...none }) }
  }
  const tableau = layOut(problem)
  const answer = solve(problem, tableau, job)
  const { place, points, bound, isImpossible, iterations, nodes } = answer
  const spent = { bound, iterations, nodes }
  if (!place) {
    const status = isImpossible ? 'infeasible' : 'unknown'
    const reasons = isImpossible && job.solver ? conflictOf(problem, tableau, job.solver) : []
    return { faults: reasons, assignment: null, certificate: certify({ status, objective: null, ...spent }) }
  }
  const assignment = assignmentOf(problem, tableau, place)
  const audited = audit(problem, assignment)
  if (audited !== points || bound > points)
    throw new Error(
      `an allocation of ${points} points (bound ${bound}) is worth ${audited} when worked out anew`,
    )
  const status = points <= bound ? 'optimal' : 'feasible'
  return { faults: [], assignment, certificate: certify({ status, objective: points, ...spent }) }
}

interface Answer extends Proof {
  iterations: number
}

function solve(problem: AllocationProblem, tableau: Tableau, job: AllocationJob): Answer {
  const { secondsLeft, solver } = job
  const begun = secondsLeft?.() ?? 0
  const isSpent = (part: number) => secondsLeft !== null && secondsLeft() <= begun * (1 - part)
  const today = placesOf(problem, tableau, new Map(problem.cases.map(each => [each.id, each.current])))
  let duals = findDuals(tableau)
  const random = randomFrom(job.seed)
  const first = Math.min(job.iterations, FIRST_MOVES * tableau.places)
  // However little time there is, it is looked until somebody has everybody, or as far as these few moves reach.
  const isAnswer = (points: number) => points < Number.POSITIVE_INFINITY
  let found = search(
    tableau,
    duals,
    random,
    today,
    first,
    points => points <= duals.bound || (isAnswer(points) && isSpent(ALL)),
  )
  let { iterations } = found
  let isWhole = true
  if (solver && found.points > duals.bound) {
    const sharp = sharpen(
      tableau,
      duals,
      found.points < Number.POSITIVE_INFINITY ? found.place : null,
      solver,
      () => isSpent(ALL),
    )
    duals = sharp.duals
    isWhole = sharp.isWhole
  }
  const isNear = (points: number) => openPairs(duals, points - duals.bound).count <= NARROW * tableau.cases
  // What only a part of the prices was found for could not be repeated.
  if (isWhole && iterations < job.iterations && found.points > duals.bound) {
    let looked = Number.POSITIVE_INFINITY
    let near = false
    const isEnough = (points: number, bound = duals.bound) => {
      if (points <= bound || isSpent(ALL)) return true
      if (secondsLeft === null || !solver || job.nodes === 0) return false
      if (!isSpent(BEFORE_PROOF) || isSpent(LAST_PROOF)) return false
      if (points < looked) near = isNear(points)
      looked = points
      return near
    }
    const kept = found.points < Number.POSITIVE_INFINITY ? found.place : today
    const isPacked = solver !== null && isOfPatterns(tableau)
    const left = () => job.iterations - iterations
    const moves = isPacked ? Math.min(left(), MOVES_BEFORE_DIVES * tableau.places) : left()
    found = search(tableau, duals, random, kept, moves, isEnough)
    if (isPacked && iterations + found.iterations < job.iterations && !isEnough(found.points)) {
      iterations += found.iterations
      const dived = dive(tableau, duals, solver, random, found, left(), isEnough)
      duals = { ...duals, bound: dived.bound }
      found = dived
    }
    iterations += found.iterations
  }
  const place = found.points < Number.POSITIVE_INFINITY ? found.place : null
  const unproved: Answer = {
    place,
    points: found.points,
    bound: duals.bound,
    isImpossible: false,
    nodes: 0,
    iterations,
  }
  const isAsked = solver && job.nodes > 0 && isWhole && found.points > duals.bound
  if (!isAsked || (secondsLeft && place && (isSpent(ALL) || !isNear(found.points)))) return unproved
  const left = secondsLeft?.()
  const proof = prove(tableau, duals, place, solver, {
    nodes: job.nodes,
    isOver: () => isSpent(ALL),
    ...(left === undefined ? {} : { seconds: Math.max(0.05, left) * (job.clockRate ?? 1) }),
  })
  return { ...proof, iterations }
}
