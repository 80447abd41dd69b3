import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ANY_NUMBERS, checkProblem } from './check-problem.ts'
import { atMostMinutes } from './limits.ts'
import type { AllocationCase, AllocationCaseworker, AllocationProblem } from './problem.ts'

const someCase = (change: Partial<AllocationCase> = {}): AllocationCase => ({
  id: 'c1',
  minutes: 100,
  groups: [],
  current: null,
  lock: null,
  moveCost: 0,
  waitingPrice: null,
  pairs: [],
  forbidden: [],
  ...change,
})
const worker = (change: Partial<AllocationCaseworker> = {}): AllocationCaseworker => ({
  id: 'w1',
  available: true,
  capacity: 6_000,
  limits: [],
  base: [],
  ...change,
})
const problem = (change: Partial<AllocationProblem> = {}): AllocationProblem => ({
  cases: [someCase()],
  caseworkers: [worker(), worker({ id: 'w2' })],
  loadPrice: [],
  ...change,
})
const codes = (asked: AllocationProblem) => checkProblem(asked).map(({ code }) => code)
const atMost = (mostMinutes: number) => ({ limits: [atMostMinutes(mostMinutes)] })
const kin = (caseworkerId: string) => ({ caseworkerId, reason: 'kinship' })

describe('checkProblem', () => {
  it('has nothing against a problem that can be asked', () => {
    expect(checkProblem(problem())).toEqual([])
  })

  it.each([
    ['no cases', problem({ cases: [] }), ['noCases']],
    ['nobody to give them to', problem({ caseworkers: [] }), ['noCaseworkers']],
    ['everybody away', problem({ caseworkers: [worker({ available: false })] }), ['everybodyAway']],
    ['a case twice', problem({ cases: [someCase(), someCase()] }), ['duplicateCase']],
    ['a caseworker twice', problem({ caseworkers: [worker(), worker()] }), ['duplicateCaseworker']],
    ['no capacity', problem({ caseworkers: [worker({ capacity: 0 })] }), ['capacityOutOfRange']],
    [
      'capacity that is no number',
      problem({ caseworkers: [worker({ capacity: Number.NaN })] }),
      ['capacityOutOfRange'],
    ],
    ['a ceiling below 0', problem({ caseworkers: [worker({ ...atMost(-1) })] }), ['limitOutOfRange']],
    ['half points', problem({ cases: [someCase({ moveCost: 0.5 })] }), ['costOutOfRange']],
    ['a lock to nobody known', problem({ cases: [someCase({ lock: 'x' })] }), ['unknownCaseworker']],
    [
      'a bar of nobody known',
      problem({ cases: [someCase({ forbidden: [kin('x')] })] }),
      ['unknownCaseworker'],
    ],
    [
      'a pair twice',
      problem({
        cases: [
          someCase({
            pairs: [
              { caseworkerId: 'w1', cost: 1 },
              { caseworkerId: 'w1', cost: 2 },
            ],
          }),
        ],
      }),
      ['duplicatePair'],
    ],
    [
      'a lock to somebody barred',
      problem({ cases: [someCase({ lock: 'w1', forbidden: [kin('w1')] })] }),
      ['lockedToForbidden'],
    ],
    [
      'a lock to somebody away',
      problem({
        cases: [someCase({ lock: 'w1' })],
        caseworkers: [worker({ available: false }), worker({ id: 'w2' })],
      }),
      ['lockedToAway'],
    ],
    ['nobody who may', problem({ cases: [someCase({ forbidden: [kin('w1'), kin('w2')] })] }), ['nobodyMay']],
    [
      'more than anybody’s ceiling',
      problem({ caseworkers: [worker({ ...atMost(99) }), worker({ id: 'w2', ...atMost(50) })] }),
      ['aboveEveryCeiling'],
    ],
    [
      'a price that falls',
      problem({
        loadPrice: [
          { fromPercent: 0, perPercent: 5 },
          { fromPercent: 50, perPercent: 4 },
        ],
      }),
      ['loadPriceNotRising'],
    ],
  ])('names %s', (_, asked, expected) => {
    expect(codes(asked)).toEqual(expected)
  })

  it.each([0, -5, 44_641, 1.5, Number.NaN, Number.POSITIVE_INFINITY])(
    'refuses %d minutes a month',
    minutes => {
      expect(checkProblem(problem({ cases: [someCase({ minutes })] }))).toEqual([
        { code: 'minutesOutOfRange', caseId: 'c1', value: minutes },
      ])
    },
  )

  it('says which locks are more than a ceiling, with the minutes', () => {
    const cases = ['c1', 'c2'].map(id => someCase({ id, lock: 'w1' }))
    const caseworkers = [worker({ ...atMost(150) }), worker({ id: 'w2' })]
    expect(checkProblem(problem({ cases, caseworkers }))).toEqual([
      {
        code: 'locksAboveCeiling',
        caseworkerId: 'w1',
        caseIds: ['c1', 'c2'],
        group: null,
        unit: 'minutes',
        locked: 200,
        most: 150,
      },
    ])
  })

  it('says when there is not room for all, unless they may wait', () => {
    const cases = ['c1', 'c2', 'c3'].map(id => someCase({ id }))
    const caseworkers = [worker({ ...atMost(150) }), worker({ id: 'w2', ...atMost(100) })]
    expect(checkProblem(problem({ cases, caseworkers }))).toEqual([
      { code: 'notEnoughRoom', group: null, unit: 'minutes', needed: 300, room: 250 },
    ])
    const waiting = cases.map(each => ({ ...each, waitingPrice: 10 }))
    expect(checkProblem(problem({ cases: waiting, caseworkers }))).toEqual([])
  })

  it('refuses prices and loads whose sum could not be exact', () => {
    const cases = Array.from({ length: 300 }, (_, at) => someCase({ id: `c${at}`, minutes: 40_000 }))
    const dear = [{ fromPercent: 0, perPercent: 100_000_000 }]
    const asked = { cases, loadPrice: dear, caseworkers: [worker(), worker({ id: 'w2', capacity: 1 })] }
    expect(codes(problem(asked))).toEqual(['sumsTooLarge'])
    expect(codes(problem({ ...asked, caseworkers: [worker(), worker({ id: 'w2' })] }))).toEqual([])
    const cheap = [{ fromPercent: 0, perPercent: 100 }]
    expect(codes(problem({ ...asked, loadPrice: cheap }))).toEqual([])
  })

  it('takes other numbers where it is not about people’s months', () => {
    const large = problem({ caseworkers: [worker({ capacity: 100_000, ...atMost(100_000) })] })
    expect(checkProblem(large)).toHaveLength(2)
    expect(checkProblem(large, ANY_NUMBERS)).toEqual([])
  })

  it('never throws, whatever the numbers are', () => {
    fc.assert(
      fc.property(fc.double(), fc.double(), fc.double(), (minutes, capacity, ceiling) => {
        const asked = problem({
          cases: [someCase({ minutes })],
          caseworkers: [worker({ capacity, ...atMost(ceiling) })],
        })
        const whole = [minutes, capacity].every(value => Number.isInteger(value) && value > 0)
        if (!whole) expect(checkProblem(asked)).not.toEqual([])
      }),
    )
  })
})
