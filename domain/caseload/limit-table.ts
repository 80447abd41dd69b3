import { isIn, type NamedLimit, type SingleLimit, singleLimits, takenOf } from './limits.ts'
import type { AllocationCaseworker, AllocationProblem } from './problem.ts'

/**
 * The limits of places in numbers for the inner loops, beside the one in all minutes (the tableau's `ceiling`). Only
 * those that could be exceeded at all are in it.
 */
export interface LimitTable {
  /** Limits of place p are `start[p]` up to `start[p + 1]`. */
  readonly start: Int32Array
  /** What they are called. */
  readonly named: readonly NamedLimit[]
  /** What is left of each, when what counts against it anyway is taken off: cases or minutes. */
  readonly most: Float64Array
  /** 1 where it counts cases, 0 where it counts minutes. */
  readonly countsCases: Uint8Array
  readonly group: Int32Array
  readonly groups: number
  /** 1 at row * groups + group where the case counts. */
  readonly isIn: Uint8Array
}

/** Minutes a month at row * places + place, negative where that may not be. */
interface Pairs {
  cases: number
  places: number
  minutes: Int32Array
}

/**
 * @param workers those who are places, in their order
 * @returns null where no limit can be exceeded
 */
export function limitTableOf(
  problem: AllocationProblem,
  workers: readonly AllocationCaseworker[],
  pairs: Pairs,
): LimitTable | null {
  const groups: (string | null)[] = []
  const indexOf = new Map<string | null, number>()
  const start = new Int32Array(pairs.places + 1)
  const named: NamedLimit[] = []
  const most: number[] = []
  const countsCases: number[] = []
  const group: number[] = []
  for (const [place, worker] of workers.entries()) {
    for (const limit of singleLimits(worker.limits)) {
      // That one is the ceiling.
      if (limit.group === null && limit.unit === 'minutes') continue
      const left = Math.max(0, limit.most - takenOf(worker, limit))
      if (left >= everythingAt(problem, pairs, place, limit)) continue
      const index = indexOf.get(limit.group) ?? groups.push(limit.group) - 1
      indexOf.set(limit.group, index)
      named.push({ caseworkerId: worker.id, ...limit })
      most.push(left)
      countsCases.push(limit.unit === 'cases' ? 1 : 0)
      group.push(index)
    }
    start[place + 1] = most.length
  }
  if (most.length === 0) return null
  start.fill(most.length, workers.length)
  const inside = new Uint8Array(pairs.cases * groups.length)
  for (const [row, each] of problem.cases.entries())
    for (const [index, name] of groups.entries())
      if (isIn(each, name)) inside[row * groups.length + index] = 1
  return {
    start,
    named,
    most: Float64Array.from(most),
    countsCases: Uint8Array.from(countsCases),
    group: Int32Array.from(group),
    groups: groups.length,
    isIn: inside,
  }
}

/** What would count against a limit if a place had everybody whom it may have. */
function everythingAt(
  problem: AllocationProblem,
  { places, minutes }: Pairs,
  place: number,
  { group, unit }: SingleLimit,
): number {
  let sum = 0
  for (const [row, each] of problem.cases.entries()) {
    const load = minutes[row * places + place] ?? 0
    if (load >= 0 && isIn(each, group)) sum += unit === 'cases' ? 1 : load
  }
  return sum
}

/** What a case of so many minutes counts against a limit. */
export function amountOf(table: LimitTable, limit: number, row: number, minutes: number): number {
  if (table.isIn[row * table.groups + (table.group[limit] ?? 0)] === 0) return 0
  return table.countsCases[limit] === 1 ? 1 : minutes
}

/** What counts against each limit when the cases are at these places (-1: nowhere). */
export function countsOf(table: LimitTable, place: Int32Array, { places, minutes }: Pairs): Float64Array {
  const counts = new Float64Array(table.most.length)
  for (const [row, to] of place.entries()) {
    if (to < 0) continue
    const load = minutes[row * places + to] ?? 0
    for (let limit = table.start[to] ?? 0; limit < (table.start[to + 1] ?? 0); limit++)
      counts[limit] = (counts[limit] ?? 0) + amountOf(table, limit, row, load)
  }
  return counts
}
