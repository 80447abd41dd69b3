import { amountOf } from './limit-table.ts'
import { NEVER, priceOf, type Tableau } from './tableau.ts'

/**
 * A first assignment: whoever loses most by not getting their best place is placed first (regret), where worth is the
 * cost plus what the minutes are worth by the duals. A place is taken only while it has room under its limits; who
 * finds none goes where the least comes above, for the search to mend.
 *
 * @param placed who has a place already; -1 for the others, and null for nobody
 * @param asItFills whether minutes are worth what they cost there by then, where that is more
 */
export function construct(
  tableau: Tableau,
  prices: Float64Array,
  placed: Int32Array | null = null,
  asItFills = false,
): Int32Array {
  const { cases, places, cost, minutes, ceiling, limits } = tableau
  const counts = new Float64Array(limits?.most.length ?? 0)
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
  const load = new Float64Array(places)
  const chosen = new Int32Array(cases)
  const put = (row: number, to: number) => {
    const taken = minutes[row * places + to] ?? 0
    chosen[row] = to
    load[to] = (load[to] ?? 0) + taken
    if (limits === null) return
    for (let limit = limits.start[to] ?? 0; limit < (limits.start[to + 1] ?? 0); limit++)
      counts[limit] = (counts[limit] ?? 0) + amountOf(limits, limit, row, taken)
  }
  const order: number[] = []
  for (let row = 0; row < cases; row++) {
    const to = placed?.[row] ?? -1
    if (to < 0) order.push(row)
    else put(row, to)
  }
  order.sort((a, b) => {
    const more = regret[b] ?? 0
    const less = regret[a] ?? 0
    return more === less ? a - b : more - less
  })
  for (const row of order) {
    let best = 0
    let bestOver = Number.POSITIVE_INFINITY
    let bestWorth = Number.POSITIVE_INFINITY
    for (let place = 0; place < places; place++) {
      const minutesThere = minutes[row * places + place] ?? 0
      if (minutesThere === NEVER) continue
      let over = Math.max(0, (load[place] ?? 0) + minutesThere - (ceiling[place] ?? 0))
      if (limits !== null)
        for (let limit = limits.start[place] ?? 0; limit < (limits.start[place + 1] ?? 0); limit++) {
          const has = (counts[limit] ?? 0) + amountOf(limits, limit, row, minutesThere)
          over += Math.max(0, has - (limits.most[limit] ?? 0))
        }
      const has = load[place] ?? 0
      const filling = asItFills
        ? priceOf(tableau, place, has + minutesThere) - priceOf(tableau, place, has)
        : Number.NEGATIVE_INFINITY
      const worth = (cost[row * places + place] ?? 0) + Math.max((prices[place] ?? 0) * minutesThere, filling)
      if (over < bestOver || (over === bestOver && worth < bestWorth)) {
        best = place
        bestOver = over
        bestWorth = worth
      }
    }
    put(row, best)
  }
  return chosen
}
