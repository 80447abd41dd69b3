import type { Core } from './core.ts'
import { amountOf, countsOf, type LimitTable } from './limit-table.ts'
import type { Tableau } from './tableau.ts'

/** What counts against each limit while a search moves cases, with the penalties for what is above. */
export interface LimitLoad {
  /** How much all limits together are exceeded by. */
  over(): number
  /** Points that the penalties of a place change by when one row comes and another leaves; -1 is nobody. */
  change(place: number, comes: number, leaves: number): number
  move(row: number, from: number, to: number): void
  /** Makes what is exceeded dearer and what is not cheaper, and says by how many points the penalties change. */
  steer(dearer: number, cheaper: number): number
  /** Points of all penalties. */
  points(): number
}

/**
 * @param standing places of all cases of the tableau
 * @param penalty points for each case or minute above a limit, in the order of the limits; it is brought up to date
 */
export function limitLoadOf(
  tableau: Tableau,
  limits: LimitTable,
  core: Core,
  standing: Int32Array,
  penalty: Float64Array,
): LimitLoad {
  const { start, most } = limits
  const count = countsOf(limits, standing, tableau)
  const { places } = tableau
  let above = 0
  for (const [limit, has] of count.entries()) above += Math.max(0, has - (most[limit] ?? 0))
  const amount = (limit: number, row: number, place: number) =>
    row < 0 ? 0 : amountOf(limits, limit, core.cases[row] ?? 0, core.minutes[row * places + place] ?? 0)
  const cost = (limit: number, has: number) => Math.max(0, has - (most[limit] ?? 0)) * (penalty[limit] ?? 0)

  function add(place: number, row: number, times: 1 | -1): void {
    for (let limit = start[place] ?? 0; limit < (start[place + 1] ?? 0); limit++) {
      const has = count[limit] ?? 0
      const next = has + times * amount(limit, row, place)
      const allowed = most[limit] ?? 0
      above += Math.max(0, next - allowed) - Math.max(0, has - allowed)
      count[limit] = next
    }
  }
  function sum(): number {
    let points = 0
    for (const [limit, has] of count.entries()) points += cost(limit, has)
    return points
  }
  return {
    over: () => above,
    change(place, comes, leaves) {
      let points = 0
      for (let limit = start[place] ?? 0; limit < (start[place + 1] ?? 0); limit++) {
        const has = count[limit] ?? 0
        const next = has + amount(limit, comes, place) - amount(limit, leaves, place)
        if (next !== has) points += cost(limit, next) - cost(limit, has)
      }
      return points
    },
    move(row, from, to) {
      add(from, row, -1)
      add(to, row, 1)
    },
    steer(dearer, cheaper) {
      const before = sum()
      for (const [limit, has] of count.entries())
        penalty[limit] = (penalty[limit] ?? 0) * (has > (most[limit] ?? 0) ? dearer : cheaper)
      return sum() - before
    },
    points: sum,
  }
}
