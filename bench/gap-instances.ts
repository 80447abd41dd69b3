import { atMostMinutes } from '#domain/caseload/limits.ts'
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
  const ids = pairs.map((_, agent) => String(agent + 1))
  return {
    loadPrice: [],
    caseworkers: pairs.map((row, agent) => {
      const capacity = Math.floor((0.8 * row.reduce((sum, { minutes }) => sum + minutes, 0)) / agents)
      return { id: ids[agent] ?? '', available: true, capacity, limits: [atMostMinutes(capacity)], base: [] }
    }),
    cases: Array.from({ length: jobs }, (_, job) => ({
      id: String(job + 1),
      minutes: 1,
      groups: [],
      current: null,
      lock: null,
      moveCost: 0,
      waitingPrice: null,
      forbidden: [],
      pairs: pairs.map((row, agent) => ({
        caseworkerId: ids[agent] ?? '',
        cost: row[job]?.cost ?? 0,
        minutes: row[job]?.minutes ?? 0,
      })),
    })),
  }
}
