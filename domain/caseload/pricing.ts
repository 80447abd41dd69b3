import { boundOf, type Duals, SCALE } from './dual.ts'
import { linearOf } from './linear.ts'
import type { LinearSolver } from './solver.ts'
import { NEVER, type Tableau } from './tableau.ts'

/** Places of each case that become columns to begin with, and columns that a round may add for each. */
const FIRST = 4
const MORE = 3
const ROUNDS = 6

/**
 * Sharpens duals by the linear relaxation: solved over a few columns for each case, which the duals priced, then again
 * with whatever the new duals price lower, until there is nothing such. The bound is computed anew from the prices, in
 * whole numbers, so that nothing hangs on the solver's tolerances; it is never lower than before.
 *
 * @param isOver asked between the rounds, and now and then within them
 * @returns with whether it came to its end
 */
export function sharpen(
  tableau: Tableau,
  duals: Duals,
  solver: LinearSolver,
  isOver: () => boolean,
): { duals: Duals; isWhole: boolean } {
  const { cases, places } = tableau
  let best = duals
  const inside = new Uint8Array(cases * places)
  let prices = duals.prices
  for (let round = 0; round < ROUNDS; round++) {
    if (isOver()) return { duals: best, isWhole: false }
    const added = admit(tableau, prices, inside, round === 0 ? FIRST : MORE, round > 0)
    if (round > 0 && added === 0) break
    const answer = solver.solve(
      linearOf(tableau, pair => inside[pair] === 1, false),
      { isOver },
    )
    if (answer.status === 'stopped') return { duals: best, isWhole: false }
    if (answer.status !== 'optimal' || !answer.rowDuals) break
    prices = answer.rowDuals.slice(cases, cases + places).map(dual => Math.round(-dual * SCALE) / SCALE)
    const bound = boundOf(tableau, prices)
    if (bound > best.bound) best = { prices, bound }
    if (answer.objective - bound < 1) break
  }
  return { duals: best, isWhole: true }
}

/**
 * Lets in the cheapest places of each case by the prices, as columns: as many as `most` that are not inside yet, and
 * with `onlyCheaper` only those that cost less than the cheapest inside. How many came in.
 */
function admit(
  tableau: Tableau,
  prices: Float64Array,
  inside: Uint8Array,
  most: number,
  onlyCheaper: boolean,
): number {
  const { cases, places, cost, minutes } = tableau
  let added = 0
  for (let row = 0; row < cases; row++) {
    let limit = Number.POSITIVE_INFINITY
    const worthOf = (pair: number, place: number) =>
      (cost[pair] ?? 0) + (prices[place] ?? 0) * (minutes[pair] ?? 0)
    if (onlyCheaper)
      for (let place = 0; place < places; place++) {
        const pair = row * places + place
        if (inside[pair] === 1) limit = Math.min(limit, worthOf(pair, place))
      }
    for (let more = 0; more < most; more++) {
      let best = -1
      let bestValue = limit - 1 / SCALE
      for (let place = 0; place < places; place++) {
        const pair = row * places + place
        if (inside[pair] === 1 || minutes[pair] === NEVER) continue
        const value = worthOf(pair, place)
        if (value < bestValue) {
          best = pair
          bestValue = value
        }
      }
      if (best < 0) break
      inside[best] = 1
      added++
    }
  }
  return added
}
