import { createHash } from 'node:crypto'
import { parentPort, workerData } from 'node:worker_threads'
import { allocate } from '#domain/caseload/allocate.ts'
import { PEOPLE } from '#domain/caseload/check-problem.ts'
import type { AllocationProblem } from '#domain/caseload/problem.ts'
import type { Effort } from './aside.ts'
import { openHighs } from './highs.ts'

/* The thread of `allocateAside`: one problem, one answer. */

const { problem, effort }: { problem: AllocationProblem; effort: Effort } = workerData
const answer = allocate(problem, {
  ...effort,
  secondsLeft: null,
  solver: await openHighs(),
  hash: text => createHash('sha256').update(text).digest('hex'),
  limits: PEOPLE,
})
parentPort?.postMessage(answer)
