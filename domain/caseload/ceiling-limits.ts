import { type Ceiling, type CeilingException, ceilingsOf } from './ceiling.ts'
import type { HeldCase } from './load.ts'
import type { AllocationLimit } from './problem.ts'

/**
 * A caseworker's ceilings as limits of a problem. Nobody is sent away because of a ceiling; above it nobody gets more.
 * Standing in for somebody fills no ceiling.
 *
 * @param held what counts against the ceilings today
 * @param standsIn cases of colleagues that are work beside in the problem, and would count there
 * @param inForce the ceilings and exceptions of the day
 */
export function limitsUnder(
  staffId: number,
  held: readonly HeldCase[],
  standsIn: readonly HeldCase[],
  inForce: { ceilings: readonly Ceiling[]; exceptions: readonly CeilingException[] },
): AllocationLimit[] {
  return ceilingsOf(staffId, held, inForce.ceilings, inForce.exceptions).map(
    ({ programmeId, cases, minutes, mostCases, mostMinutes }) => {
      const others = standsIn.filter(each => programmeId === null || each.programmeIds.includes(programmeId))
      const more = others.reduce((sum, each) => sum + each.minutes, 0)
      return {
        group: programmeId === null ? null : String(programmeId),
        mostCases: mostCases === null ? null : Math.max(mostCases, cases) + others.length,
        mostMinutes: mostMinutes === null ? null : Math.max(mostMinutes, minutes) + more,
      }
    },
  )
}
