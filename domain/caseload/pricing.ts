import { boundOf, type Duals, SCALE } from './dual.ts'
import { amountOf } from './limit-table.ts'
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
 * @param known an assignment that keeps the rules, whose pairs become columns, so that the relaxation can be solved
 * @param isOver asked between the rounds, and now and then within them
 * @returns with whether it came to its end
 */
export function sharpen(
  tableau: Tableau,
  duals: Duals,
  known: Int32Array | null,
  solver: LinearSolver,
  isOver: () => boolean,
): { duals: Duals; isWhole: boolean } {
  const { cases, places } = tableau
  let best = duals
  const inside = new Uint8Array(cases * places)
  if (known) for (const [row, place] of known.entries()) inside[row * places + place] = 1
  let { prices, priced } = duals
  for (let round = 0; round < ROUNDS; round++) {
    if (isOver()) return { duals: best, isWhole: false }
    const added = admit(priced, prices, inside, round === 0 ? FIRST : MORE, round > 0)
    if (round > 0 && added === 0) break
    const answer = solver.solve(
      linearOf(tableau, pair => inside[pair] === 1, false),
      { isOver },
    )
    if (answer.status === 'stopped') return { duals: best, isWhole: false }
    if (answer.status !== 'optimal' || !answer.rowDuals) break
    prices = answer.rowDuals.slice(cases, cases + places).map(dual => Math.round(-dual * SCALE) / SCALE)
    const limited = withLimitPrices(tableau, answer.rowDuals.subarray(cases + places))
    priced = limited.priced
    const bound = boundOf(priced, prices, limited.sold)
    if (bound > best.bound) best = { prices, priced, bound }
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

/**
 * The limits' own prices, in the costs of whatever counts against them. A limit may be broken then, but each case or
 * minute pays; what all limits allow is paid back (`sold`).
 *
 * @param duals what one more of each limit is worth: never above 0, as more only makes it cheaper
 */
function withLimitPrices(tableau: Tableau, duals: Float64Array): { priced: Tableau; sold: number } {
  const { limits, cases, places, minutes } = tableau
  if (limits === null) return { priced: tableau, sold: 0 }
  const prices = duals.map(dual => Math.max(0, Math.round(-dual * SCALE) / SCALE))
  const cost = Float64Array.from(tableau.cost)
  let sold = 0
  for (let place = 0; place < places; place++) {
    for (let limit = limits.start[place] ?? 0; limit < (limits.start[place + 1] ?? 0); limit++) {
      const price = prices[limit] ?? 0
      if (price === 0) continue
      sold += price * (limits.most[limit] ?? 0)
      for (let row = 0, pair = place; row < cases; row++, pair += places)
        if (minutes[pair] !== NEVER)
          cost[pair] = (cost[pair] ?? 0) + price * amountOf(limits, limit, row, minutes[pair] ?? 0)
    }
  }
  return { priced: { ...tableau, cost }, sold }
}
