import { EXACT, SCALE } from './dual.ts'
import { packerOf, packingWork } from './knapsack.ts'
import type { LinearModel, LinearSolver, StandingModel } from './solver.ts'
import { NEVER, priceOf, type Tableau } from './tableau.ts'

/** Some cases that one place can have together. */
export interface Pattern {
  place: number
  /** In ascending order. */
  rows: readonly number[]
}

/** With more cases a place than this, or larger tables, the relaxation over single cases is as good and far quicker. */
const MOST_EACH = 12
const MOST_WORK = 2_500_000

/**
 * Whether a problem is one of few cases a place, where what fits together decides. Limits of groups are not packed, and
 * load that somebody is to have is no matter of what fits.
 */
export function isOfPatterns(tableau: Tableau): boolean {
  const { cases, places, limits, stepSlope } = tableau
  if (limits !== null || cases > MOST_EACH * places || stepSlope.some(slope => slope < 0)) return false
  return packingWork(tableau) <= MOST_WORK
}

export interface Relaxed {
  /** How much of each pattern, in the order of `patterns`. */
  values: Float64Array
  /** No assignment that has what is fixed can cost less: whole points, computed in whole numbers only. */
  bound: number
  /** Whether every case found a pattern. */
  isWhole: boolean
}

/**
 * The relaxation over whole patterns instead of single cases (Dantzig and Wolfe 1960; for this problem Savelsbergh
 * 1997): one row a case, which some pattern has, and one a place, which has one pattern at the most. Patterns come to it
 * as the duals ask for them.
 */
export interface PatternModel {
  readonly patterns: readonly Pattern[]
  /** Takes in a pattern; nothing where it is inside already. */
  add(pattern: Pattern): void
  /** Lets patterns in until none is missing, or at most so many times; null when it was ended. */
  relax(rounds: number, isOver: () => boolean): Relaxed | null
  /** From now on this place has this pattern, and nobody else has its cases. */
  fix(pattern: Pattern): void
  isFree(pattern: Pattern): boolean
  /** The place of each case by what is fixed; -1 for the others. */
  fixed(): Int32Array
  /** Nothing is fixed any more. */
  release(): void
}

/** Duals for the next patterns lie so far towards the best so far (Wentges 1997): what the model says swings. */
const STEADY = 0.8

/** When the model and the bound are so close, in points, they have met. */
const MET = 0.5

/** @param worth of each case, to begin with: what the relaxation over single cases makes of it */
export function withPatterns<T>(
  tableau: Tableau,
  solver: LinearSolver,
  worth: Float64Array,
  use: (model: PatternModel) => T,
): T {
  return solver.keep(emptyModel(tableau), standing => use(patternModel(tableau, standing, worth)))
}

function patternModel(tableau: Tableau, standing: StandingModel, worth: Float64Array): PatternModel {
  const { cases, places, minutes } = tableau
  const least = leastCosts(tableau)
  const cost = tableau.cost.map((points, pair) => points - (least[Math.floor(pair / places)] ?? 0))
  const offset = least.reduce((sum, points) => sum + points, 0) + tableau.fixed
  const packer = packerOf(tableau, cost)
  const patterns: Pattern[] = []
  const known = new Set<string>()
  let coming: Pattern[] = []
  const place = new Int32Array(cases).fill(-1)
  const isTaken = new Uint8Array(places)
  const held = new Set<number>()
  let spent = 0
  let center = rounded(worth.map((points, row) => points - (least[row] ?? 0)))
  const atFirst = center

  function pointsOf(pattern: Pattern): number {
    let [points, load] = [0, 0]
    for (const row of pattern.rows) {
      points += cost[row * places + pattern.place] ?? 0
      load += minutes[row * places + pattern.place] ?? 0
    }
    return points + priceOf(tableau, pattern.place, load) - priceOf(tableau, pattern.place, 0)
  }
  function isFree(pattern: Pattern): boolean {
    return isTaken[pattern.place] === 0 && pattern.rows.every(row => (place[row] ?? 0) < 0)
  }
  function add(pattern: Pattern): boolean {
    const key = `${pattern.place}:${pattern.rows.join(',')}`
    if (pattern.rows.length === 0 || known.has(key)) return false
    known.add(key)
    coming.push(pattern)
    return true
  }
  function takeIn(): void {
    if (coming.length === 0) return
    const starts = new Int32Array(coming.length + 1)
    const rows: number[] = []
    for (const [index, pattern] of coming.entries()) {
      rows.push(...pattern.rows, cases + pattern.place)
      starts[index + 1] = rows.length
    }
    standing.add({
      cost: Float64Array.from(coming, pointsOf),
      starts,
      rows: Int32Array.from(rows),
      values: new Float64Array(rows.length).fill(1),
    })
    for (const pattern of coming) {
      patterns.push(pattern)
      if (!isFree(pattern)) hold(patterns.length - 1, 0)
    }
    coming = []
  }
  function hold(index: number, value: number): void {
    held.add(index)
    standing.hold(cases + index, value, value)
  }
  /** Lets in the best pattern of each free place by these worths; what they prove, and how many came in. */
  function price(worths: Float64Array): { bound: number; added: number } {
    const free = [...place.keys()].filter(row => (place[row] ?? 0) < 0)
    let sum = free.reduce((all, row) => all + (worths[row] ?? 0), 0)
    let size = sum
    let added = 0
    for (let to = 0; to < places; to++) {
      if (isTaken[to] === 1) continue
      const { rows, earns } = packer.pack(to, worths, free)
      sum -= earns
      size += earns
      if (add({ place: to, rows })) added++
    }
    const whole = sum + spent + offset
    return { bound: Math.ceil(size < EXACT ? whole : whole - size * cases * Number.EPSILON), added }
  }

  return {
    patterns,
    isFree,
    add(pattern) {
      add(pattern)
    },
    relax(rounds, isOver) {
      let { bound } = price(center)
      let relaxed: Relaxed | null = null
      for (let round = 0; round < rounds; round++) {
        takeIn()
        const answer = standing.solve(isOver)
        if (!answer) return null
        const { columns, rowDuals, objective } = answer
        const isWhole = columns.subarray(0, cases).every(nobody => nobody < 1e-6)
        relaxed = { values: columns.subarray(cases), bound, isWhole }
        const wanted = rounded(rowDuals.subarray(0, cases))
        let added = 0
        for (const steady of [STEADY, 0]) {
          const worths =
            steady === 0
              ? wanted
              : rounded(wanted.map((to, row) => steady * (center[row] ?? 0) + (1 - steady) * to))
          const priced = price(worths)
          if (priced.bound > bound) {
            bound = priced.bound
            center = worths
          }
          added += priced.added
          if (added > 0) break
        }
        relaxed.bound = bound
        if (added === 0 || objective + spent + offset - bound < MET) break
      }
      return relaxed
    },
    fix(pattern) {
      isTaken[pattern.place] = 1
      for (const row of pattern.rows) place[row] = pattern.place
      spent += pointsOf(pattern)
      for (const [index, other] of patterns.entries()) {
        if (other === pattern) hold(index, 1)
        else if (!held.has(index) && !isFree(other)) hold(index, 0)
      }
    },
    fixed: () => place.slice(),
    release() {
      for (const index of held) standing.hold(cases + index, 0, Number.POSITIVE_INFINITY)
      held.clear()
      place.fill(-1)
      isTaken.fill(0)
      spent = 0
      center = atFirst
    },
  }
}

function rounded(worths: Float64Array): Float64Array {
  return worths.map(points => Math.max(0, Math.round(points * SCALE) / SCALE))
}

/** What each case costs where it costs least, without the price of load: the rest of its costs is never negative. */
function leastCosts({ cases, places, cost, minutes }: Tableau): Float64Array {
  const least = new Float64Array(cases).fill(Number.POSITIVE_INFINITY)
  for (let pair = 0; pair < cases * places; pair++) {
    if (minutes[pair] === NEVER) continue
    const row = Math.floor(pair / places)
    least[row] = Math.min(least[row] ?? 0, cost[pair] ?? 0)
  }
  return least
}

/** Rows of cases and places, and for each case a column that says that nobody has it, dearer than anything. */
function emptyModel(tableau: Tableau): LinearModel {
  const { cases, places, cost, minutes, ceiling } = tableau
  let dearest = 1
  for (let pair = 0; pair < cases * places; pair++)
    if (minutes[pair] !== NEVER) dearest = Math.max(dearest, Math.abs(cost[pair] ?? 0))
  for (let place = 0; place < places; place++)
    dearest = Math.max(dearest, priceOf(tableau, place, ceiling[place] ?? 0))
  const rowLower = new Float64Array(cases + places).fill(1, 0, cases)
  const rowUpper = new Float64Array(cases + places).fill(1, cases)
  return {
    cost: new Float64Array(cases).fill(20 * dearest),
    offset: 0,
    lower: new Float64Array(cases),
    upper: new Float64Array(cases).fill(Number.POSITIVE_INFINITY),
    starts: Int32Array.from({ length: cases + 1 }, (_, row) => row),
    rows: Int32Array.from({ length: cases }, (_, row) => row),
    values: new Float64Array(cases).fill(1),
    rowLower: rowLower.fill(Number.NEGATIVE_INFINITY, cases),
    rowUpper: rowUpper.fill(Number.POSITIVE_INFINITY, 0, cases),
    whole: null,
  }
}
