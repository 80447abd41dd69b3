import { amountOf, type LimitTable, limitTableOf } from './limit-table.ts'
import { baseMinutes, ceilingOf } from './limits.ts'
import type { AllocationCaseworker, AllocationProblem, Assignment, LoadPriceStep } from './problem.ts'

/** No entry: this caseworker may not have this case. */
export const NEVER = -1

/**
 * A problem laid out in numbers for the inner loops. A "place" is a caseworker, or the waiting list as the last one
 * when anybody may wait. `cost` and `minutes` have one row for each case and one column for each place.
 */
export interface Tableau {
  readonly cases: number
  readonly places: number
  /** The place of the waiting list, or -1. */
  readonly waiting: number
  /** Points without the price of load; may be negative. Means nothing where `minutes` is NEVER. */
  readonly cost: Float64Array
  /** Minutes a month (0 on the waiting list), or NEVER. */
  readonly minutes: Int32Array
  /** Place today, or -1 where there is none among the places. */
  readonly current: Int32Array
  /** Minutes that each place has beside what is asked about. All other loads of a tableau are without them. */
  readonly base: Float64Array
  /** Minutes that may not be exceeded; what all cases together make where there is no ceiling. */
  readonly ceiling: Float64Array
  /** All other limits; null where there are none. */
  readonly limits: LimitTable | null
  readonly capacity: Float64Array
  /** What the places' base costs, whatever is decided: it is part of `stepBase` everywhere. */
  readonly fixed: number
  /** Steps of place p are `stepStart[p]` up to `stepStart[p + 1]`: each from `stepFrom` minutes, `stepSlope` a minute. */
  readonly stepStart: Int32Array
  readonly stepFrom: Float64Array
  readonly stepSlope: Float64Array
  /** The price of all the minutes before the step, and of the base. */
  readonly stepBase: Float64Array
}

/** @param problem one that `checkProblem` finds no fault with */
export function layOut(problem: AllocationProblem): Tableau {
  const workers = problem.caseworkers.filter(worker => worker.available)
  const placeOf = new Map(workers.map((worker, place) => [worker.id, place]))
  const cases = problem.cases.length
  const waiting = problem.cases.some(each => each.waitingPrice !== null) ? workers.length : -1
  const places = workers.length + (waiting < 0 ? 0 : 1)
  const cost = new Float64Array(cases * places)
  const minutes = new Int32Array(cases * places)
  const current = new Int32Array(cases).fill(-1)
  for (const [row, each] of problem.cases.entries()) {
    const at = row * places
    minutes.fill(each.minutes, at, at + workers.length)
    for (const pair of each.pairs) {
      const place = placeOf.get(pair.caseworkerId)
      if (place === undefined) continue
      cost[at + place] = pair.cost
      if (pair.minutes !== undefined) minutes[at + place] = pair.minutes
    }
    for (const { caseworkerId } of each.forbidden) {
      const place = placeOf.get(caseworkerId)
      if (place !== undefined) minutes[at + place] = NEVER
    }
    if (waiting >= 0) {
      cost[at + waiting] = each.waitingPrice ?? 0
      minutes[at + waiting] = each.waitingPrice === null ? NEVER : 0
    }
    const now = each.current === null ? undefined : placeOf.get(each.current)
    if (now !== undefined) {
      current[row] = now
      if (minutes[at + now] !== NEVER)
        for (let place = 0; place < places; place++)
          if (place !== now) cost[at + place] = (cost[at + place] ?? 0) + each.moveCost
    }
    const locked = each.lock === null ? undefined : placeOf.get(each.lock)
    if (locked !== undefined)
      for (let place = 0; place < places; place++) if (place !== locked) minutes[at + place] = NEVER
  }
  const base = Float64Array.from({ length: places }, (_, place) => {
    const worker = workers[place]
    return worker ? baseMinutes(worker) : 0
  })
  const most = mostMinutes(cases, places, minutes)
  const ceiling = base.map((fixed, place) => {
    const worker = workers[place]
    return worker ? Math.min(most, Math.max(0, ceilingOf(worker) - fixed)) : most
  })
  const limits = limitTableOf(problem, workers, { cases, places, minutes })
  const steps = stepsOf(workers, places, problem.loadPrice, base)
  const tableau: Tableau = {
    cases,
    places,
    waiting,
    cost,
    minutes,
    current,
    base,
    ceiling,
    limits,
    capacity: Float64Array.from({ length: places }, (_, place) => workers[place]?.capacity ?? 0),
    fixed: steps.stepStart.subarray(0, places).reduce((sum, first) => sum + (steps.stepBase[first] ?? 0), 0),
    ...steps,
  }
  leaveOutTooLarge(tableau)
  return tableau
}

/** Whom a place could not even have alone, it may not have. Where somebody is today is left to be looked at. */
function leaveOutTooLarge({ cases, places, minutes, current, ceiling, limits }: Tableau): void {
  for (let row = 0; row < cases; row++) {
    for (let place = 0; place < places; place++) {
      const pair = row * places + place
      const load = minutes[pair] ?? 0
      if (load === NEVER || current[row] === place) continue
      if (load > (ceiling[place] ?? 0)) minutes[pair] = NEVER
      if (limits === null) continue
      for (let limit = limits.start[place] ?? 0; limit < (limits.start[place + 1] ?? 0); limit++)
        if (amountOf(limits, limit, row, load) > (limits.most[limit] ?? 0)) minutes[pair] = NEVER
    }
  }
}

/** All cases at the most that anybody would use on each: more than any load can be. */
function mostMinutes(cases: number, places: number, minutes: Int32Array): number {
  let sum = 0
  for (let row = 0; row < cases; row++) {
    let most = 0
    for (let place = 0; place < places; place++) most = Math.max(most, minutes[row * places + place] ?? 0)
    sum += most
  }
  return sum
}

function stepsOf(
  workers: readonly AllocationCaseworker[],
  places: number,
  price: readonly LoadPriceStep[],
  fixed: Float64Array,
): Pick<Tableau, 'stepStart' | 'stepFrom' | 'stepSlope' | 'stepBase'> {
  const stepStart = new Int32Array(places + 1)
  const from: number[] = []
  const slope: number[] = []
  const base: number[] = []
  for (let place = 0; place < places; place++) {
    stepStart[place] = from.length
    const worker = workers[place]
    const steps = worker ? priceInMinutes(worker.capacity, worker.loadPrice ?? price) : []
    if (steps[0]?.from !== 0) steps.unshift({ from: 0, slope: 0 })
    const taken = fixed[place] ?? 0
    let before = 0
    for (const [at, step] of steps.entries()) {
      const last = steps[at - 1]
      if (last) before += (step.from - last.from) * last.slope
      const next = steps[at + 1]
      // A step that the base fills is behind; the one it reaches into begins with what is left of it.
      if (next && next.from <= taken) continue
      const begun = Math.max(0, taken - step.from)
      from.push(Math.max(0, step.from - taken))
      slope.push(step.slope)
      base.push(before + begun * step.slope)
    }
  }
  stepStart[places] = from.length
  return {
    stepStart,
    stepFrom: Float64Array.from(from),
    stepSlope: Float64Array.from(slope),
    stepBase: Float64Array.from(base),
  }
}

/** The price of load for one capacity: from which minute on, and whole points for each minute, never falling. */
function priceInMinutes(
  capacity: number,
  price: readonly LoadPriceStep[],
): { from: number; slope: number }[] {
  return price.map(({ fromPercent, perPercent }) => ({
    from: Math.round((fromPercent * capacity) / 100),
    slope: Math.round((perPercent * 100) / capacity),
  }))
}

/** The price of a place's load in points. */
export function priceOf(tableau: Tableau, place: number, load: number): number {
  const { stepStart, stepFrom, stepSlope, stepBase } = tableau
  let step = (stepStart[place + 1] ?? 0) - 1
  while (load < (stepFrom[step] ?? 0)) step--
  return (stepBase[step] ?? 0) + (load - (stepFrom[step] ?? 0)) * (stepSlope[step] ?? 0)
}

/** Places by case, from ids; -1 for whoever is not in the assignment or with somebody who is no place. */
export function placesOf(problem: AllocationProblem, tableau: Tableau, assignment: Assignment): Int32Array {
  const workers = problem.caseworkers.filter(worker => worker.available)
  const placeOf = new Map(workers.map((worker, place) => [worker.id, place]))
  return Int32Array.from(problem.cases, ({ id }) => {
    const worker = assignment.get(id)
    if (worker === undefined) return -1
    return worker === null ? tableau.waiting : (placeOf.get(worker) ?? -1)
  })
}

/** The other way: ids from places. */
export function assignmentOf(problem: AllocationProblem, tableau: Tableau, places: Int32Array): Assignment {
  const workers = problem.caseworkers.filter(worker => worker.available)
  return new Map(
    problem.cases.map(({ id }, row) => {
      const place = places[row] ?? -1
      return [id, place === tableau.waiting ? null : (workers[place]?.id ?? null)]
    }),
  )
}
