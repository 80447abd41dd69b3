import { createHash } from 'node:crypto'
import { parentPort, workerData } from 'node:worker_threads'
import { allocate } from '#domain/caseload/allocate.ts'
import { ANY_NUMBERS, PEOPLE } from '#domain/caseload/check-problem.ts'
import type { AllocationProblem } from '#domain/caseload/problem.ts'
import { openHighs } from './highs.ts'

/** Runs on the thread that `allocateAside` starts. Ended by iterations and nodes alone, so that it can be repeated. */
const solver = await openHighs()
const { problem, seed, iterations, nodes } = workerData as {
  problem: AllocationProblem
  seed: number
  iterations: number
  nodes: number
}
parentPort?.postMessage(
  allocate(problem, {
    seed,
    iterations,
    nodes,
    secondsLeft: null,
    solver,
    hash: text => createHash('sha256').update(text).digest('hex'),
    // One caseworker may hold a whole municipality's young people: that is an overload, and no slip of the hand.
    limits: { ...PEOPLE, capacity: ANY_NUMBERS.capacity },
  }),
)
