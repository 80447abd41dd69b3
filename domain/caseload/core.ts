import type { Reduced } from './reduced.ts'
import type { Tableau } from './tableau.ts'

/**
 * The part of a problem that a round of search moves: cases with more than one place whose reduced cost is within a
 * limit. All others stay where they are, and count only as load. Rows of their own, packed together, so that the inner
 * loop touches little memory.
 */
export interface Core {
  /** The case of each row. */
  readonly cases: Int32Array
  /** Places of row r are `place[start[r]]` up to `place[start[r + 1]]`. */
  readonly start: Int32Array
  readonly place: Int32Array
  /** 1 at row * places + place for those. */
  readonly isNear: Uint8Array
  readonly cost: Float64Array
  readonly minutes: Int32Array
}

/** @param within reduced cost up to which a place belongs; a case's own place always does */
export function coreOf(tableau: Tableau, reduced: Reduced, standing: Int32Array, within: number): Core {
  const { cases, places } = tableau
  const inside: number[] = []
  const start = [0]
  const place: number[] = []
  for (let row = 0; row < cases; row++) {
    const first = reduced.start[row] ?? 0
    const last = reduced.start[row + 1] ?? 0
    const own = standing[row] ?? 0
    const before = place.length
    let hasOwn = false
    for (let at = first; at < last && (reduced.above[at] ?? 0) <= within; at++) {
      const to = reduced.place[at] ?? 0
      if (to === own) hasOwn = true
      place.push(to)
    }
    if (!hasOwn) place.push(own)
    if (place.length - before < 2) {
      place.length = before
      continue
    }
    inside.push(row)
    start.push(place.length)
  }
  const core: Core = {
    cases: Int32Array.from(inside),
    start: Int32Array.from(start),
    place: Int32Array.from(place),
    isNear: new Uint8Array(inside.length * places),
    cost: new Float64Array(inside.length * places),
    minutes: new Int32Array(inside.length * places),
  }
  for (const [row, from] of inside.entries()) {
    core.cost.set(tableau.cost.subarray(from * places, (from + 1) * places), row * places)
    core.minutes.set(tableau.minutes.subarray(from * places, (from + 1) * places), row * places)
    for (let at = core.start[row] ?? 0; at < (core.start[row + 1] ?? 0); at++)
      core.isNear[row * places + (core.place[at] ?? 0)] = 1
  }
  return core
}
