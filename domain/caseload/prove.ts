import type { Duals } from './dual.ts'
import { linearOf } from './linear.ts'
import { keepsRules, scoreOfPlaces } from './score.ts'
import type { LinearAnswer, LinearSolver, SolveLimits } from './solver.ts'
import { NEVER, type Tableau } from './tableau.ts'

/** With more pairs than these left open, a proof is not tried. */
const MOST_PAIRS = 15_000

/** Beyond the solver's own tolerances, in parts of the objective. */
const SAFE = 1e-9

export interface Proof {
  /** The best assignment known after it; null where there is none. */
  place: Int32Array | null
  /** Its points; infinite where there is none. */
  points: number
  bound: number
  /** Whether it was proved that nothing keeps the rules. */
  isImpossible: boolean
  /** Of the tree, with which it ends the same again; 0 where none was searched, or the clock ended it in its root. */
  nodes: number
}

/**
 * Tries to close what is left between the best assignment and the bound. A pair whose reduced cost is more than that
 * can be in no better assignment, so it is left out; the rest goes to the solver as a whole-number problem, with the
 * best as its start. Without any assignment, all pairs go.
 *
 * @param place the best known; null when none was found
 */
export function prove(
  tableau: Tableau,
  duals: Duals,
  place: Int32Array | null,
  solver: LinearSolver,
  limits: SolveLimits,
): Proof {
  const points = place ? scoreOfPlaces(tableau, place).points : Number.POSITIVE_INFINITY
  const open = openPairs(duals, points - duals.bound)
  if (open.count > MOST_PAIRS) return { place, points, bound: duals.bound, isImpossible: false, nodes: 0 }
  const model = linearOf(tableau, pair => open.is[pair] === 1, true)
  const answer = solver.solve(model, {
    ...limits,
    absoluteGap: 0.999,
    ...(place ? { start: startOf(tableau, model.pairs, model.upper, place) } : {}),
  })
  // What a clock has cut short would not come again, so an answer of ours is kept before it.
  const isKept = answer.nodes > 0 || place === null
  const found = answer.columns && isKept ? placesIn(tableau, model.pairs, answer.columns) : null
  const better =
    found && keepsRules(tableau, found) && scoreOfPlaces(tableau, found).points < points ? found : place
  const least = better ? scoreOfPlaces(tableau, better).points : Number.POSITIVE_INFINITY
  // What is left out cannot be better than `points`, so the bound of the rest holds up to there.
  const proved = answer.status === 'infeasible' ? points : Math.min(points, boundIn(answer))
  return {
    place: better,
    points: least,
    bound: Math.max(duals.bound, Math.min(proved, least)),
    isImpossible: answer.status === 'infeasible' && place === null,
    nodes: answer.nodes,
  }
}

/** Pairs that an assignment with less than `gap` points above the bound may have. */
export function openPairs(
  { priced, prices }: Pick<Duals, 'priced' | 'prices'>,
  gap: number,
): { is: Uint8Array; count: number } {
  const { cases, places, cost, minutes } = priced
  const is = new Uint8Array(cases * places)
  const value = new Float64Array(places)
  let count = 0
  for (let row = 0; row < cases; row++) {
    let least = Number.POSITIVE_INFINITY
    for (let place = 0; place < places; place++) {
      const load = minutes[row * places + place] ?? 0
      value[place] =
        load === NEVER
          ? Number.POSITIVE_INFINITY
          : (cost[row * places + place] ?? 0) + (prices[place] ?? 0) * load
      least = Math.min(least, value[place] ?? 0)
    }
    for (let place = 0; place < places; place++) {
      if ((value[place] ?? 0) === Number.POSITIVE_INFINITY || (value[place] ?? 0) - least > gap) continue
      is[row * places + place] = 1
      count++
    }
  }
  return { is, count }
}

function startOf(tableau: Tableau, pairs: Int32Array, upper: Float64Array, place: Int32Array): Float64Array {
  const { places, minutes, stepStart } = tableau
  const start = new Float64Array(upper.length)
  const load = new Float64Array(places)
  for (const [column, pair] of pairs.entries()) {
    const to = pair % places
    if (place[Math.floor(pair / places)] !== to) continue
    start[column] = 1
    load[to] = (load[to] ?? 0) + (minutes[pair] ?? 0)
  }
  for (let to = 0; to < places; to++) {
    for (let step = stepStart[to] ?? 0; step < (stepStart[to + 1] ?? 0); step++) {
      const column = pairs.length + step
      const filled = Math.min(load[to] ?? 0, upper[column] ?? 0)
      start[column] = filled
      load[to] = (load[to] ?? 0) - filled
    }
  }
  return start
}

function placesIn({ cases, places }: Tableau, pairs: Int32Array, columns: Float64Array): Int32Array {
  const place = new Int32Array(cases).fill(-1)
  for (const [column, pair] of pairs.entries())
    if ((columns[column] ?? 0) > 0.5) place[Math.floor(pair / places)] = pair % places
  return place
}

/**
 * Costs are whole, so a bound rounds up; a little less than it says, for what the solver may be off by. One that failed
 * says nothing: what stands in its place may be what it began with.
 */
function boundIn({ status, bound }: Pick<LinearAnswer, 'status' | 'bound'>): number {
  if (status === 'failed' || !Number.isFinite(bound)) return Number.NEGATIVE_INFINITY
  return Math.ceil(bound - 1e-6 - Math.abs(bound) * SAFE)
}
