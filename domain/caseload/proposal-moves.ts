import type { AllocationProblem, Assignment } from './problem.ts'
import { deltaOf, loadsOf, scoreOfPlaces } from './score.ts'
import { layOut, NEVER, placesOf, type Tableau } from './tableau.ts'

/** Why somebody changes caseworker, the strongest reason. */
export type MoveReason = 'holderGone' | 'hadNobody' | 'locked' | 'lightens' | 'knownBefore' | 'makesRoom'

/** One young person who should get another caseworker. */
export interface Move {
  caseId: string
  from: string | null
  /** Null: nobody has room, and the young person waits. */
  to: string | null
  minutes: number
  /** By how many points the whole would be dearer if this one stayed as today. */
  gain: number
  why: MoveReason
}

/** What a caseworker carries in the proposal and as it is, as minutes and percent of the capacity. */
export interface LoadChange {
  caseworkerId: string
  capacity: number
  before: { cases: number; minutes: number }
  after: { cases: number; minutes: number }
}

/** What is gained with so many moves, the best first. */
export interface CurvePoint {
  moves: number
  points: number
}

export interface MovesTold {
  moves: Move[]
  loads: LoadChange[]
  /** What keeping everything as it is costs; whoever has nobody then waits. */
  keepPoints: number
  points: number
  /** From no move to all of them: what is left to pay after each. */
  curve: CurvePoint[]
}

/**
 * What an assignment changes, and what each change is worth. Moves that nobody can do without come first, then those
 * that gain most.
 *
 * @param assignment one that keeps the problem's hard rules
 */
export function movesOf(problem: AllocationProblem, assignment: Assignment): MovesTold {
  // As it is, without the locks: what a lock asks for is a change too.
  const asIs = layOut({ ...problem, cases: problem.cases.map(each => ({ ...each, lock: null })) })
  const today = new Map(problem.cases.map(({ id, current }) => [id, current]))
  const kept = placesOf(problem, asIs, today).map((place, row) => standing(asIs, row, place))
  const proposed = placesOf(problem, asIs, assignment)
  const order = orderOf(asIs, kept, proposed)
  const placed = { kept, proposed, before: loadsOf(asIs, kept), load: loadsOf(asIs, proposed), assignment }
  const moves = order.rows
    .map(row => moveOf(problem, asIs, row, placed))
    .filter(({ from, to }) => from !== to)
  return {
    moves,
    loads: loadsTold(problem, asIs, kept, proposed),
    keepPoints: scoreOfPlaces(asIs, kept).points,
    points: scoreOfPlaces(asIs, proposed).points,
    curve: order.curve,
  }
}

/** Where somebody is when nothing is done: with whom they are, or waiting when that one may not have them any more. */
function standing(tableau: Tableau, row: number, place: number): number {
  const { places, minutes, waiting } = tableau
  return place >= 0 && minutes[row * places + place] !== NEVER ? place : waiting
}

interface Placed {
  kept: Int32Array
  proposed: Int32Array
  /** Minutes at each place as it is, and as proposed. */
  before: Float64Array
  load: Float64Array
  assignment: Assignment
}

function moveOf(problem: AllocationProblem, tableau: Tableau, row: number, placed: Placed): Move {
  const each = problem.cases[row]
  if (each === undefined) throw new Error('a row lies outside of the problem')
  const { kept, proposed, load, assignment } = placed
  const back = kept[row] ?? -1
  return {
    caseId: each.id,
    from: each.current,
    to: assignment.get(each.id) ?? null,
    minutes: each.minutes,
    gain: Math.round(deltaOf(tableau, proposed, load, row, back)),
    why: whyOf(problem, tableau, row, placed),
  }
}

function whyOf(
  problem: AllocationProblem,
  tableau: Tableau,
  row: number,
  { kept, proposed, before, load }: Placed,
): MoveReason {
  const each = problem.cases[row]
  const to = proposed[row] ?? -1
  const from = kept[row] ?? -1
  if (each === undefined || each.current === null) return 'hadNobody'
  if (from === tableau.waiting) return 'holderGone'
  if (each.lock !== null && to !== tableau.waiting) return 'locked'
  const pair = each.pairs.find(({ caseworkerId }) => caseworkerId === idOf(problem, to))
  if (pair !== undefined && pair.cost < 0) return 'knownBefore'
  const share = (place: number, minutes: number) => minutes / Math.max(1, tableau.capacity[place] ?? 1)
  return share(from, before[from] ?? 0) > share(to, load[to] ?? 0) ? 'lightens' : 'makesRoom'
}

function idOf(problem: AllocationProblem, place: number): string | undefined {
  return problem.caseworkers.filter(({ available }) => available)[place]?.id
}

/**
 * One move after the other, each time the one that is worth most as things stand then: a move that only pays behind
 * another comes behind it.
 */
function orderOf(
  tableau: Tableau,
  kept: Int32Array,
  proposed: Int32Array,
): { rows: number[]; curve: CurvePoint[] } {
  const place = Int32Array.from(kept)
  const load = loadsOf(tableau, place)
  const left = new Set([...place.keys()].filter(row => place[row] !== proposed[row]))
  let points = scoreOfPlaces(tableau, kept).points
  const curve: CurvePoint[] = [{ moves: 0, points }]
  const rows: number[] = []
  while (left.size > 0) {
    let best = -1
    let worth = Number.POSITIVE_INFINITY
    for (const row of left) {
      const delta = deltaOf(tableau, place, load, row, proposed[row] ?? 0)
      if (delta < worth) {
        best = row
        worth = delta
      }
    }
    move(tableau, place, load, best, proposed[best] ?? 0)
    left.delete(best)
    rows.push(best)
    points += worth
    curve.push({ moves: rows.length, points: Math.round(points) })
  }
  // Who loses somebody and gets nobody has not moved, but must be told of: last.
  const alone = [...kept.keys()].filter(
    row => kept[row] === tableau.waiting && proposed[row] === tableau.waiting,
  )
  return { rows: [...rows, ...alone], curve }
}

function move(tableau: Tableau, place: Int32Array, load: Float64Array, row: number, to: number): void {
  const { places, minutes } = tableau
  const from = place[row] ?? 0
  load[from] = (load[from] ?? 0) - (minutes[row * places + from] ?? 0)
  load[to] = (load[to] ?? 0) + (minutes[row * places + to] ?? 0)
  place[row] = to
}

function loadsTold(
  problem: AllocationProblem,
  tableau: Tableau,
  kept: Int32Array,
  proposed: Int32Array,
): LoadChange[] {
  const workers = problem.caseworkers.filter(({ available }) => available)
  const before = loadsOf(tableau, kept)
  const after = loadsOf(tableau, proposed)
  const countOf = (places: Int32Array, place: number) => places.filter(each => each === place).length
  return workers.map(({ id, capacity }, place) => ({
    caseworkerId: id,
    capacity,
    before: { cases: countOf(kept, place), minutes: before[place] ?? 0 },
    after: { cases: countOf(proposed, place), minutes: after[place] ?? 0 },
  }))
}
