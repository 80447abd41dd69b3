import type { AllocationProblem } from './problem.ts'

/** What is kept with a proposal, so that anybody can try it again and check it. */
export interface Certificate {
  /**
   * `optimal`: nothing can be better. `feasible`: it keeps the rules, and is within `gap` of the best there is.
   * `infeasible`: proved that nothing keeps the rules. `unknown`: nothing found, nothing proved.
   */
  status: 'optimal' | 'feasible' | 'infeasible' | 'unknown'
  /** Points of the assignment; null where there is none. */
  objective: number | null
  /** No assignment that keeps the rules has fewer points. */
  bound: number
  /** How far the objective can lie above the best: (objective - bound) / bound, 0 when proved best; null without either. */
  gap: number | null
  seed: number
  /** Moves that the search tried. The same input, seed, iterations and nodes give the same assignment. */
  iterations: number
  /** Nodes of the proof's search tree, which belong to that too; 0 where none was searched. */
  nodes: number
  /** This search's version and the linear solver's. */
  solver: string
  /** SHA-256 of the input in `canonical` form, in hexadecimal digits. */
  inputHash: string
}

/** Counts up when the same input, seed and iterations would give another assignment than before. */
export const SEARCH_VERSION = 'medgang-allocation 4'

/**
 * The input as one text that is the same however a file was laid out: JSON without spaces, lists of values in a fixed
 * order instead of keys. The order of cases, caseworkers and pairs counts, since the search begins from it.
 */
export function canonical(problem: AllocationProblem): string {
  return JSON.stringify([
    problem.cases.map(each => [
      each.id,
      each.minutes,
      each.current,
      each.lock,
      each.groups,
      each.moveCost,
      each.waitingPrice,
      each.pairs.map(pair => [pair.caseworkerId, pair.cost, pair.minutes ?? null]),
      each.forbidden.map(bar => [bar.caseworkerId, bar.reason]),
    ]),
    problem.caseworkers.map(worker => [
      worker.id,
      worker.available,
      worker.capacity,
      worker.limits.map(limit => [limit.group, limit.mostCases, limit.mostMinutes]),
      worker.base.map(each => [each.minutes, each.cases, each.groups]),
      worker.loadPrice?.map(step => [step.fromPercent, step.perPercent]) ?? null,
    ]),
    problem.loadPrice.map(step => [step.fromPercent, step.perPercent]),
  ])
}

/** How far above the bound, as a part of it; 0 when there is nothing between, null when that cannot be said. */
export function gapOf(objective: number | null, bound: number): number | null {
  if (objective === null || !Number.isFinite(bound)) return null
  if (objective <= bound) return 0
  return bound === 0 ? null : (objective - bound) / Math.abs(bound)
}
