import { construct } from './construct.ts'
import type { Duals } from './dual.ts'
import { type Pattern, type PatternModel, type Relaxed, withPatterns } from './patterns.ts'
import type { Random } from './random.ts'
import { type Found, search } from './search.ts'
import type { LinearSolver } from './solver.ts'
import { NEVER, type Tableau } from './tableau.ts'

/** Moves a place by which the search looks on from where a dive has ended. */
const MOVES = 80_000

/** What is done to the end counts so many moves a place, so that a budget says how far it went. */
const COUNTS = 1_000

/** How often patterns are let in at the root, and at each further step of a dive. */
const AT_ROOT = 40
const ON_THE_WAY = 5

/** A pattern that the relaxation has this much of is taken without asking further. */
const NEARLY_WHOLE = 0.95

export interface Dived extends Found {
  bound: number
}

/**
 * Looks on where few cases a place make the search by single cases stall: again and again the relaxation over patterns
 * is rounded one place after the other (a dive, which is solved on after each step), and the search goes on from there.
 * The first dive takes what there is most of; those that follow leave it to chance, and know all patterns so far.
 *
 * @param found the best so far; of no use where its points are infinite
 * @param budget moves to try; what is ended on its way, but for the search, leaves nothing and counts nothing
 * @param enough asked now and then, with the best points and the bound so far
 */
export function dive(
  tableau: Tableau,
  duals: Duals,
  solver: LinearSolver,
  random: Random,
  found: Found,
  budget: number,
  enough: (points: number, bound?: number) => boolean,
): Dived {
  const best: Dived = { points: found.points, place: found.place.slice(), iterations: 0, bound: duals.bound }
  const isOver = () => enough(best.points, best.bound)
  return withPatterns(tableau, solver, worthsOf(tableau, duals.prices), model => {
    if (best.points < Number.POSITIVE_INFINITY) addAll(model, best.place, tableau.places)
    for (let round = 0; best.iterations < budget && !isOver(); round++) {
      model.release()
      const root = model.relax(AT_ROOT, isOver)
      if (!root) break
      best.iterations += COUNTS * tableau.places
      best.bound = Math.max(best.bound, root.bound)
      if (best.iterations >= budget || isOver()) break
      const place = roundedFrom(model, root, round === 0 ? null : random, isOver)
      if (!place) break
      best.iterations += COUNTS * tableau.places
      const moves = Math.min(MOVES * tableau.places, Math.max(0, budget - best.iterations))
      const begin = construct(tableau, duals.prices, place)
      const polished = search(tableau, duals, random, null, moves, isOver, begin)
      best.iterations += polished.iterations
      if (polished.points === Number.POSITIVE_INFINITY) continue
      addAll(model, polished.place, tableau.places)
      if (polished.points >= best.points) continue
      best.points = polished.points
      best.place.set(polished.place)
    }
    return best
  })
}

/** Fixes one pattern after the other; places of the cases, -1 for whom no pattern was left. Null when it was ended. */
function roundedFrom(
  model: PatternModel,
  root: Relaxed,
  random: Random | null,
  isOver: () => boolean,
): Int32Array | null {
  let relaxed = root
  for (;;) {
    const { values } = relaxed
    let most: Pattern | null = null
    let mostOf = 0
    const nearlyWhole: Pattern[] = []
    for (const [index, value] of values.entries()) {
      const pattern = model.patterns[index]
      if (value < 1e-6 || !pattern || !model.isFree(pattern)) continue
      if (value > NEARLY_WHOLE) nearlyWhole.push(pattern)
      const weight = random ? value * (0.5 + random.unit()) : value
      if (weight <= mostOf) continue
      most = pattern
      mostOf = weight
    }
    if (!most) return model.fixed()
    for (const pattern of [most, ...nearlyWhole]) if (model.isFree(pattern)) model.fix(pattern)
    if (model.fixed().every(place => place >= 0)) return model.fixed()
    const next = model.relax(ON_THE_WAY, isOver)
    if (!next) return null
    relaxed = next
  }
}

function addAll(model: PatternModel, placed: Int32Array, places: number): void {
  const rows = Array.from({ length: places }, (): number[] => [])
  for (const [row, place] of placed.entries()) rows[place]?.push(row)
  for (const [place, those] of rows.entries()) model.add({ place, rows: those })
}

/** What each case is worth to whoever takes it, by the prices of a minute: what it costs where it costs least. */
function worthsOf({ cases, places, cost, minutes }: Tableau, prices: Float64Array): Float64Array {
  const worths = new Float64Array(cases).fill(Number.POSITIVE_INFINITY)
  for (let pair = 0; pair < cases * places; pair++) {
    const load = minutes[pair] ?? 0
    if (load === NEVER) continue
    const row = Math.floor(pair / places)
    worths[row] = Math.min(worths[row] ?? 0, (cost[pair] ?? 0) + (prices[pair % places] ?? 0) * load)
  }
  return worths
}
