import { amountOf, countsOf } from './limit-table.ts'
import type { AllocationProblem, Assignment } from './problem.ts'
import { layOut, NEVER, placesOf, priceOf, type Tableau } from './tableau.ts'

/** One caseworker for one young person: what it would mean. */
export interface Fit {
  caseworkerId: string
  /** Points more than without the young person; the fewer the better. The sum of the terms. */
  points: number
  match: number
  /** For having another than today. */
  stability: number
  /** How much dearer the caseworker's load becomes; with a `makesRoom`, everybody's load and that one's own costs. */
  load: number
  /** Minutes a month of the young person with this caseworker. */
  minutes: number
  /** Minutes a month of the caseworker, without and with; what they do beside is in both. */
  loadBefore: number
  loadAfter: number
  capacity: number
  /** Another young person who would go on to a third caseworker, where that pays for itself; null where none does. */
  makesRoom: { caseId: string; toId: string; loadBefore: number; loadAfter: number } | null
}

/** How things are, laid out so that one young person after the other can be asked for. */
export interface Standing {
  problem: AllocationProblem
  tableau: Tableau
  workers: readonly { id: string }[]
  rowOf: ReadonlyMap<string, number>
  /** Place of each case; -1 for none, and for those on the waiting list. */
  place: Int32Array
  load: Float64Array
  /** What counts against each of the tableau's other limits. */
  counts: Float64Array | null
  /** Cases of each place. */
  members: readonly (readonly number[])[]
}

/** So many caseworkers are looked at for a move that makes room: the best without. */
const REPAIRED = 12

/** @param problem one that `checkProblem` finds no fault with. Locks are kept: they forbid everybody else. */
export function standingOf(problem: AllocationProblem, assignment: Assignment): Standing {
  const tableau = layOut(problem)
  const place = placesOf(problem, tableau, assignment)
  const load = new Float64Array(tableau.places)
  const members: number[][] = Array.from({ length: tableau.places }, () => [])
  for (const [row, to] of place.entries()) {
    if (to === tableau.waiting) place[row] = -1
    else if (to >= 0) {
      load[to] = (load[to] ?? 0) + minutesOf(tableau, row, to)
      members[to]?.push(row)
    }
  }
  return {
    problem,
    tableau,
    workers: problem.caseworkers.filter(worker => worker.available),
    rowOf: new Map(problem.cases.map(({ id }, row) => [id, row])),
    place,
    load,
    counts: tableau.limits && countsOf(tableau.limits, place, tableau),
    members,
  }
}

/**
 * The caseworkers who fit one young person best, the best first: those who may, and have room under their limits.
 * Empty for somebody unknown, and when nobody may.
 *
 * @param withRepair also with one other young person going on to a third caseworker
 */
export function bestFits(standing: Standing, caseId: string, count: number, withRepair: boolean): Fit[] {
  const { tableau, problem } = standing
  const row = standing.rowOf.get(caseId)
  const each = row === undefined ? undefined : problem.cases[row]
  if (row === undefined || !each) return []
  const fits: { place: number; points: number; repair: Repair | null }[] = []
  const full: { place: number; points: number }[] = []
  for (let place = 0; place < standing.workers.length; place++) {
    const minutes = minutesOf(tableau, row, place)
    if (minutes === NEVER) continue
    const before = loadWithout(standing, row, place)
    const points = costOf(tableau, row, place) + rise(tableau, place, before, before + minutes)
    if (hasRoom(standing, row, row, place, -1)) fits.push({ place, points, repair: null })
    else full.push({ place, points })
  }
  fits.sort((a, b) => a.points - b.points)
  if (withRepair) {
    // Whoever is full may have the young person only when somebody else goes on.
    full.sort((a, b) => a.points - b.points)
    for (const { place, points } of full.slice(0, REPAIRED)) {
      const repair = repairOf(standing, row, place)
      if (repair) fits.push({ place, points: points + repair.points, repair })
    }
    for (const fit of fits.slice(0, REPAIRED)) {
      const repair = fit.repair ?? repairOf(standing, row, fit.place)
      if (fit.repair || !repair || repair.points >= 0) continue
      fit.points += repair.points
      fit.repair = repair
    }
    fits.sort((a, b) => a.points - b.points)
  }
  const pairCost = new Map(each.pairs.map(pair => [pair.caseworkerId, pair.cost]))
  return fits.slice(0, count).map(({ place, points, repair }) => {
    const id = standing.workers[place]?.id ?? ''
    const match = pairCost.get(id) ?? 0
    const stability = costOf(tableau, row, place) - match
    const before = loadWithout(standing, row, place) + (tableau.base[place] ?? 0)
    const minutes = minutesOf(tableau, row, place)
    const gone = repair ? minutesOf(tableau, repair.row, place) : 0
    return {
      caseworkerId: id,
      points,
      match,
      stability,
      load: points - match - stability,
      minutes,
      loadBefore: before,
      loadAfter: before + minutes - gone,
      capacity: tableau.capacity[place] ?? 0,
      makesRoom: repair ? told(standing, row, repair) : null,
    }
  })
}

interface Repair {
  /** The case that goes on, and where to. */
  row: number
  to: number
  /** What that costs, with the young person at the place that it leaves; negative when it pays. */
  points: number
}

/** The best single case of a place to pass on, once the young person is there; null when none can go. */
function repairOf(standing: Standing, coming: number, place: number): Repair | null {
  const { tableau } = standing
  const full = loadWithout(standing, coming, place) + minutesOf(tableau, coming, place)
  let best: Repair | null = null
  for (const row of standing.members[place] ?? []) {
    if (row === coming) continue
    const leaves = full - minutesOf(tableau, row, place)
    if (!hasRoom(standing, coming, coming, place, row)) continue
    const relief = rise(tableau, place, full, leaves) - costOf(tableau, row, place)
    for (let to = 0; to < standing.workers.length; to++) {
      const minutes = minutesOf(tableau, row, to)
      if (to === place || minutes === NEVER) continue
      const before = loadWithout(standing, coming, to)
      const points = relief + costOf(tableau, row, to) + rise(tableau, to, before, before + minutes)
      if ((best === null || points < best.points) && hasRoom(standing, coming, row, to, -1))
        best = { row, to, points }
    }
  }
  return best
}

function told(standing: Standing, coming: number, { row, to }: Repair): Fit['makesRoom'] {
  const loadBefore = loadWithout(standing, coming, to) + (standing.tableau.base[to] ?? 0)
  return {
    caseId: standing.problem.cases[row]?.id ?? '',
    toId: standing.workers[to]?.id ?? '',
    loadBefore,
    loadAfter: loadBefore + minutesOf(standing.tableau, row, to),
  }
}

/**
 * Whether a place has room under its limits for one more, when another leaves (-1: nobody).
 *
 * @param asked the young person who is asked about: where they are now they are not counted
 */
function hasRoom(standing: Standing, asked: number, row: number, place: number, leaves: number): boolean {
  const { tableau, counts } = standing
  const minutesAt = (each: number) => (each < 0 ? 0 : minutesOf(tableau, each, place))
  const load = loadWithout(standing, asked, place) + minutesAt(row) - minutesAt(leaves)
  if (load > (tableau.ceiling[place] ?? 0)) return false
  const { limits } = tableau
  if (limits === null || counts === null) return true
  const isHere = standing.place[asked] === place
  for (let limit = limits.start[place] ?? 0; limit < (limits.start[place + 1] ?? 0); limit++) {
    const amount = (each: number) => (each < 0 ? 0 : amountOf(limits, limit, each, minutesAt(each)))
    const has = (counts[limit] ?? 0) - (isHere ? amount(asked) : 0)
    if (has + amount(row) - amount(leaves) > (limits.most[limit] ?? 0)) return false
  }
  return true
}

/** A place's load, without the young person who is asked about. */
function loadWithout({ place, load, tableau }: Standing, row: number, to: number): number {
  return (load[to] ?? 0) - (place[row] === to ? minutesOf(tableau, row, to) : 0)
}

function rise(tableau: Tableau, place: number, before: number, after: number): number {
  return priceOf(tableau, place, after) - priceOf(tableau, place, before)
}

function minutesOf(tableau: Tableau, row: number, place: number): number {
  return tableau.minutes[row * tableau.places + place] ?? 0
}

function costOf(tableau: Tableau, row: number, place: number): number {
  return tableau.cost[row * tableau.places + place] ?? 0
}
