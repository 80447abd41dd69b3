import { generalizedAssignment } from '#domain/caseload/gap.ts'
import type { AllocationProblem } from '#domain/caseload/problem.ts'

/**
 * Reads generalized assignment problems as the OR-Library has them: the number of problems, then for each the number
 * of agents m and of jobs n, m rows of n costs, m rows of n resources, and m capacities, all whole numbers apart by
 * white space. Files of a single problem without their number, as the larger instances are passed on, are read too.
 * Null when it is neither.
 */
export function readGap(text: string): AllocationProblem[] | null {
  const words = text.split(/\s+/).filter(word => word !== '')
  const numbers = words.map(Number)
  if (words.length === 0 || numbers.some(number => !Number.isSafeInteger(number))) return null
  return problemsFrom(numbers, 1, numbers[0] ?? 0) ?? problemsFrom(numbers, 0, 1)
}

/** Exactly so many problems from there to the end; null when the numbers are not that. */
function problemsFrom(numbers: readonly number[], start: number, count: number): AllocationProblem[] | null {
  const problems: AllocationProblem[] = []
  let at = start
  for (let problem = 0; problem < count; problem++) {
    const agents = numbers[at] ?? 0
    const jobs = numbers[at + 1] ?? 0
    const end = at + 2 + 2 * agents * jobs + agents
    if (agents < 1 || jobs < 1 || end > numbers.length) return null
    problems.push(problemOf(numbers, at + 2, agents, jobs))
    at = end
  }
  return at === numbers.length && problems.length > 0 ? problems : null
}

function problemOf(numbers: readonly number[], at: number, agents: number, jobs: number): AllocationProblem {
  const resources = at + agents * jobs
  const capacities = resources + agents * jobs
  return generalizedAssignment(
    Array.from({ length: agents }, (_, agent) => ({
      capacity: numbers[capacities + agent] ?? 0,
      jobs: Array.from({ length: jobs }, (_, job) => ({
        cost: numbers[at + agent * jobs + job] ?? 0,
        minutes: numbers[resources + agent * jobs + job] ?? 0,
      })),
    })),
  )
}
