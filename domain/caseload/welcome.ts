import { MOST_POINTS } from './check-problem.ts'
import type { AllocationCase, AllocationCaseworker, AllocationProblem, LoadPriceStep } from './problem.ts'

/**
 * What weighs when somebody is hired, in points. Our own inference, found by trying on units that are 85 to 98 % full:
 * at most 3 % of the relations are moved, and the new colleague is at least 85 % loaded.
 */
const costs = {
  /** So much less each percent of a new colleague's time costs, up to there: their load is wanted. */
  wanted: 22_500,
  upToPercent: 90,
  /** So much a change costs, for each percent that the cases are which fill the new colleague with fewest changes. */
  movePerPercent: 14_500,
  filledPercent: 85,
} as const

/**
 * The same question when somebody is hired: their time is filled, though all others have less to do than before, and
 * with few young people who take much time, so that few lose the caseworker whom they have.
 *
 * @param hiredId whose load is wanted; where they take no part nothing is changed
 */
export function welcoming(problem: AllocationProblem, hiredId: string): AllocationProblem {
  const hired = problem.caseworkers.find(({ id, available }) => id === hiredId && available)
  if (hired === undefined) return problem
  const moveCost = moveCostOf(problem.cases, hired)
  return {
    ...problem,
    caseworkers: problem.caseworkers.map(worker =>
      worker === hired
        ? { ...worker, loadPrice: wantedPrice(worker.loadPrice ?? problem.loadPrice) }
        : worker,
    ),
    cases: problem.cases.map(each => ({ ...each, moveCost })),
  }
}

/** By the smallest of the cases that fill somebody when the largest come first. */
function moveCostOf(cases: readonly AllocationCase[], { id, capacity }: AllocationCaseworker): number {
  const sizes = cases
    .filter(({ forbidden, lock }) => lock === null && !forbidden.some(bar => bar.caseworkerId === id))
    .map(({ minutes }) => minutes)
    .sort((a, b) => b - a)
  const most = (capacity * costs.filledPercent) / 100
  let filled = 0
  let smallest = 0
  for (const size of sizes) {
    if (filled >= most) break
    filled += size
    smallest = size
  }
  // Where a single case is many times somebody's time, the price would be more than a problem may have.
  return Math.min(MOST_POINTS, Math.round((costs.movePerPercent * smallest * 100) / capacity))
}

function wantedPrice(price: readonly LoadPriceStep[]): LoadPriceStep[] {
  const { wanted, upToPercent } = costs
  const before = price.filter(({ fromPercent }) => fromPercent < upToPercent)
  const from = before[0]?.fromPercent === 0 ? before : [{ fromPercent: 0, perPercent: 0 }, ...before]
  const behind = price.filter(({ fromPercent }) => fromPercent > upToPercent)
  const there = price.findLast(({ fromPercent }) => fromPercent <= upToPercent)?.perPercent ?? 0
  return [
    ...from.map(step => ({ ...step, perPercent: step.perPercent - wanted })),
    { fromPercent: upToPercent, perPercent: there },
    ...behind,
  ]
}
