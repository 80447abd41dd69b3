import { Worker } from 'node:worker_threads'
import type { Allocation } from '#domain/caseload/allocate.ts'
import type { AllocationProblem } from '#domain/caseload/problem.ts'

/** How much is tried. Nothing of it is seconds, so that the same problem gets the same answer. */
export interface Effort {
  seed: number
  /** Moves of the search. */
  iterations: number
  /** Nodes of the proof's search tree; 0 for no proof. */
  nodes: number
}

/**
 * Allocates in a thread of its own, with a solver of its own whose memory ends with it, so that the server goes on
 * answering.
 *
 * @param signal ends the thread at once; the promise is then rejected with the signal's reason
 */
export async function allocateAside(
  problem: AllocationProblem,
  effort: Effort,
  signal?: AbortSignal,
): Promise<Allocation> {
  signal?.throwIfAborted()
  const worker = new Worker(new URL('./work.ts', import.meta.url), { workerData: { problem, effort } })
  try {
    return await new Promise<Allocation>((settle, fail) => {
      worker.once('message', settle)
      worker.once('error', fail)
      worker.once('exit', () => fail(new Error('the solver ended without an answer')))
      signal?.addEventListener('abort', () => fail(signal.reason), { once: true })
    })
  } finally {
    await worker.terminate()
  }
}
