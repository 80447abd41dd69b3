import { expect, test } from 'vitest'
import { atMostMinutes } from '#domain/caseload/limits.ts'
import type { AllocationProblem } from '#domain/caseload/problem.ts'
import { allocateAside } from './allocate-aside.ts'

function problemOf(ceiling: number): AllocationProblem {
  return {
    loadPrice: [
      { fromPercent: 0, perPercent: 1_000 },
      { fromPercent: 80, perPercent: 9_000 },
    ],
    caseworkers: ['w1', 'w2', 'w3'].map(id => ({
      id,
      available: true,
      capacity: 1_000,
      limits: [atMostMinutes(ceiling)],
      base: [],
    })),
    cases: Array.from({ length: 12 }, (_, at) => ({
      id: `c${at}`,
      minutes: 150 + at * 10,
      groups: [],
      current: null,
      lock: null,
      moveCost: 0,
      waitingPrice: null,
      forbidden: [],
      pairs: [{ caseworkerId: 'w2', cost: at % 3 === 0 ? 0 : 4_000 }],
    })),
  }
}

test('a problem is solved in a thread of its own, to a proved optimum, the same each time', async () => {
  const first = await allocateAside(problemOf(1_100))
  const again = await allocateAside(problemOf(1_100))
  expect(first.certificate).toMatchObject({ status: 'optimal', gap: 0, seed: 1 })
  expect(first.certificate.solver).toMatch(/^medgang-allocation \d+, highs \d/)
  expect(first.assignment?.size).toBe(12)
  expect([...(again.assignment ?? [])]).toEqual([...(first.assignment ?? [])])
  expect(again.certificate).toEqual(first.certificate)
})

test('what no whole assignment can keep is proved impossible, with the rules that conflict', async () => {
  const { cases, ...rest } = problemOf(100)
  const three = cases.slice(0, 3).map(each => ({ ...each, minutes: 60 }))
  const tight = {
    ...rest,
    cases: [...three, ...three.map(each => ({ ...each, id: `${each.id}x`, minutes: 35 }))].map(each => ({
      ...each,
      forbidden: [{ caseworkerId: 'w3', reason: 'kinship' }],
    })),
  }
  const { faults, assignment, certificate } = await allocateAside(tight)
  expect(assignment).toBeNull()
  expect(certificate.status).toBe('infeasible')
  expect(faults).toHaveLength(1)
  expect(faults[0]).toMatchObject({ code: 'rulesConflict' })
})

test('whoever holds more than a month has minutes is overloaded, and not a fault', async () => {
  const { caseworkers, ...rest } = problemOf(1_100)
  const base = [{ minutes: 90_000, cases: 1_000, groups: [] }]
  const heavy = caseworkers.map(worker => (worker.id === 'w1' ? { ...worker, limits: [], base } : worker))
  const { faults, assignment } = await allocateAside({ ...rest, caseworkers: heavy })
  expect(faults).toEqual([])
  expect(assignment?.size).toBe(12)
})

test('somebody who no longer waits for the answer ends the thread', async () => {
  const stop = new AbortController()
  const answer = allocateAside(problemOf(1_100), stop.signal)
  stop.abort(new Error('no longer wanted'))
  await expect(answer).rejects.toThrow('no longer wanted')
  await expect(allocateAside(problemOf(1_100), stop.signal)).rejects.toThrow('no longer wanted')
})
