import { expect, test } from 'vitest'
import { dayNumber } from '#domain/calendar/day-number.ts'
import { plusMonths } from '#domain/calendar/months.ts'
import { decisionsAbout, orderFor } from './assessments.ts'
import { inventMunicipality } from './invent.ts'

const day = Temporal.PlainDate.from('2026-11-23')
const today = dayNumber(day)
const { youths } = inventMunicipality(1, day)
const lives = youths.map(({ life }, nr) => ({ life, nr, decisions: decisionsAbout(life, nr, today) }))

test('decisions cover the same days with the same groups, and are in the order of the law', () => {
  for (const { life, decisions } of lives) {
    for (const { from, to, group } of life.groups) {
      const within = decisions.filter(each => each.from >= from && (to === null || each.from < to))
      expect(within.map(each => each.group)).toEqual(within.map(() => group))
      expect([within[0]?.from, within.at(-1)?.to]).toEqual([from, to])
    }
    const stages = decisions.filter(({ group }) => group !== 'notAssessed').map(({ stage }) => stage)
    expect(stages.filter(stage => stage === 'final').length).toBeLessThanOrEqual(1)
    expect(stages).toEqual(stages.toSorted((a, b) => order.indexOf(a) - order.indexOf(b)))
  }
})
const order = ['first', 'provisional', 'final', 'later']

test('some wait for the final assessment, some soon, and a few have waited too long', () => {
  const waiting = lives.filter(
    ({ life, decisions }) =>
      life.open.to === null &&
      decisions.at(-1)?.stage === 'first' &&
      decisions.at(-1)?.group === 'educationReady',
  )
  const due = waiting.map(({ life }) => plusMonths(life.open.from, 3))
  expect(due.filter(on => on < today).length).toBeGreaterThanOrEqual(1)
  expect(due.filter(on => on < today).length).toBeLessThanOrEqual(15)
  expect(due.filter(on => on >= today && on < today + 21).length).toBeGreaterThanOrEqual(2)
})

test('a few have an education order, and it follows their decision', () => {
  const orders = lives.flatMap(({ life, nr }) => {
    const given = orderFor(life, nr, today)
    return given === null ? [] : [{ life, given }]
  })
  expect(orders.length).toBeGreaterThanOrEqual(5)
  for (const { life, given } of orders) {
    expect(given.givenOn).toBeGreaterThanOrEqual(life.groups.at(-1)?.from ?? today)
    const days = given.steps.map(({ due }) => due)
    expect(days).toEqual(days.toSorted((a, b) => a - b))
  }
  expect(orders.some(({ given }) => given.steps[0]?.done !== null)).toBe(true)
  expect(orders.some(({ given }) => given.steps[0]?.done === null)).toBe(true)
})
