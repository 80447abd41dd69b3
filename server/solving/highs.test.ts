import { describe, expect, it } from 'vitest'
import type { LinearModel } from '#domain/caseload/solver.ts'
import { openHighs } from './highs.ts'

/** Minimise -3x - 5y, with x + 2y <= 40, 2x + y <= 30 and x + y >= `least`; the last when it is given. */
function chairs(whole: boolean, least = Number.NEGATIVE_INFINITY): LinearModel {
  return {
    cost: Float64Array.of(-3, -5),
    offset: 0,
    lower: new Float64Array(2),
    upper: new Float64Array(2).fill(100),
    starts: Int32Array.of(0, 3, 6),
    rows: Int32Array.of(0, 1, 2, 0, 1, 2),
    values: Float64Array.of(1, 2, 1, 2, 1, 1),
    rowLower: Float64Array.of(Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY, least),
    rowUpper: Float64Array.of(40, 30, Number.POSITIVE_INFINITY),
    whole: whole ? Uint8Array.of(1, 1) : null,
  }
}

const solver = await openHighs()

describe('openHighs', () => {
  it('solves a linear model, with what each row is worth', () => {
    const answer = solver.solve(chairs(false), {})
    expect(answer.status).toBe('optimal')
    expect(answer.objective).toBeCloseTo(-310 / 3, 6)
    expect([...(answer.columns ?? [])].map(value => value.toFixed(4))).toEqual(['6.6667', '16.6667'])
    // Strong duality: the rows' worth times what they allow is the optimum.
    const [first = 0, second = 0] = answer.rowDuals ?? []
    expect(first * 40 + second * 30).toBeCloseTo(answer.objective, 6)
  })

  it('solves with whole columns, and its bound meets the objective', () => {
    const answer = solver.solve(chairs(true), { nodes: 100 })
    expect(answer).toMatchObject({ status: 'optimal', rowDuals: null })
    expect(answer.objective).toBeCloseTo(-103, 6)
    expect(answer.bound).toBeCloseTo(-103, 6)
  })

  it('names the rows that cannot all hold', () => {
    const impossible = chairs(false, 60)
    expect(solver.solve(impossible, {})).toMatchObject({ status: 'infeasible', columns: null })
    expect(solver.conflict(impossible).rows).toContain(2)
  })
})
