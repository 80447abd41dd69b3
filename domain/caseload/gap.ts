import { atMostMinutes } from './limits.ts'
import type { AllocationProblem } from './problem.ts'

/** An agent of a generalized assignment problem: what each job costs with it and takes of it, and what it has. */
export interface GapAgent {
  capacity: number
  jobs: readonly { cost: number; minutes: number }[]
}

/** A generalized assignment problem: agents and jobs are named by their number from 1 on, and capacities are hard. */
export function generalizedAssignment(agents: readonly GapAgent[]): AllocationProblem {
  const count = agents[0]?.jobs.length ?? 0
  return {
    loadPrice: [],
    caseworkers: agents.map(({ capacity }, agent) => ({
      id: String(agent + 1),
      available: true,
      capacity,
      limits: [atMostMinutes(capacity)],
      base: [],
    })),
    cases: Array.from({ length: count }, (_, job) => ({
      id: String(job + 1),
      minutes: 1,
      groups: [],
      current: null,
      lock: null,
      moveCost: 0,
      waitingPrice: null,
      forbidden: [],
      pairs: agents.map(({ jobs }, agent) => ({
        caseworkerId: String(agent + 1),
        cost: jobs[job]?.cost ?? 0,
        minutes: jobs[job]?.minutes ?? 0,
      })),
    })),
  }
}
