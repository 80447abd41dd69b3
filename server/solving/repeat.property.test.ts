import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type AllocationJob, allocate } from '#domain/caseload/allocate.ts'
import { checkProblem, PEOPLE } from '#domain/caseload/check-problem.ts'
import { problems } from '#domain/caseload/test-problems.ts'
import { openHighs } from './highs.ts'

const solver = await openHighs()
const job = { seed: 1, solver, hash: () => '', limits: PEOPLE } as const

/** A clock that runs out after so many looks at it. */
function clockOf(looks: number): () => number {
  let left = looks
  return () => {
    left -= 1
    return Math.max(0, left)
  }
}

test('whatever a clock ended is repeated exactly with the iterations and nodes that it says', () => {
  const askable = problems(40, 6).filter(problem => checkProblem(problem).length === 0)
  const proofs = new Set<boolean>()
  fc.assert(
    fc.property(askable, fc.integer({ min: 20, max: 400 }), (problem, looks) => {
      const timed: AllocationJob = { ...job, iterations: 1e9, nodes: 1e6, secondsLeft: clockOf(looks) }
      const { assignment, certificate } = allocate(problem, timed)
      if (!assignment) return
      const { iterations, nodes } = certificate
      proofs.add(nodes > 0)
      const again = allocate(problem, { ...job, iterations, nodes, secondsLeft: null })
      expect([...(again.assignment ?? [])]).toEqual([...assignment])
      expect(again.certificate).toMatchObject({ objective: certificate.objective, iterations, nodes })
    }),
    { numRuns: 60, seed: 4 },
  )
  // Both kinds of ending are among them.
  expect([...proofs].sort()).toEqual([false, true])
})
