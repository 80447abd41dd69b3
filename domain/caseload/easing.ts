import type { ForecastPoint, Known } from './forecast.ts'
import { carried, isOver, type Load } from './load.ts'
import { withMoves } from './try-moves.ts'

/** As many moves as one looks over by oneself; for more there are proposals. */
const mostMoves = 3

/** So many choices are tried to be shared out; where none of them can be, more would seldom help. */
const mostTries = 500

/** A few moves after which somebody has not too much in any week that is known. */
export interface Easing {
  moves: readonly { caseId: number; toId: number }[]
  /** Whether nobody at all has too much then, in any of the weeks. */
  isForEverybody: boolean
}

interface Asked {
  staffId: number
  known: Known
  /** The forecast of what is known, today first. */
  points: readonly ForecastPoint[]
  /** Whether somebody may have a case from today on, but for time: bars, ceilings, changes that are planned. */
  may: (caseId: number, toId: number) => boolean
  /** Since when the case has its caseworker: the shortest relations are broken first. */
  sinceOf: (caseId: number) => number
}

/** Minutes a month, week by week. */
type Weekly = readonly number[]

interface Movable {
  caseId: number
  minutes: Weekly
}

/** A colleague with time in every week, and what is left of it. */
interface Receiver {
  staffId: number
  room: number[]
}

/**
 * The fewest moves from today on, three at the most, after which a caseworker has not too much in any week, and nobody
 * else comes to have too much or has more of it. Of as few moves, those of the shortest relations. Each goes to whoever
 * has most room left. What is found is worked out anew with the moves made, as a leader who tries them would see it.
 *
 * @returns null where there are none, or where the caseworker has not too much in any week
 */
export function easingFor({ staffId, known, points, may, sinceOf }: Asked): Easing | null {
  const at = known.staff.findIndex(each => each.staffId === staffId)
  const excess = points.map(({ loads }) => excessOf(loads[at]))
  if (excess.every(minutes => minutes <= 0)) return null
  const movable = movableOf(staffId, known, points).toSorted(
    (a, b) => sinceOf(b.caseId) - sinceOf(a.caseId) || a.caseId - b.caseId,
  )
  const receivers = receiversOf(staffId, points)
  const hasRoom = ({ minutes }: Movable, { room }: Receiver) =>
    minutes.every((more, week) => more === 0 || more <= (room[week] ?? 0))
  const takers = (each: Movable, left: readonly Receiver[]) =>
    left
      .filter(receiver => hasRoom(each, receiver))
      .map(receiver => ({ receiver, least: Math.min(...receiver.room) }))
      .toSorted((a, b) => b.least - a.least || a.receiver.staffId - b.receiver.staffId)
      .find(({ receiver }) => may(each.caseId, receiver.staffId))?.receiver

  let tries = 0
  function given(chosen: readonly Movable[]): Easing['moves'] | null {
    tries += 1
    if (tries > mostTries) return null
    const left = receivers.map(({ staffId: toId, room }) => ({ staffId: toId, room: [...room] }))
    const moves: { caseId: number; toId: number }[] = []
    for (const each of chosen) {
      const taker = takers(each, left)
      if (taker === undefined) return null
      taker.room = taker.room.map((room, week) => room - (each.minutes[week] ?? 0))
      moves.push({ caseId: each.caseId, toId: taker.staffId })
    }
    return moves
  }

  const takeable = movable.filter(each =>
    receivers.some(receiver => hasRoom(each, receiver) && may(each.caseId, receiver.staffId)),
  )
  for (let count = 1; count <= mostMoves; count++) {
    const moves = firstThatDo(takeable, count, excess, given)
    if (moves !== null) return proven(moves, at, known, points)
  }
  return null
}

/** The first so many, in their order, that take all of the excess and that `given` finds somebody for. */
function firstThatDo(
  movable: readonly Movable[],
  count: number,
  excess: Weekly,
  given: (chosen: readonly Movable[]) => Easing['moves'] | null,
): Easing['moves'] | null {
  const most = excess.map((_, week) => Math.max(0, ...movable.map(({ minutes }) => minutes[week] ?? 0)))
  const search = (from: number, chosen: readonly Movable[], left: Weekly): Easing['moves'] | null => {
    const more = count - chosen.length
    if (more === 0) return left.every(minutes => minutes <= 0) ? given(chosen) : null
    if (left.some((minutes, week) => minutes > more * (most[week] ?? 0))) return null
    for (const [index, each] of movable.entries()) {
      if (index < from) continue
      const rest = left.map((minutes, week) => minutes - (each.minutes[week] ?? 0))
      const moves = search(index + 1, [...chosen, each], rest)
      if (moves !== null) return moves
    }
    return null
  }
  return search(0, [], excess)
}

/** The cases that somebody holds today, each with what it weighs in the weeks in which it is still theirs. */
function movableOf(staffId: number, known: Known, points: readonly ForecastPoint[]): Movable[] {
  const weekly = points.map(({ day }) => {
    const held = known.casesOn(day).filter(({ holderId }) => holderId === staffId)
    return new Map(held.map(({ caseId, minutes }) => [caseId, minutes]))
  })
  return [...(weekly[0]?.keys() ?? [])].map(caseId => ({
    caseId,
    minutes: weekly.map(held => held.get(caseId) ?? 0),
  }))
}

/** Whoever is away, or has no time, in any of the weeks takes nobody. */
function receiversOf(staffId: number, points: readonly ForecastPoint[]): Receiver[] {
  const [now] = points
  return (now?.loads ?? []).flatMap(({ staffId: toId }, index) => {
    const room = points.flatMap(({ loads }) => {
      const load = loads[index]
      return load?.capacity.kind === 'available' ? [load.capacity.minutes - carried(load)] : []
    })
    return toId === staffId || room.length < points.length ? [] : [{ staffId: toId, room }]
  })
}

function excessOf(load: Load | undefined): number {
  if (load === undefined || isOver(load) !== true) return 0
  return carried(load) - (load.capacity.kind === 'available' ? load.capacity.minutes : 0)
}

function proven(
  moves: Easing['moves'],
  at: number,
  known: Known,
  points: readonly ForecastPoint[],
): Easing | null {
  const made = withMoves(known, new Map(moves.map(({ caseId, toId }) => [caseId, toId])), known.today)
  let isForEverybody = true
  for (const { day, loads: before } of points) {
    for (const [index, load] of made.loadsOn(day).entries()) {
      const excess = excessOf(load)
      if (excess > 0) isForEverybody = false
      if (excess > (index === at ? 0 : excessOf(before[index]))) return null
    }
  }
  return { moves, isForEverybody }
}
