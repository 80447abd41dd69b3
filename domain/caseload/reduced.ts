import { NEVER, type Tableau } from './tableau.ts'

/**
 * For each case the places worth trying, by reduced cost: how much more a place costs than the case's best, when each
 * minute is paid for at the price of the duals. What all cases together pay above their best, and what places leave
 * unsold, is exactly how far an assignment lies above the bound.
 */
export interface Reduced {
  /** Places of case r are `place[start[r]]` up to `place[start[r + 1]]`, the cheapest first. */
  readonly start: Int32Array
  readonly place: Int32Array
  readonly above: Float64Array
  /** All of `above` from least to most. */
  readonly sorted: Float64Array
}

/** So many places further on than the case before, a case begins to look. */
const STEP = 7

/** @param most how many places a case has at the most */
export function reduce(tableau: Tableau, prices: Float64Array, most: number): Reduced {
  const { cases, places, cost, minutes } = tableau
  const start = new Int32Array(cases + 1)
  const place = new Int32Array(cases * Math.min(most, places))
  const above = new Float64Array(place.length)
  let end = 0
  for (let row = 0; row < cases; row++) {
    const first = end
    // Of places that cost the same, each case has others: where many are alike, all would else look at the same few.
    const from = (row * STEP) % places
    for (let turn = 0; turn < places; turn++) {
      const to = from + turn < places ? from + turn : from + turn - places
      const pair = row * places + to
      const load = minutes[pair] ?? 0
      if (load === NEVER) continue
      const value = (cost[pair] ?? 0) + (prices[to] ?? 0) * load
      if (end - first === most && value >= (above[end - 1] ?? 0)) continue
      let at = end - first < most ? end++ : end - 1
      for (; at > first && (above[at - 1] ?? 0) > value; at--) {
        above[at] = above[at - 1] ?? 0
        place[at] = place[at - 1] ?? 0
      }
      above[at] = value
      place[at] = to
    }
    const least = above[first] ?? 0
    for (let at = first; at < end; at++) above[at] = (above[at] ?? 0) - least
    start[row + 1] = end
  }
  return {
    start,
    place: place.slice(0, end),
    above: above.slice(0, end),
    sorted: above.slice(0, end).sort(),
  }
}
