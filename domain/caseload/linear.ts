import type { LinearModel } from './solver.ts'
import { NEVER, type Tableau } from './tableau.ts'

/** A linear model of a problem, and which pair each of its first columns stands for. */
export interface PairModel extends LinearModel {
  /** Index in the tableau (case * places + place) of the columns that are pairs; the rest are loads. */
  pairs: Int32Array
}

/**
 * The problem as a linear model over chosen pairs: one row a case ("somebody has it"), then one row a place ("its load
 * is the sum of its steps"), one column a pair and one a step of the price.
 *
 * @param allowed which pairs become columns; those that may never be are left out anyway
 */
export function linearOf(tableau: Tableau, allowed: (pair: number) => boolean, whole: boolean): PairModel {
  const { cases, places, cost, minutes, stepStart, stepFrom, stepSlope, ceiling } = tableau
  const pairs: number[] = []
  for (let pair = 0; pair < cases * places; pair++)
    if (minutes[pair] !== NEVER && allowed(pair)) pairs.push(pair)
  const steps = tableau.stepFrom.length
  const columns = pairs.length + steps
  const model: PairModel = {
    pairs: Int32Array.from(pairs),
    cost: new Float64Array(columns),
    lower: new Float64Array(columns),
    upper: new Float64Array(columns).fill(1),
    starts: new Int32Array(columns + 1),
    rows: new Int32Array(2 * pairs.length + steps),
    values: new Float64Array(2 * pairs.length + steps),
    rowLower: new Float64Array(cases + places).fill(1, 0, cases),
    rowUpper: new Float64Array(cases + places).fill(1, 0, cases),
    whole: whole ? new Uint8Array(columns).fill(1, 0, pairs.length) : null,
  }
  model.rowLower.fill(Number.NEGATIVE_INFINITY, cases)
  for (const [column, pair] of pairs.entries()) {
    model.cost[column] = cost[pair] ?? 0
    model.starts[column] = 2 * column
    model.rows[2 * column] = Math.floor(pair / places)
    model.values[2 * column] = 1
    model.rows[2 * column + 1] = cases + (pair % places)
    model.values[2 * column + 1] = minutes[pair] ?? 0
  }
  for (let place = 0, column = pairs.length; place < places; place++) {
    const end = stepStart[place + 1] ?? 0
    const most = ceiling[place] ?? 0
    for (let step = stepStart[place] ?? 0; step < end; step++, column++) {
      const to = step + 1 < end ? Math.min(stepFrom[step + 1] ?? 0, most) : most
      const entry = pairs.length + column
      model.cost[column] = stepSlope[step] ?? 0
      model.upper[column] = Math.max(0, to - (stepFrom[step] ?? 0))
      model.starts[column] = entry
      model.rows[entry] = cases + place
      model.values[entry] = -1
    }
  }
  model.starts[columns] = 2 * pairs.length + steps
  return model
}
