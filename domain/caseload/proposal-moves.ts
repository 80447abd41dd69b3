import { baseMinutes } from './limits.ts'
import type { AllocationProblem, Assignment } from './problem.ts'
import { deltaOf, loadsOf, scoreOfPlaces } from './score.ts'
import { layOut, NEVER, placesOf, type Tableau } from './tableau.ts'

/** Why somebody changes caseworker, the strongest reason that is true of the proposal as a whole. */
export const moveReasons = [
  /** Nobody has the case. */
  'hadNobody',
  /** A bar stands between the two. */
  'barredNow',
  /** The caseworker is not here, or has no time at all. */
  'holderGone',
  /** The leader has decided so. */
  'locked',
  /** Whoever receives takes the programme that begins, and the caseworker does not. */
  'programme',
  /** The caseworker carries more than there is time for, and comes to carry less. */
  'overloaded',
  /** Whoever receives is new and has room. */
  'newcomer',
  'knownBefore',
  /** Whoever receives fits especially well: speaks the language, say. */
  'fits',
  /** The caseworker comes to carry less, and whoever receives no more than that one did. */
  'lightens',
  /** Somebody else comes to the caseworker in the same proposal. */
  'makesRoom',
  /** The whole is better so. */
  'better',
] as const
export type MoveReason = (typeof moveReasons)[number]

/** A caseworker's load in percent of the time, as it is and with the whole proposal. */
export interface BeforeAfter {
  before: number
  after: number
}

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
  /** Null where there is nobody, or nobody with any time. */
  percent: { from: BeforeAfter | null; to: BeforeAfter | null }
}

/** What the problem does not say, and the reasons do. */
export interface MoveContext {
  /** Who is hired. */
  newcomer: string | null
  /** The programme that begins, as a group of the problem, and who takes it. */
  programme: { group: string; takers: ReadonlySet<string> } | null
  /** Whether a caseworker has had the case before. */
  hadBefore: (caseId: string, caseworkerId: string) => boolean
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
  /** Who has nobody, and gets nobody: no move, but nothing to keep quiet about. */
  stillWaiting: string[]
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
export function movesOf(
  problem: AllocationProblem,
  assignment: Assignment,
  context: MoveContext = { newcomer: null, programme: null, hadBefore: () => false },
): MovesTold {
  // As it is, without the locks: what a lock asks for is a change too.
  const asIs = layOut({ ...problem, cases: problem.cases.map(each => ({ ...each, lock: null })) })
  const today = new Map(problem.cases.map(({ id, current }) => [id, current]))
  const kept = placesOf(problem, asIs, today).map((place, row) => standing(asIs, row, place))
  const proposed = placesOf(problem, asIs, assignment)
  const order = orderOf(asIs, kept, proposed)
  const placed = {
    kept,
    proposed,
    before: loadsOf(asIs, kept),
    load: loadsOf(asIs, proposed),
    assignment,
    context,
  }
  const moves = order.rows
    .map(row => moveOf(problem, asIs, row, placed))
    .filter(({ from, to }) => from !== to)
  return {
    moves,
    stillWaiting: problem.cases.flatMap(({ id, current }) =>
      current === null && (assignment.get(id) ?? null) === null ? [id] : [],
    ),
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
  context: MoveContext
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
    percent: { from: percentAt(tableau, kept[row], placed), to: percentAt(tableau, proposed[row], placed) },
  }
}

function percentAt(
  tableau: Tableau,
  place: number | undefined,
  { before, load }: Pick<Placed, 'before' | 'load'>,
): BeforeAfter | null {
  if (place === undefined || place < 0 || place === tableau.waiting) return null
  const beside = tableau.base[place] ?? 0
  const percent = (minutes: number) =>
    Math.round(((minutes + beside) * 100) / Math.max(1, tableau.capacity[place] ?? 1))
  return { before: percent(before[place] ?? 0), after: percent(load[place] ?? 0) }
}

function whyOf(problem: AllocationProblem, tableau: Tableau, row: number, placed: Placed): MoveReason {
  const { kept, proposed, assignment, context } = placed
  const each = problem.cases[row]
  if (each === undefined || each.current === null) return 'hadNobody'
  if (each.forbidden.some(({ caseworkerId }) => caseworkerId === each.current)) return 'barredNow'
  if (kept[row] === tableau.waiting) return 'holderGone'
  const to = assignment.get(each.id) ?? null
  if (to === null) return 'holderGone'
  if (each.lock !== null) return 'locked'
  const { programme, newcomer, hadBefore } = context
  if (
    programme !== null &&
    each.groups.includes(programme.group) &&
    programme.takers.has(to) &&
    !programme.takers.has(each.current)
  )
    return 'programme'
  const giver = percentAt(tableau, kept[row], placed)
  const taker = percentAt(tableau, proposed[row], placed)
  const isRelieved = giver !== null && giver.after < giver.before
  if (isRelieved && giver.before > 100) return 'overloaded'
  if (to === newcomer) return 'newcomer'
  if (hadBefore(each.id, to)) return 'knownBefore'
  const costWith = (id: string) => each.pairs.find(({ caseworkerId }) => caseworkerId === id)?.cost ?? 0
  if (costWith(to) < Math.min(0, costWith(each.current))) return 'fits'
  if (isRelieved && taker !== null && taker.after <= giver.before) return 'lightens'
  const isFollowed = kept.some((place, other) => place !== kept[row] && proposed[other] === kept[row])
  return isFollowed ? 'makesRoom' : 'better'
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
  return workers.map(({ id, capacity, base }, place) => {
    const cases = base.reduce((sum, each) => sum + each.cases, 0)
    const minutes = baseMinutes({ base })
    return {
      caseworkerId: id,
      capacity,
      before: { cases: cases + countOf(kept, place), minutes: minutes + (before[place] ?? 0) },
      after: { cases: cases + countOf(proposed, place), minutes: minutes + (after[place] ?? 0) },
    }
  })
}
