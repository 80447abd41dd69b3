import { NEVER, type Tableau } from './tableau.ts'

/** Places with less than this share of a case are left out of the sums: they change nothing that is seen. */
const NEGLIGIBLE = 12
const STEPS = 6

interface Slope {
  value: number
  gradient: Float64Array
  /** Minus the second derivatives, row by row: positive semidefinite. */
  curvature: Float64Array
}

/** The prices at which the smoothed bound is highest, near enough: at most six Newton steps from `start`. */
export function ascend(tableau: Tableau, start: Float64Array, temperature: number): Float64Array {
  let prices = start
  let here = slopeAt(tableau, prices, temperature)
  for (let step = 0; step < STEPS; step++) {
    const direction = solve(here.curvature, here.gradient)
    let gain = 0
    for (const [place, slope] of here.gradient.entries()) gain += slope * (direction[place] ?? 0)
    if (!(gain > temperature * 0.01)) break
    let length = 1
    let moved = false
    while (length > 1e-3) {
      const next = prices.map((price, place) => price + length * (direction[place] ?? 0))
      const there = slopeAt(tableau, next, temperature)
      if (there.value > here.value + 0.1 * length * gain) {
        prices = next
        here = there
        moved = true
        break
      }
      length *= 0.4
    }
    if (!moved) break
  }
  return prices
}

/** The smoothed bound with its first and second derivatives by the prices. */
function slopeAt(tableau: Tableau, prices: Float64Array, temperature: number): Slope {
  const { cases, places, cost, minutes } = tableau
  const gradient = new Float64Array(places)
  const curvature = new Float64Array(places * places)
  const near = new Int32Array(places)
  const share = new Float64Array(places)
  const values = new Float64Array(places)
  let value = 0
  let allMinutes = 0
  let counted = 0
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
    const limit = least + NEGLIGIBLE * temperature
    for (let place = 0; place < places; place++) {
      const each = values[place] ?? 0
      if (each < limit) {
        const weight = Math.exp((least - each) / temperature)
        near[count] = place
        share[count] = weight
        total += weight
        count++
      }
    }
    value += least - temperature * Math.log(total)
    for (let k = 0; k < count; k++) {
      const place = near[k] ?? 0
      const load = minutes[base + place] ?? 0
      const part = ((share[k] ?? 0) / total) * load
      share[k] = part
      gradient[place] = (gradient[place] ?? 0) + part
      const diagonal = place * places + place
      curvature[diagonal] = (curvature[diagonal] ?? 0) + (part * load) / temperature
      allMinutes += part
      counted++
    }
    for (let k = 0; k < count; k++) {
      const part = (share[k] ?? 0) / temperature
      const line = (near[k] ?? 0) * places
      for (let l = 0; l < count; l++) {
        const at = line + (near[l] ?? 0)
        curvature[at] = (curvature[at] ?? 0) - part * (share[l] ?? 0)
      }
    }
  }
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

/** Solves curvature * x = gradient by Cholesky, with a little added to the diagonal so that it always can. */
function solve(curvature: Float64Array, gradient: Float64Array): Float64Array {
  const size = gradient.length
  const lower = Float64Array.from(curvature)
  let most = 0
  for (let i = 0; i < size; i++) most = Math.max(most, curvature[i * size + i] ?? 0)
  const ridge = most * 1e-9 + 1e-9
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = lower[i * size + j] ?? 0
      if (i === j) sum += ridge
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
