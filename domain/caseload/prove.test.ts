import { expect, test } from 'vitest'
import { findDuals } from './dual.ts'
import type { AllocationProblem } from './problem.ts'
import { prove } from './prove.ts'
import type { LinearAnswer, LinearSolver } from './solver.ts'
import { layOut } from './tableau.ts'

/** Three young people of whom a caseworker has room for two, whoever of them: all of it is worth less than nothing. */
const problem: AllocationProblem = {
  cases: ['1', '2', '3'].map(id => ({
    id,
    minutes: 70,
    groups: [],
    current: null,
    lock: null,
    moveCost: 0,
    waitingPrice: 10,
    pairs: [{ caseworkerId: 'a', cost: -500 }],
    forbidden: [],
  })),
  caseworkers: [
    {
      id: 'a',
      available: true,
      capacity: 200,
      limits: [{ group: null, mostCases: null, mostMinutes: 150 }],
      base: [],
    },
  ],
  loadPrice: [],
}

function answering(answer: Pick<LinearAnswer, 'status' | 'bound'>): LinearSolver {
  const none = { objective: Number.POSITIVE_INFINITY, columns: null, nodes: 1, rowDuals: null }
  return {
    version: 'test',
    solve: () => ({ ...none, ...answer }),
    keep: () => {
      throw new Error('not asked')
    },
    conflict: () => ({ rows: [], columns: [] }),
  }
}

test('a solver that failed has proved nothing, whatever stands where its bound would be', () => {
  const tableau = layOut(problem)
  const duals = findDuals(tableau)
  // One of them waits who need not.
  const place = Int32Array.of(0, 1, 1)
  const failed = prove(tableau, duals, place, answering({ status: 'failed', bound: 0 }), {})
  expect([failed.points, failed.bound]).toEqual([-480, duals.bound])
  expect(failed.bound).toBeLessThan(-480)
  const stopped = prove(tableau, duals, place, answering({ status: 'stopped', bound: -990.5 }), {})
  expect(stopped.bound).toBe(-990)
})
