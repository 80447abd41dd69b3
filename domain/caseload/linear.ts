import { amountOf } from './limit-table.ts'
import type { LinearModel } from './solver.ts'
import { NEVER, type Tableau } from './tableau.ts'

/** A linear model of a problem, and which pair each of its first columns stands for. */
export interface PairModel extends LinearModel {
  /** Index in the tableau (case * places + place) of the columns that are pairs; the rest are loads. */
  pairs: Int32Array
}

/**
 * The problem as a linear model over chosen pairs: one row a case ("somebody has it"), then one row a place ("its load
 * is the sum of its steps"), one a limit ("no more than that"), one column a pair and one a step of the price.
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
  const { limits } = tableau
  const limitCount = limits?.most.length ?? 0
  const counted: number[] = []
  const amounts: number[] = []
  const starts = new Int32Array(columns + 1)
  for (const [column, pair] of pairs.entries()) {
    const row = Math.floor(pair / places)
    const place = pair % places
    const load = minutes[pair] ?? 0
    starts[column] = counted.length
    counted.push(row, cases + place)
    amounts.push(1, load)
    if (limits === null) continue
    for (let limit = limits.start[place] ?? 0; limit < (limits.start[place + 1] ?? 0); limit++) {
      const amount = amountOf(limits, limit, row, load)
      if (amount === 0) continue
      counted.push(cases + places + limit)
      amounts.push(amount)
    }
  }
  const model: PairModel = {
    pairs: Int32Array.from(pairs),
    cost: new Float64Array(columns),
    lower: new Float64Array(columns),
    upper: new Float64Array(columns).fill(1),
    starts,
    rows: new Int32Array(counted.length + steps),
    values: new Float64Array(counted.length + steps),
    rowLower: new Float64Array(cases + places + limitCount).fill(1, 0, cases),
    rowUpper: new Float64Array(cases + places + limitCount).fill(1, 0, cases),
    offset: tableau.fixed,
    whole: whole ? new Uint8Array(columns).fill(1, 0, pairs.length) : null,
  }
  model.rowLower.fill(Number.NEGATIVE_INFINITY, cases)
  if (limits) model.rowUpper.set(limits.most, cases + places)
  model.rows.set(counted)
  model.values.set(amounts)
  for (const [column, pair] of pairs.entries()) model.cost[column] = cost[pair] ?? 0
  for (let place = 0, column = pairs.length; place < places; place++) {
    const end = stepStart[place + 1] ?? 0
    // Where load is wanted, no more of it is paid for than there is.
    if ((stepSlope[stepStart[place] ?? 0] ?? 0) < 0) model.rowLower[cases + place] = 0
    const most = ceiling[place] ?? 0
    for (let step = stepStart[place] ?? 0; step < end; step++, column++) {
      const to = step + 1 < end ? Math.min(stepFrom[step + 1] ?? 0, most) : most
      const entry = counted.length + column - pairs.length
      model.cost[column] = stepSlope[step] ?? 0
      model.upper[column] = Math.max(0, to - (stepFrom[step] ?? 0))
      starts[column] = entry
      model.rows[entry] = cases + place
      model.values[entry] = -1
    }
  }
  starts[columns] = counted.length + steps
  return model
}
