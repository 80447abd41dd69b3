import { expect, test } from 'vitest'
import { allocate } from './allocate.ts'
import { checkProblem, PEOPLE } from './check-problem.ts'
import type { AllocationProblem } from './problem.ts'
import { proposalCosts } from './proposing.ts'
import { welcoming } from './welcome.ts'

/** Ten caseworkers, all as full as that, and a new one who has nobody; every tenth case takes three times as long. */
function unit(
  percent: number,
  minutes: (at: number) => number = at => (at % 10 === 0 ? 300 : 100),
): AllocationProblem {
  const ids = Array.from({ length: 10 }, (_, at) => `w${at}`)
  const cases = Array.from({ length: 400 }, (_, at) => ({
    id: `c${at}`,
    minutes: minutes(at),
    groups: [],
    // So that the large ones, every tenth, are spread over all.
    current: `w${Math.floor(at / 10) % 10}`,
    lock: null,
    moveCost: proposalCosts.move,
    waitingPrice: null,
    pairs: [],
    forbidden: [],
  }))
  const sum = cases.reduce((all, each) => all + each.minutes, 0)
  const capacity = Math.round((sum * 10) / percent)
  const caseworkers = [...ids, 'new'].map(id => ({ id, available: true, capacity, limits: [], base: [] }))
  return { cases, caseworkers, loadPrice: proposalCosts.load }
}

function hire(problem: AllocationProblem) {
  const asked = welcoming(problem, 'new')
  expect(checkProblem(asked)).toEqual([])
  const { assignment } = allocate(asked, {
    seed: 1,
    iterations: 300_000,
    nodes: 0,
    secondsLeft: null,
    solver: null,
    hash: () => '',
    limits: PEOPLE,
  })
  const moved = problem.cases.filter(({ id, current }) => assignment?.get(id) !== current)
  const minutes = moved.reduce((all, each) => all + each.minutes, 0)
  return { moved, load: minutes / (problem.caseworkers.at(-1)?.capacity ?? 1) }
}

test.each([85, 90, 98])(
  'in a unit %i %% full a new colleague is filled, by the cases that take most',
  percent => {
    const { moved, load } = hire(unit(percent))
    expect(load).toBeGreaterThanOrEqual(0.85)
    expect(load).toBeLessThanOrEqual(0.95)
    expect(moved.filter(({ minutes }) => minutes === 300).length).toBeGreaterThanOrEqual(10)
  },
)

test('where all cases are alike the new colleague is filled too, to within one of them', () => {
  const alike = unit(87, () => 90)
  const one = 90 / (alike.caseworkers[0]?.capacity ?? 1)
  expect(hire(alike).load + one).toBeGreaterThan(0.85)
})

test('whoever takes no part changes nothing', () => {
  const problem = unit(90)
  expect(welcoming(problem, 'nobody')).toBe(problem)
})

test('whoever is hired with hardly any time makes no price that cannot be asked with', () => {
  const problem = unit(90)
  const caseworkers = problem.caseworkers.map(each => (each.id === 'new' ? { ...each, capacity: 1 } : each))
  expect(checkProblem(welcoming({ ...problem, caseworkers }, 'new'))).toEqual([])
})
