import { NEVER, priceOf, type Tableau } from './tableau.ts'

/** Whoever finds the best pattern of a place; keeps the memory for it. */
export interface Packer {
  /**
   * The pattern of a place that earns most, where each case pays its worth: its rows in ascending order, and the sum of their worths less
   * what they cost. Exact, for worths that are multiples of 1 / SCALE.
   *
   * @param rows the cases to choose from
   */
  pack(place: number, worth: Float64Array, rows: readonly number[]): { rows: number[]; earns: number }
}

/** How large the tables of all places together are: what one pricing costs. */
export function packingWork({ cases, places, minutes, ceiling }: Tableau): number {
  let work = 0
  for (let place = 0; place < places; place++) {
    let all = 0
    for (let row = 0; row < cases; row++) all += Math.max(0, minutes[row * places + place] ?? 0)
    work += cases * (Math.min(all, ceiling[place] ?? 0) + 1)
  }
  return work
}

/**
 * Dynamic programming over the minutes of a place, one case after the other (Bellman 1957).
 *
 * @param cost points of each case with each place, laid out as the tableau's
 */
export function packerOf(tableau: Tableau, cost: Float64Array): Packer {
  const { places, minutes, ceiling } = tableau
  let best = new Float64Array(0)
  let takes = new Uint8Array(0)
  return {
    pack(place, worth, rows) {
      const earns = (row: number) => (worth[row] ?? 0) - (cost[row * places + place] ?? 0)
      const useful = rows.filter(row => minutes[row * places + place] !== NEVER && earns(row) > 0)
      const all = useful.reduce((sum, row) => sum + (minutes[row * places + place] ?? 0), 0)
      const most = Math.min(all, Math.floor(ceiling[place] ?? 0))
      const width = most + 1
      if (best.length < width) best = new Float64Array(width)
      else best.fill(0, 0, width)
      if (takes.length < useful.length * width) takes = new Uint8Array(useful.length * width)
      else takes.fill(0, 0, useful.length * width)
      for (const [index, row] of useful.entries()) {
        const load = minutes[row * places + place] ?? 0
        const gain = earns(row)
        const at = index * width
        for (let to = most; to >= load; to--) {
          const value = (best[to - load] ?? 0) + gain
          if (value <= (best[to] ?? 0)) continue
          best[to] = value
          takes[at + to] = 1
        }
      }
      const empty = priceOf(tableau, place, 0)
      let left = 0
      let value = 0
      for (let to = 0; to <= most; to++) {
        const after = (best[to] ?? 0) - (priceOf(tableau, place, to) - empty)
        if (after <= value) continue
        value = after
        left = to
      }
      const taken: number[] = []
      for (let index = useful.length - 1; index >= 0; index--) {
        if (takes[index * width + left] !== 1) continue
        const row = useful[index] ?? 0
        taken.push(row)
        left -= minutes[row * places + place] ?? 0
      }
      return { rows: taken.reverse(), earns: value }
    },
  }
}
