import type { AllocationFault } from './check-problem.ts'
import { ceilingOf, type NamedLimit } from './limits.ts'
import { linearOf } from './linear.ts'
import type { AllocationCaseworker, AllocationProblem } from './problem.ts'
import type { LinearSolver } from './solver.ts'
import type { Tableau } from './tableau.ts'

/**
 * Why nothing keeps the rules: a small set of young people who all must have somebody, and of caseworkers whose
 * limits do not allow it. Where only whole numbers make it impossible, everybody is part of it.
 */
export function conflictOf(
  problem: AllocationProblem,
  tableau: Tableau,
  solver: LinearSolver,
): AllocationFault[] {
  const workers = problem.caseworkers.filter(worker => worker.available)
  const { rows } = solver.conflict(linearOf(tableau, () => true, false))
  const idOf = (row: number) => problem.cases[row]?.id
  const caseIds = rows.flatMap(row => idOf(row) ?? [])
  const named = rows.flatMap(row => limitOf(tableau, workers, row - tableau.cases) ?? [])
  if (rows.length > 0) {
    const caseworkerIds = [...new Set(named.map(({ caseworkerId }) => caseworkerId))]
    return [{ code: 'rulesConflict', caseIds, caseworkerIds, limits: named }]
  }
  return [
    {
      code: 'rulesConflict',
      caseIds: problem.cases
        .filter(each => each.waitingPrice === null || each.lock !== null)
        .map(({ id }) => id),
      caseworkerIds: workers.filter(({ limits }) => limits.length > 0).map(({ id }) => id),
      limits: [],
    },
  ]
}

/** Which limit a row of the linear model behind the cases stands for; null for a place without a ceiling. */
function limitOf(
  { places, limits }: Tableau,
  workers: readonly AllocationCaseworker[],
  row: number,
): NamedLimit | null {
  if (row >= places) return limits?.named[row - places] ?? null
  const worker = workers[row]
  if (worker === undefined) return null
  const most = ceilingOf(worker)
  return Number.isFinite(most) ? { caseworkerId: worker.id, group: null, unit: 'minutes', most } : null
}
