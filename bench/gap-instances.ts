import { generalizedAssignment } from '#domain/caseload/gap.ts'
import type { AllocationProblem } from '#domain/caseload/problem.ts'
import { randomFrom } from '#domain/caseload/random.ts'

export type GapClass = 'c' | 'd' | 'e'

/**
 * A generalized assignment problem of one of the classes in the literature: c and d after Chu and Beasley (1997), e
 * after Yagiura, Ibaraki and Glover (2004). Made here, so no figure of the literature's own instances is known for it.
 */
export function gapProblem(kind: GapClass, agents: number, jobs: number, seed: number): AllocationProblem {
  const random = randomFrom(seed)
  const between = (least: number, most: number) => least + random.below(most - least + 1)
  const pairOf = () => {
    if (kind === 'c') return { minutes: between(5, 25), cost: between(10, 50) }
    if (kind === 'd') {
      const minutes = between(1, 100)
      return { minutes, cost: 111 - minutes + between(-10, 10) }
    }
    const minutes = Math.max(1, Math.floor(1 - 10 * Math.log(1 - random.unit())))
    return { minutes, cost: Math.floor(1_000 / minutes - 10 * random.unit()) }
  }
  const pairs = Array.from({ length: agents }, () => Array.from({ length: jobs }, pairOf))
  return generalizedAssignment(
    pairs.map(row => ({
      capacity: Math.floor((0.8 * row.reduce((sum, { minutes }) => sum + minutes, 0)) / agents),
      jobs: row,
    })),
  )
}
