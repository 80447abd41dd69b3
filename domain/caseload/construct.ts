import { NEVER, type Tableau } from './tableau.ts'

/**
 * A first assignment: whoever loses most by not getting their best place is placed first (regret), where worth is the
 * cost plus what the minutes are worth by the duals. A place is taken only while it has room under its ceiling; who
 * finds none goes where the fewest minutes come above, for the search to mend.
 */
export function construct(tableau: Tableau, prices: Float64Array): Int32Array {
  const { cases, places, cost, minutes, ceiling } = tableau
  const regret = new Float64Array(cases)
  for (let row = 0; row < cases; row++) {
    let first = Number.POSITIVE_INFINITY
    let second = Number.POSITIVE_INFINITY
    for (let place = 0; place < places; place++) {
      const minutesThere = minutes[row * places + place] ?? 0
      if (minutesThere === NEVER) continue
      const worth = (cost[row * places + place] ?? 0) + (prices[place] ?? 0) * minutesThere
      if (worth < first) {
        second = first
        first = worth
      } else if (worth < second) second = worth
    }
    regret[row] = second - first
  }
  const order = Array.from({ length: cases }, (_, row) => row).sort((a, b) => {
    const more = regret[b] ?? 0
    const less = regret[a] ?? 0
    return more === less ? a - b : more - less
  })
  const load = new Float64Array(places)
  const chosen = new Int32Array(cases)
  for (const row of order) {
    let best = 0
    let bestOver = Number.POSITIVE_INFINITY
    let bestWorth = Number.POSITIVE_INFINITY
    for (let place = 0; place < places; place++) {
      const minutesThere = minutes[row * places + place] ?? 0
      if (minutesThere === NEVER) continue
      const over = Math.max(0, (load[place] ?? 0) + minutesThere - (ceiling[place] ?? 0))
      const worth = (cost[row * places + place] ?? 0) + (prices[place] ?? 0) * minutesThere
      if (over < bestOver || (over === bestOver && worth < bestWorth)) {
        best = place
        bestOver = over
        bestWorth = worth
      }
    }
    chosen[row] = best
    load[best] = (load[best] ?? 0) + (minutes[row * places + best] ?? 0)
  }
  return chosen
}
