import { Worker } from 'node:worker_threads'
import type { Allocation } from '#domain/caseload/allocate.ts'
import type { AllocationProblem } from '#domain/caseload/problem.ts'

/** Enough for a unit of several hundred young people within seconds; the same on every machine. */
const budget = { seed: 1, iterations: 2_000_000, nodes: 250 } as const

/**
 * Solves on a thread of its own with a memory of its own: seconds of pure computing in which the house goes on
 * answering. The same problem gives the same answer.
 *
 * @param signal ends the thread at once; what is thrown then is the signal's reason
 * @throws Error where the thread failed, for instance for want of memory
 */
export async function allocateAside(problem: AllocationProblem, signal?: AbortSignal): Promise<Allocation> {
  signal?.throwIfAborted()
  const worker = new Worker(new URL('./allocate-worker.ts', import.meta.url), {
    workerData: { problem, ...budget },
    resourceLimits: { maxOldGenerationSizeMb: 2048 },
  })
  try {
    return await new Promise<Allocation>((resolve, reject) => {
      worker.once('message', resolve)
      worker.once('error', reject)
      signal?.addEventListener('abort', () => reject(signal.reason), { once: true })
      worker.once('exit', code => reject(new Error(`the solver's thread ended with ${code}`)))
    })
  } finally {
    await worker.terminate()
  }
}
