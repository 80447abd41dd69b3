import { countsOf } from './limit-table.ts'
import type { AllocationProblem, Assignment } from './problem.ts'
import { layOut, NEVER, placesOf, priceOf, type Tableau } from './tableau.ts'

/** What an assignment costs, in points, and what it is made of. */
export interface Score {
  /** The sum of the others. */
  points: number
  /** Match, and stability where somebody is moved who could have stayed. */
  pairs: number
  /** The price of everybody's load. */
  load: number
  /** What those left on the waiting list cost. */
  waiting: number
}

/** The exact score of a whole assignment that keeps the hard rules; null for any other. */
export function scoreOf(problem: AllocationProblem, assignment: Assignment): Score | null {
  const tableau = layOut(problem)
  const place = placesOf(problem, tableau, assignment)
  return keepsRules(tableau, place) ? scoreOfPlaces(tableau, place) : null
}

/** The score by places; of an assignment that `keepsRules`. */
export function scoreOfPlaces(tableau: Tableau, place: Int32Array): Score {
  const { places, waiting, cost } = tableau
  const score: Score = { points: 0, pairs: 0, load: 0, waiting: 0 }
  for (const [row, to] of place.entries()) {
    const points = cost[row * places + to] ?? 0
    if (to === waiting) score.waiting += points
    else score.pairs += points
  }
  for (const [to, load] of loadsOf(tableau, place).entries()) score.load += priceOf(tableau, to, load)
  score.points = score.pairs + score.load + score.waiting
  return score
}

/** Minutes a month at each place, without its base. */
export function loadsOf(tableau: Tableau, place: Int32Array): Float64Array {
  const load = new Float64Array(tableau.places)
  for (const [row, to] of place.entries())
    if (to >= 0) load[to] = (load[to] ?? 0) + (tableau.minutes[row * tableau.places + to] ?? 0)
  return load
}

/** Whether everybody has a place that may have them, and nobody more than the limits allow. */
export function keepsRules(tableau: Tableau, place: Int32Array): boolean {
  for (const [row, to] of place.entries())
    if (to < 0 || tableau.minutes[row * tableau.places + to] === NEVER) return false
  if (loadsOf(tableau, place).some((load, to) => load > (tableau.ceiling[to] ?? 0))) return false
  const { limits } = tableau
  return (
    limits === null || countsOf(limits, place, tableau).every((count, at) => count <= (limits.most[at] ?? 0))
  )
}

/**
 * What changes in points when one case goes to another place, without the limits.
 *
 * @param load what `loadsOf` gives for `place`
 */
export function deltaOf(
  tableau: Tableau,
  place: Int32Array,
  load: Float64Array,
  row: number,
  to: number,
): number {
  const from = place[row] ?? 0
  if (from === to) return 0
  const { places, cost, minutes } = tableau
  const leaves = row * places + from
  const comes = row * places + to
  const before = load[from] ?? 0
  const there = load[to] ?? 0
  return (
    (cost[comes] ?? 0) -
    (cost[leaves] ?? 0) +
    priceOf(tableau, from, before - (minutes[leaves] ?? 0)) -
    priceOf(tableau, from, before) +
    priceOf(tableau, to, there + (minutes[comes] ?? 0)) -
    priceOf(tableau, to, there)
  )
}
