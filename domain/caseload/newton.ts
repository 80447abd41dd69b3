import { NEVER, type Tableau } from './tableau.ts'

/** How many temperatures above a case's best a place still counts: beyond, it would have less than 1 / 3,000 of it. */
const NEAR = 8
/** With less than this weight, beside the best's 1, it is left out of the second derivatives, which need not be exact. */
const LEAST = 0.001
/** What a step must promise to be worth it, for each case, in temperatures. */
const ENOUGH = 1e-3
const STEPS = 12

interface Slope {
  value: number
  gradient: Float64Array
  /** Minus the second derivatives, row by row, the lower half: positive semidefinite. */
  curvature: Float64Array
}

/** Where the climb stands: passed on from one temperature to the next. */
export interface Climb {
  prices: Float64Array
  /** How much steps are shortened, in parts of the curvature: more after a step that did not do what it promised. */
  damping: number
}

/** The prices at which the smoothed bound is highest, near enough, by damped Newton steps. */
export function ascend(tableau: Tableau, climb: Climb, temperature: number): void {
  let here = slopeAt(tableau, climb.prices, temperature)
  for (let step = 0; step < STEPS; step++) {
    const direction = solve(here.curvature, here.gradient, climb.damping)
    const promised = promiseOf(here, direction)
    if (!(promised > temperature * tableau.cases * ENOUGH)) break
    const next = climb.prices.map((price, place) => price + (direction[place] ?? 0))
    const there = slopeAt(tableau, next, temperature)
    const kept = (there.value - here.value) / promised
    if (kept > 0.7) climb.damping = Math.max(climb.damping * 0.2, 1e-9)
    else if (kept < 0.3) climb.damping = Math.max(climb.damping * 5, 1e-3)
    if (kept > 0.1) {
      climb.prices = next
      here = there
    }
  }
}

/** What a step would gain if the bound were as curved everywhere as it is here. */
function promiseOf({ gradient, curvature }: Slope, direction: Float64Array): number {
  const size = gradient.length
  let sum = 0
  for (let i = 0; i < size; i++) {
    let bent = 0.5 * (curvature[i * size + i] ?? 0) * (direction[i] ?? 0)
    for (let j = 0; j < i; j++) bent += (curvature[i * size + j] ?? 0) * (direction[j] ?? 0)
    sum += (direction[i] ?? 0) * ((gradient[i] ?? 0) - bent)
  }
  return sum
}

/** Cases with more places near than this are added together where they are alike, as they are where nobody has anybody. */
const CROWD = 8

/** Cases that have the same places near, and as near: by a sum of where and how near, which seldom meets. */
type Crowds = Map<number, { near: Int32Array; share: Float64Array; times: number }[]>

function join(crowds: Crowds, near: Int32Array, share: Float64Array): void {
  let key = 0
  for (const [at, place] of near.entries()) key += (place + 1) * (share[at] ?? 0)
  const crowd = crowds.get(key) ?? []
  const alike = crowd.find(
    each =>
      each.near.length === near.length &&
      each.near.every((place, at) => place === near[at] && each.share[at] === share[at]),
  )
  if (alike !== undefined) alike.times += 1
  else {
    crowd.push({ near: near.slice(), share: share.slice(), times: 1 })
    crowds.set(key, crowd)
  }
}

/** The smoothed bound with its first and second derivatives by the prices. */
function slopeAt(tableau: Tableau, prices: Float64Array, temperature: number): Slope {
  const { cases, places, cost, minutes } = tableau
  const gradient = new Float64Array(places)
  const curvature = new Float64Array(places * places)
  const near = new Int32Array(places)
  const share = new Float64Array(places)
  const crowds: Crowds = new Map()
  const values = new Float64Array(places)
  let value = 0
  let allMinutes = 0
  // The lower half only: it is the same as the upper.
  const bend = (around: Int32Array, parts: Float64Array, weight: number) => {
    for (let k = 0; k < around.length; k++) {
      const part = (parts[k] ?? 0) * weight
      const line = (around[k] ?? 0) * places
      for (let l = 0; l <= k; l++) {
        const at = line + (around[l] ?? 0)
        curvature[at] = (curvature[at] ?? 0) - part * (parts[l] ?? 0)
      }
    }
  }
  for (let row = 0; row < cases; row++) {
    const base = row * places
    let least = Number.POSITIVE_INFINITY
    for (let place = 0; place < places; place++) {
      const load = minutes[base + place] ?? 0
      const each =
        load === NEVER ? Number.POSITIVE_INFINITY : (cost[base + place] ?? 0) + (prices[place] ?? 0) * load
      values[place] = each
      if (each < least) least = each
    }
    let count = 0
    let total = 0
    const limit = least + NEAR * temperature
    for (let place = 0; place < places; place++) {
      const each = values[place] ?? 0
      if (each >= limit) continue
      const weight = Math.exp((least - each) / temperature)
      near[count] = place
      share[count] = weight
      total += weight
      count++
    }
    value += least - temperature * Math.log(total)
    let nearest = 0
    for (let k = 0; k < count; k++) {
      const place = near[k] ?? 0
      const load = minutes[base + place] ?? 0
      const weight = share[k] ?? 0
      const part = (weight / total) * load
      gradient[place] = (gradient[place] ?? 0) + part
      allMinutes += part
      const diagonal = place * places + place
      curvature[diagonal] = (curvature[diagonal] ?? 0) + (part * load) / temperature
      if (weight < LEAST) continue
      near[nearest] = place
      share[nearest] = part
      nearest++
    }
    if (nearest > CROWD) join(crowds, near.subarray(0, nearest), share.subarray(0, nearest))
    else bend(near.subarray(0, nearest), share.subarray(0, nearest), 1 / temperature)
  }
  for (const crowd of crowds.values())
    for (const each of crowd) bend(each.near, each.share, each.times / temperature)
  const typical = Math.max(1, allMinutes / Math.max(1, cases))
  value += placesAt(tableau, prices, temperature / typical, gradient, curvature)
  return { value, gradient, curvature }
}

/** Adds what the places contribute: each step of the price of load, smoothed by `softness` points a minute. */
function placesAt(
  tableau: Tableau,
  prices: Float64Array,
  softness: number,
  gradient: Float64Array,
  curvature: Float64Array,
): number {
  const { places, stepStart, stepFrom, stepSlope, ceiling } = tableau
  let value = 0
  for (let place = 0; place < places; place++) {
    const end = stepStart[place + 1] ?? 0
    const most = ceiling[place] ?? 0
    const diagonal = place * places + place
    for (let step = stepStart[place] ?? 0; step < end; step++) {
      const to = step + 1 < end ? Math.min(stepFrom[step + 1] ?? 0, most) : most
      const width = to - (stepFrom[step] ?? 0)
      if (width <= 0) continue
      const over = ((prices[place] ?? 0) - (stepSlope[step] ?? 0)) / softness
      const filled = 1 / (1 + Math.exp(-over))
      // log(1 + e^x), without overflow.
      value -= width * softness * (Math.max(over, 0) + Math.log1p(Math.exp(-Math.abs(over))))
      gradient[place] = (gradient[place] ?? 0) - width * filled
      curvature[diagonal] = (curvature[diagonal] ?? 0) + (width * filled * (1 - filled)) / softness
    }
  }
  return value
}

/** Solves curvature * x = gradient by Cholesky, with `damping` parts of the diagonal added to it. */
function solve(curvature: Float64Array, gradient: Float64Array, damping: number): Float64Array {
  const size = gradient.length
  const lower = Float64Array.from(curvature)
  let most = 0
  for (let i = 0; i < size; i++) most = Math.max(most, curvature[i * size + i] ?? 0)
  const ridge = most * 1e-9 + 1e-9
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = lower[i * size + j] ?? 0
      if (i === j) sum += ridge + damping * sum
      for (let k = 0; k < j; k++) sum -= (lower[i * size + k] ?? 0) * (lower[j * size + k] ?? 0)
      if (i === j) lower[i * size + i] = Math.sqrt(Math.max(sum, ridge))
      else lower[i * size + j] = sum / (lower[j * size + j] ?? 1)
    }
  }
  const x = Float64Array.from(gradient)
  for (let i = 0; i < size; i++) {
    let sum = x[i] ?? 0
    for (let k = 0; k < i; k++) sum -= (lower[i * size + k] ?? 0) * (x[k] ?? 0)
    x[i] = sum / (lower[i * size + i] ?? 1)
  }
  for (let i = size - 1; i >= 0; i--) {
    let sum = x[i] ?? 0
    for (let k = i + 1; k < size; k++) sum -= (lower[k * size + i] ?? 0) * (x[k] ?? 0)
    x[i] = sum / (lower[i * size + i] ?? 1)
  }
  return x
}
