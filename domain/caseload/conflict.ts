import type { AllocationFault } from './check-problem.ts'
import { linearOf } from './linear.ts'
import type { AllocationProblem } from './problem.ts'
import type { LinearSolver } from './solver.ts'
import type { Tableau } from './tableau.ts'

/**
 * Why nothing keeps the rules: a small set of young people who all must have somebody, and of caseworkers whose
 * ceilings do not allow it. Where only whole numbers make it impossible, everybody is part of it.
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
  const caseworkerIds = rows.flatMap(row => workers[row - tableau.cases]?.id ?? [])
  if (rows.length > 0) return [{ code: 'rulesConflict', caseIds, caseworkerIds }]
  return [
    {
      code: 'rulesConflict',
      caseIds: problem.cases.filter(each => each.waitingPrice === null).map(({ id }) => id),
      caseworkerIds: workers.filter(({ ceiling }) => ceiling !== null).map(({ id }) => id),
    },
  ]
}
