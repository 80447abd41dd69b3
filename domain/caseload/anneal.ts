import type { Core } from './core.ts'
import { limitLoadOf } from './limit-load.ts'
import type { Random } from './random.ts'
import type { Tableau } from './tableau.ts'

/** How often the penalties follow what is above a ceiling, in tried moves for each place and at all, and how fast. */
const STEER_OF_PLACE = 50
const STEER_EVERY = 1024
const DEARER = 1.03

/**
 * How many places are above their ceilings at a time, when the penalties have settled: few enough that all keep them
 * now and then. And the most of all places that this may be.
 */
const ABOVE = 2.5
const ABOVE_PART = 0.14

/** Share of the moves that try to pass somebody on from the place that takes one. */
const CHAINS = 0.8

/** The best assignment so far that keeps every rule. */
export interface Best {
  /** Points; infinite while there is none. */
  points: number
  place: Int32Array
}

/** Points for each minute above a place's ceiling, and for each minute or case above one of the other limits. */
export interface Penalties {
  ofPlace: Float64Array
  ofLimit: Float64Array
}

export interface Round {
  /** How many moves to try. */
  moves: number
  /** Temperature in points, at the start and at the end. */
  hot: number
  cold: number
}

/**
 * One round of annealing within a core. A move gives one case to another place near to it, or passes two on along a
 * chain: one comes to a place, and one of that place's own goes on to a third, or back to the first (a swap). Loads may
 * pass above a limit on the way, at a penalty for each minute or case that rises while a place stays above and falls
 * while it does not. `standing` and the penalties are where the next round begins; `best` is brought up to date.
 */
export function anneal(
  tableau: Tableau,
  core: Core,
  random: Random,
  standing: Int32Array,
  { ofPlace: penalty, ofLimit }: Penalties,
  best: Best,
  round: Round,
): void {
  const { places, ceiling, stepStart, stepFrom, stepSlope, stepBase } = tableau
  const { start, place: near, isNear, cost, minutes } = core
  const rows = core.cases.length
  const at = new Int32Array(rows)
  const members = new Int32Array(places * rows)
  const count = new Int32Array(places)
  const position = new Int32Array(rows)
  const load = new Float64Array(places)
  const value = new Float64Array(places)
  // Limits other than of all minutes are rare, and only there are they looked at.
  const limits =
    tableau.limits === null ? null : limitLoadOf(tableau, tableau.limits, core, standing, ofLimit)
  let points = limits?.points() ?? 0
  let over = 0

  for (const [row, to] of standing.entries()) {
    points += tableau.cost[row * places + to] ?? 0
    load[to] = (load[to] ?? 0) + (tableau.minutes[row * places + to] ?? 0)
  }
  for (let row = 0; row < rows; row++) {
    const to = standing[core.cases[row] ?? 0] ?? 0
    at[row] = to
    position[row] = count[to] ?? 0
    members[to * rows + (count[to] ?? 0)] = row
    count[to] = (count[to] ?? 0) + 1
  }
  for (let place = 0; place < places; place++) {
    value[place] = valueAt(place, load[place] ?? 0)
    points += value[place] ?? 0
    over += Math.max(0, (load[place] ?? 0) - (ceiling[place] ?? 0))
  }

  function valueAt(place: number, minutesThere: number): number {
    let step = (stepStart[place + 1] ?? 0) - 1
    while (minutesThere < (stepFrom[step] ?? 0)) step--
    const price = (stepBase[step] ?? 0) + (minutesThere - (stepFrom[step] ?? 0)) * (stepSlope[step] ?? 0)
    const above = minutesThere - (ceiling[place] ?? 0)
    return above > 0 ? price + above * (penalty[place] ?? 0) : price
  }
  function setLoad(place: number, minutesThere: number): void {
    const most = ceiling[place] ?? 0
    const before = load[place] ?? 0
    over += (minutesThere > most ? minutesThere - most : 0) - (before > most ? before - most : 0)
    load[place] = minutesThere
    value[place] = valueAt(place, minutesThere)
  }
  function put(row: number, to: number): void {
    const from = at[row] ?? 0
    const last = (count[from] ?? 0) - 1
    const hole = position[row] ?? 0
    const moved = members[from * rows + last] ?? 0
    members[from * rows + hole] = moved
    position[moved] = hole
    count[from] = last
    const end = count[to] ?? 0
    members[to * rows + end] = row
    position[row] = end
    count[to] = end + 1
    at[row] = to
    setLoad(from, (load[from] ?? 0) - (minutes[row * places + from] ?? 0))
    setLoad(to, (load[to] ?? 0) + (minutes[row * places + to] ?? 0))
    limits?.move(row, from, to)
  }
  // Whether the standing assignment is better than the best and not yet kept; it is kept before a step down, and not
  // at every step up.
  let unkept = false
  function keep(): void {
    if (!unkept) return
    unkept = false
    best.points = Math.round(points)
    best.place.set(standing)
    for (let row = 0; row < rows; row++) best.place[core.cases[row] ?? 0] = at[row] ?? 0
  }
  function steer(): void {
    keep()
    points += limits?.steer(DEARER, cheaper) ?? 0
    for (let place = 0; place < places; place++) {
      const above = (load[place] ?? 0) > (ceiling[place] ?? 0)
      penalty[place] = (penalty[place] ?? 0) * (above ? DEARER : cheaper)
      if (!above) continue
      points -= value[place] ?? 0
      value[place] = valueAt(place, load[place] ?? 0)
      points += value[place] ?? 0
    }
  }

  const steering = Math.min(STEER_EVERY, STEER_OF_PLACE * places)
  const part = Math.min(ABOVE_PART, ABOVE / (places + (tableau.limits?.most.length ?? 0)))
  const cheaper = DEARER ** (-part / (1 - part))
  const cooling = (round.cold / round.hot) ** (256 / Math.max(256, round.moves))
  let temperature = round.hot
  for (let move = 1; move <= round.moves; move++) {
    if ((move & 255) === 0) {
      temperature *= cooling
    }
    if (move % steering === 0) steer()
    const row = random.below(rows)
    const from = at[row] ?? 0
    const first = start[row] ?? 0
    const to = near[first + random.below((start[row + 1] ?? 0) - first)] ?? 0
    if (to === from) continue
    const pair = row * places
    const leaves = minutes[pair + from] ?? 0
    const comes = minutes[pair + to] ?? 0
    let gain = (cost[pair + from] ?? 0) - (cost[pair + to] ?? 0) + (value[from] ?? 0) + (value[to] ?? 0)
    let on = -1
    let onto = -1
    const inside = count[to] ?? 0
    if (inside > 0 && random.unit() < CHAINS) {
      on = members[to * rows + random.below(inside)] ?? 0
      const base = on * places
      if (isNear[base + from] === 1) onto = from
      else {
        const begin = start[on] ?? 0
        onto = near[begin + random.below((start[on + 1] ?? 0) - begin)] ?? 0
        if (onto === to) continue
      }
      const goes = minutes[base + to] ?? 0
      const ends = minutes[base + onto] ?? 0
      gain += (cost[base + to] ?? 0) - (cost[base + onto] ?? 0)
      gain -= valueAt(to, (load[to] ?? 0) + comes - goes)
      if (onto === from) gain -= valueAt(from, (load[from] ?? 0) - leaves + ends)
      else
        gain +=
          (value[onto] ?? 0) -
          valueAt(from, (load[from] ?? 0) - leaves) -
          valueAt(onto, (load[onto] ?? 0) + ends)
    } else {
      gain -= valueAt(from, (load[from] ?? 0) - leaves) + valueAt(to, (load[to] ?? 0) + comes)
    }
    if (limits !== null) {
      gain -= limits.change(from, onto === from ? on : -1, row) + limits.change(to, row, on)
      if (on >= 0 && onto !== from) gain -= limits.change(onto, on, -1)
    }
    if (gain < 0) {
      if (gain < -20 * temperature || random.unit() >= Math.exp(gain / temperature)) continue
      keep()
    }
    put(row, to)
    if (on >= 0) put(on, onto)
    points -= gain
    // Costs are whole, so that less than half a point is only what the penalties' fractions have left behind.
    unkept = over === 0 && (limits === null || limits.over() === 0) && points < best.points - 0.5
  }
  keep()
  for (let row = 0; row < rows; row++) standing[core.cases[row] ?? 0] = at[row] ?? 0
}
