import { ascend } from './newton.ts'
import { NEVER, type Tableau } from './tableau.ts'

/** What a minute with each place is worth, and what follows from it. */
export interface Duals {
  /** Points a minute at each place, in multiples of 1 / SCALE. */
  prices: Float64Array
  /** The tableau with what its other limits are worth added to the costs of whatever counts against them. */
  priced: Tableau
  /** No assignment that keeps the rules can cost less: whole points, computed in whole numbers only. */
  bound: number
}

/** Prices are whole multiples of this part of a point, so that the bound is exact. */
export const SCALE = 1024

/** Sums of multiples of 1 / SCALE up to this are exact. */
export const EXACT = 2 ** 42

/** Temperatures, in parts of how far a case's places typically lie apart. */
const START = 0.1
const END = 1e-4
const COOLING = 0.3

/**
 * The best prices of a minute, and the bound that they prove. Each place sells its minutes at its price; when every
 * case takes the cheapest place and every place fills to where one more minute earns nothing, the sum can be no more
 * than what any assignment costs (Lagrangian duality), and the best prices make it what the linear relaxation costs.
 *
 * The sum has corners everywhere, so it is made smooth first, by a temperature, and climbed by Newton's method while
 * the temperature falls; that takes some forty looks at all pairs, where a subgradient's steps stall.
 */
export function findDuals(tableau: Tableau): Duals {
  let best: Duals = {
    prices: new Float64Array(tableau.places),
    priced: tableau,
    bound: Number.NEGATIVE_INFINITY,
  }
  const consider = (prices: Float64Array) => {
    const rounded = prices.map(price => Math.round(price * SCALE) / SCALE)
    const bound = boundOf(tableau, rounded)
    if (bound > best.bound) best = { prices: rounded, priced: tableau, bound }
  }
  consider(best.prices)
  const spread = spreadOf(tableau)
  const climb = { prices: new Float64Array(tableau.places), damping: 0.1 }
  for (let temperature = spread * START; temperature > spread * END; temperature *= COOLING) {
    ascend(tableau, climb, temperature)
    consider(climb.prices)
  }
  return best
}

/**
 * What any prices prove, whole points: never more than the cost of any assignment that keeps the rules.
 *
 * @param sold what is taken off for limits that are priced: all that they allow, at their prices
 */
export function boundOf(tableau: Tableau, prices: Float64Array, sold = 0): number {
  const { cases, places, cost, minutes } = tableau
  let sum = 0
  let size = 0
  for (let row = 0; row < cases; row++) {
    let least = Number.POSITIVE_INFINITY
    for (let place = 0, at = row * places; place < places; place++, at++) {
      const load = minutes[at] ?? 0
      if (load === NEVER) continue
      const value = (cost[at] ?? 0) + (prices[place] ?? 0) * load
      if (value < least) least = value
    }
    sum += least
    size += Math.abs(least)
  }
  for (let place = 0; place < places; place++) {
    const least = leastOfPlace(tableau, place, prices[place] ?? 0)
    sum += least
    size -= least
  }
  sum += tableau.fixed - sold
  size += sold
  // Multiples of 1 / SCALE add up without rounding as long as they are not too large, so only the last step rounds, and
  // upwards: costs are whole. Prices that have run away are no longer exact, and what may be lost is taken off.
  return Math.ceil(size < EXACT ? sum : sum - size * (cases + places) * Number.EPSILON)
}

/** The least of price of load, beyond what is fixed, minus what the minutes earn, over all loads up to the ceiling; at most 0. */
function leastOfPlace(tableau: Tableau, place: number, earning: number): number {
  const { stepStart, stepFrom, stepSlope, ceiling } = tableau
  let sum = 0
  const end = stepStart[place + 1] ?? 0
  const most = ceiling[place] ?? 0
  for (let step = stepStart[place] ?? 0; step < end; step++) {
    const gain = earning - (stepSlope[step] ?? 0)
    if (gain <= 0) break
    const to = step + 1 < end ? Math.min(stepFrom[step + 1] ?? 0, most) : most
    sum -= gain * Math.max(0, to - (stepFrom[step] ?? 0))
  }
  return sum
}

/** How far the places typically lie apart for one case: the temperature to begin with. */
function spreadOf({ cases, places, cost, minutes }: Tableau): number {
  let sum = 0
  for (let row = 0; row < cases; row++) {
    let least = Number.POSITIVE_INFINITY
    let total = 0
    let count = 0
    for (let at = row * places; at < (row + 1) * places; at++) {
      if (minutes[at] === NEVER) continue
      least = Math.min(least, cost[at] ?? 0)
      total += cost[at] ?? 0
      count++
    }
    if (count > 0) sum += total / count - least
  }
  return Math.max(1, sum / Math.max(1, cases))
}
