import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { allocate } from './allocate.ts'
import { audit } from './audit.ts'
import { checkProblem, PEOPLE } from './check-problem.ts'
import { bestFits, standingOf } from './fit.ts'
import type { AllocationProblem } from './problem.ts'
import { scoreOf } from './score.ts'
import { problems } from './test-problems.ts'

function assigned(problem: AllocationProblem) {
  return allocate(problem, {
    seed: 1,
    iterations: 500,
    nodes: 0,
    secondsLeft: null,
    solver: null,
    hash: () => '',
    limits: PEOPLE,
  }).assignment
}

const askable = problems(10, 5).filter(problem => checkProblem(problem).length === 0)

describe('bestFits', () => {
  it('says by how much the whole changes, with a move that makes room and without', () => {
    fc.assert(
      fc.property(askable, fc.boolean(), (problem, withRepair) => {
        const assignment = assigned(problem)
        const first = problem.cases[0]
        if (!assignment || !first) return
        const standing = standingOf(problem, assignment)
        const totals = bestFits(standing, first.id, 3, withRepair).map(fit => {
          const moved = new Map(assignment).set(first.id, fit.caseworkerId)
          if (fit.makesRoom) moved.set(fit.makesRoom.caseId, fit.makesRoom.toId)
          expect(fit.match + fit.stability + fit.load).toBe(fit.points)
          // By the problem itself: with whoever is recommended, everybody is within their limits.
          expect(audit(problem, moved)).not.toBeNull()
          return { points: fit.points, total: scoreOf(problem, moved)?.points ?? Number.NaN }
        })
        // Points are counted from where the young person has nobody, which is the same for all three.
        const [best] = totals
        for (const fit of totals)
          expect(fit.total - fit.points).toBe((best?.total ?? 0) - (best?.points ?? 0))
        expect(totals.map(fit => fit.points)).toEqual(totals.map(fit => fit.points).sort((a, b) => a - b))
      }),
      { numRuns: 300 },
    )
  })

  it('with a move that makes room is never dearer than without', () => {
    fc.assert(
      fc.property(askable, problem => {
        const assignment = assigned(problem)
        const first = problem.cases[0]
        if (!assignment || !first) return
        const standing = standingOf(problem, assignment)
        const [alone] = bestFits(standing, first.id, 1, false)
        const [helped] = bestFits(standing, first.id, 1, true)
        if (alone) expect(helped?.points).toBeLessThanOrEqual(alone.points)
      }),
      { numRuns: 200 },
    )
  })

  it('has nobody for somebody who is not there', () => {
    fc.assert(
      fc.property(askable, problem => {
        const assignment = assigned(problem)
        if (assignment) expect(bestFits(standingOf(problem, assignment), 'nobody', 3, true)).toEqual([])
      }),
      { numRuns: 10 },
    )
  })
})
