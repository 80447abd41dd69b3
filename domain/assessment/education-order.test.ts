import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type EducationOrderRule,
  mayOrder,
  metFrom,
  type OrderFacts,
  type OrderStep,
  orderDoubts,
  orderFaults,
  orderSteps,
  standingOf,
  stepFaults,
} from './education-order.ts'
import { between, on, orderRules } from './example.fixture.ts'

const codeOf = (day: string, targetGroup: string | null, age: number, rules = orderRules) => {
  const answer = mayOrder(rules, on(day), { targetGroup, age })
  return answer.may ? 'may' : answer.code
}

describe('days that are seldom meant', () => {
  const rule = (from: string, to: string | null): EducationOrderRule => ({
    during: { from: on(from), to: to === null ? null : on(to) },
    targetGroups: ['educationReady'],
    ageFrom: 18,
    ageTo: 29,
    source: '',
    status: 'law',
  })
  const untilNewYear = [rule('2020-01-01', '2027-01-01')]
  const doubts = (days: (string | null)[], rules = untilNewYear) => {
    const { sameDay, ordersEnd } = orderDoubts(
      days.map(day => (day === null ? null : on(day))),
      rules,
    )
    return [sameDay, ordersEnd?.toString() ?? null]
  }

  test('steps on the day of the step before them', () => {
    expect(doubts(['2026-11-23', '2026-11-23', '2026-11-23'])).toEqual([true, null])
    expect(doubts(['2026-11-23', '2026-11-30', '2026-11-30'])).toEqual([true, null])
    expect(doubts(['2026-11-23', '2026-11-30', '2026-12-07'])).toEqual([false, null])
    expect(doubts([null, null, null])).toEqual([false, null])
  })

  test('steps after the last day of orders, unless another rule takes over', () => {
    expect(doubts(['2026-11-23', '2026-11-30', '2026-12-31'])).toEqual([false, null])
    expect(doubts(['2026-11-23', '2026-11-30', '2027-01-01'])).toEqual([false, '2026-12-31'])
    expect(doubts([null, null, '2027-08-01'])).toEqual([false, '2026-12-31'])
    expect(doubts([null, null, '2027-08-01'], [...untilNewYear, rule('2027-01-01', null)])).toEqual([
      false,
      null,
    ])
    expect(doubts([null, null, '2027-08-01'], [])).toEqual([false, null])
  })
})

describe('who can be given an order', () => {
  test('by group, age and day, as configured', () => {
    expect(codeOf('2026-11-23', 'educationReady', 19)).toBe('may')
    expect(codeOf('2026-11-23', 'activityReady', 19)).toBe('orderNotForGroup')
    expect(codeOf('2026-11-23', null, 19)).toBe('orderNotAssessed')
    expect([17, 18, 29, 30].map(age => codeOf('2026-11-23', 'educationReady', age))).toEqual([
      'orderNotForAge',
      'may',
      'may',
      'orderNotForAge',
    ])
  })

  test('nobody from 1 January 2027, and the configuration says why', () => {
    expect(codeOf('2026-12-31', 'educationReady', 19)).toBe('may')
    const after = mayOrder(orderRules, on('2027-01-01'), { targetGroup: 'educationReady', age: 19 })
    expect(after).toMatchObject({ may: false, code: 'orderNotInForce', rule: { status: 'unverified' } })
  })

  test('another law is another row', () => {
    const rules: EducationOrderRule[] = orderRules.map(rule => ({
      ...rule,
      during: between('2027-01-01', null),
      targetGroups: ['activityReady'],
    }))
    expect(codeOf('2026-11-23', 'activityReady', 19, rules)).toBe('orderNotInForce')
    expect(codeOf('2027-01-01', 'activityReady', 19, rules)).toBe('may')
  })
})

const today = on('2026-11-23')
const theCase = between('2026-09-01', null)
const order = (days: readonly string[], change: Partial<OrderFacts> = {}): OrderFacts => ({
  givenOn: on('2026-11-20'),
  text: 'Du skal søge ind på en uddannelse.',
  steps: days.map(day => ({ dueDay: on(day), note: '', doneDay: null })),
  ...change,
})
const faults = (facts: OrderFacts) =>
  orderFaults(facts, theCase, today).map(({ field, code }) => `${field}: ${code}`)

describe('an order as it is given', () => {
  test('has days one after the other, two on a day too', () => {
    expect(faults(order(['2026-12-01', '2027-03-15', '2027-08-12']))).toEqual([])
    expect(faults(order(['2026-12-01', '2026-12-01', '2027-08-12']))).toEqual([])
    expect(faults(order(['2026-11-19', '2026-12-01', '2026-11-30']))).toEqual([
      'steps.0.dueDay: beforeOrder',
      'steps.2.dueDay: stepsInOrder',
    ])
  })

  test('says what is ordered, in the case and not ahead of time', () => {
    const days = ['2026-12-01', '2027-03-15', '2027-08-12']
    expect(faults(order(days, { text: ' ' }))).toEqual(['text: required'])
    expect(faults(order(days, { givenOn: on('2026-11-24') }))).toEqual(['givenOn: future'])
    expect(faults(order(days, { givenOn: on('2026-08-31') }))).toEqual(['givenOn: beforeCase'])
  })
})

const steps = (...done: (string | null)[]): OrderStep[] =>
  ['2026-11-21', '2026-12-01', '2027-08-12'].map((day, at) => ({
    position: at + 1,
    kind: orderSteps[at] ?? 'propose',
    dueDay: on(day),
    doneDay: done[at] ? on(done[at]) : null,
  }))
const standings = (rows: OrderStep[], day = today) => rows.map(row => standingOf(rows, row, day))

test('one step is owed at a time; what is done is on time or late', () => {
  expect(standings(steps())).toEqual(['overdue', 'waits', 'waits'])
  expect(standings(steps('2026-11-21'))).toEqual(['onTime', 'owed', 'waits'])
  expect(standings(steps('2026-11-22', '2026-11-23'))).toEqual(['late', 'onTime', 'owed'])
})

describe('a step that is done', () => {
  const codes = (rows: OrderStep[], position: number, day: string | null) =>
    stepFaults(rows, position, day === null ? null : on(day), { givenOn: on('2026-11-20'), today }).map(
      ({ code }) => code,
    )

  test('comes after the one before it, on a day that has been', () => {
    expect(codes(steps(), 1, '2026-11-20')).toEqual([])
    expect(codes(steps(), 1, '2026-11-19')).toEqual(['beforeStepBefore'])
    expect(codes(steps(), 1, '2026-11-24')).toEqual(['future'])
    expect(codes(steps(), 2, '2026-11-23')).toEqual(['earlierStepFirst'])
    expect(codes(steps('2026-11-22'), 2, '2026-11-21')).toEqual(['beforeStepBefore'])
  })

  test('can be taken back, the last one first', () => {
    expect(codes(steps('2026-11-21'), 1, null)).toEqual([])
    expect(codes(steps('2026-11-21', '2026-11-22'), 1, null)).toEqual(['laterStepDone'])
    expect(codes(steps('2026-11-21', '2026-11-22'), 1, '2026-11-23')).toEqual(['laterStepDone'])
  })
})

test('whatever is said to be done, the days stay in order and one step at most is owed', () => {
  const anyDay = fc.integer({ min: 0, max: 10 }).map(days => on('2026-11-15').add({ days }))
  const saying = fc.record({ position: fc.integer({ min: 1, max: 3 }), day: fc.option(anyDay) })
  fc.assert(
    fc.property(fc.array(saying, { maxLength: 12 }), sayings => {
      let rows = steps()
      for (const { position, day } of sayings) {
        const found = stepFaults(rows, position, day, { givenOn: on('2026-11-20'), today })
        if (found.length === 0) {
          rows = rows.map(row => (row.position === position ? { ...row, doneDay: day } : row))
        }
      }
      const done = rows.flatMap(({ doneDay }) => (doneDay === null ? [] : [doneDay.toString()]))
      expect(done).toEqual([...done].sort())
      expect(rows.slice(0, done.length).every(({ doneDay }) => doneDay !== null)).toBe(true)
      const owed = standings(rows).filter(standing => standing === 'owed' || standing === 'overdue')
      expect(owed.length).toBe(done.length < 3 ? 1 : 0)
      expect(metFrom(rows) === null).toBe(done.length < 3)
    }),
  )
})

test('an order holds through the day on which its last step is done', () => {
  expect(metFrom(steps('2026-11-21', '2026-11-22', '2026-11-23'))?.toString()).toBe('2026-11-24')
  expect(metFrom(steps('2026-11-21', '2026-11-22'))).toBeNull()
})
