import { anneal, type Best, type Penalties } from './anneal.ts'
import { construct } from './construct.ts'
import { coreOf } from './core.ts'
import type { Duals } from './dual.ts'
import type { Random } from './random.ts'
import { reduce } from './reduced.ts'
import { keepsRules, scoreOfPlaces } from './score.ts'
import type { Tableau } from './tableau.ts'

/** Places that a case has in any core, at the most. */
const NEAR = 12

/** How large the cores of the rounds are: pairs besides the best ones, for each place. They take turns. */
const WIDTHS = [5, 10, 20, 40]

/** Tried moves of a round for each place, and for each pair where there are few cases. */
const MOVES = 5_000
const MOVES_OF_PAIR = 50

/** Temperatures by the reduced cost up to which pairs belong to the core. */
const HOT = 0.1
const COLD = 0.01

/** So much hotter are the turns, one after the other, where nothing better has been found for a while. */
const HEATS = [1, 3, 10]

/** So much dearer, a beginning is crowded. */
const CROWDED = 1.5

/** Rounds without anything better after which a turn no longer begins from the best. */
const PATIENCE = 16

export interface Found extends Best {
  /** Moves that were tried. */
  iterations: number
}

/**
 * Looks for the best assignment, in rounds that follow from the seed alone: a longer budget does all that a shorter one
 * does, and then more.
 *
 * @param start an assignment to be no worse than, if it keeps the rules
 * @param budget moves to try; may be infinite where `enough` ends it
 * @param enough asked after each round, with the best points so far
 * @param begin where it begins, which may break rules
 */
export function search(
  tableau: Tableau,
  { prices, priced }: Duals,
  random: Random,
  start: Int32Array | null,
  budget: number,
  enough: (points: number) => boolean,
  begin: Int32Array = beginning(tableau, { prices, priced }),
): Found {
  const { cases, places } = tableau
  const best: Found = { points: Number.POSITIVE_INFINITY, place: new Int32Array(cases), iterations: 0 }
  const consider = (place: Int32Array) => {
    if (!keepsRules(tableau, place)) return
    const { points } = scoreOfPlaces(tableau, place)
    if (points < best.points) {
      best.points = points
      best.place.set(place)
    }
  }
  if (start) consider(start)
  const standing = begin.slice()
  consider(standing)
  const reduced = reduce(priced, prices, NEAR)
  const widest = limitOf(reduced.sorted, cases + (WIDTHS.at(-1) ?? 0) * places)
  const penalty = firstPenalties(tableau, prices, widest)
  let wider = 1
  let improvedIn = 0
  let before = best.points
  for (let round = 0; best.iterations < budget && !enough(best.points); round++) {
    const width = (WIDTHS[round % WIDTHS.length] ?? 0) * wider
    // Where many pairs cost the same, a narrow core would be no core, and nothing could be moved at no temperature.
    const within = Math.max(limitOf(reduced.sorted, cases + width * places), widest / 8, 1e-6)
    const core = coreOf(tableau, reduced, standing, within)
    const moves = Math.min(Math.min(MOVES, MOVES_OF_PAIR * cases) * places, budget - best.iterations)
    const heat = round - improvedIn < PATIENCE ? 1 : (HEATS[(round >> 2) % HEATS.length] ?? 1)
    if (core.cases.length > 0)
      anneal(tableau, core, random, standing, penalty, best, {
        moves,
        hot: HOT * heat * within,
        cold: COLD * within,
      })
    best.iterations += moves
    if (best.points < before) improvedIn = round
    before = best.points
    if (round % WIDTHS.length !== WIDTHS.length - 1) continue
    // Each turn begins from the best; where that has brought nothing for a while, from wherever the last one ended.
    if (best.points === Number.POSITIVE_INFINITY) wider = Math.min(wider * 2, 64)
    else if (round - improvedIn < PATIENCE) standing.set(best.place)
  }
  return best
}

/**
 * Where a search begins. By the prices of the duals alone, whose places it has to even out; but where many places are
 * worth nearly the same to many cases, all of these would begin in a few of them, and stay there: then by what each
 * place costs as it fills.
 */
function beginning(tableau: Tableau, { prices, priced }: Pick<Duals, 'prices' | 'priced'>): Int32Array {
  const byPrices = construct(priced, prices)
  const asItFills = construct(priced, prices, null, true)
  const pointsOf = (place: Int32Array) => scoreOfPlaces(tableau, place).points
  return pointsOf(byPrices) > CROWDED * pointsOf(asItFills) ? asItFills : byPrices
}

function limitOf(sorted: Float64Array, count: number): number {
  return sorted[Math.min(sorted.length - 1, count)] ?? 0
}

/**
 * Points for each minute above a limit, to begin with: twice what a minute is worth there or at the middle of all
 * places, and enough to matter beside what moves cost.
 */
function firstPenalties(tableau: Tableau, prices: Float64Array, widest: number): Penalties {
  const { cases, places, minutes } = tableau
  const middle = Float64Array.from(prices).sort()[places >> 1] ?? 0
  let sum = 0
  for (const each of minutes) sum += Math.max(0, each)
  const matters = (widest * cases * places) / Math.max(1, sum) / 10
  const ofPlace = prices.map(price => 2 * Math.max(price, middle, matters, 1e-3))
  const aMinute = ofPlace.reduce((most, each) => Math.max(most, each), 1e-3)
  // A case is worth the minutes of a typical one.
  const typical = sum / Math.max(1, cases * places)
  const ofLimit = Float64Array.from(tableau.limits?.countsCases ?? [], isCases =>
    isCases === 1 ? aMinute * typical : aMinute,
  )
  return { ofPlace, ofLimit }
}
