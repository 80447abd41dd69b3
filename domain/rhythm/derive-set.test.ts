import { expect, test } from 'vitest'
import { derive, on, orderStep, span, story, written } from './example.fixture.ts'
import type { Deed } from './types.ts'

const steps = [
  { during: span('2026-10-01'), dueDay: on('2026-10-15') },
  { during: span('2026-10-12'), dueDay: on('2026-11-01') },
]
const done = (...days: string[]): Deed[] => days.map(day => ({ kind: 'orderStep', day: on(day) }))

test('a step is due on the day that was decided, also when that is a Sunday', () => {
  const [first] = derive(orderStep, { orderSteps: steps.slice(0, 1) }, '2026-10-02')
  expect(written(first)).toMatchObject({
    state: 'open',
    anchor: { kind: 'orderStep', day: '2026-10-01' },
    dueDay: '2026-10-15',
    retryDay: null,
  })
  const [, second] = derive(orderStep, { orderSteps: steps, deeds: done('2026-10-12') }, '2026-10-20')
  expect(written(second)).toMatchObject({ dueDay: '2026-11-01', lastWorkingDay: '2026-10-30' })
})

test.each([
  ['on its day', '2026-10-15', 'onTime 2026-10-15 on 2026-10-15'],
  ['the day after', '2026-10-16', 'late 2026-10-15 on 2026-10-16'],
])('a step done %s', (_name, day, row) => {
  expect(story(orderStep, { orderSteps: steps.slice(0, 1), deeds: done(day) }, '2026-12-01')).toEqual([row])
})

test('the next step begins when the one before it is done', () => {
  expect(story(orderStep, { orderSteps: steps, deeds: done('2026-10-12') }, '2026-10-20')).toEqual([
    'onTime 2026-10-15 on 2026-10-12',
    'open 2026-11-01',
  ])
  expect(story(orderStep, { orderSteps: steps }, '2026-10-20')).toEqual(['open 2026-10-15'])
})

test('two steps done on one day are two deeds', () => {
  const sameDay = [
    { during: span('2026-10-01'), dueDay: on('2026-10-15') },
    { during: span('2026-10-12'), dueDay: on('2026-11-01') },
    { during: span('2026-10-12'), dueDay: on('2027-01-15') },
  ]
  expect(
    story(orderStep, { orderSteps: sameDay, deeds: done('2026-10-12', '2026-10-12') }, '2026-10-20'),
  ).toEqual(['onTime 2026-10-15 on 2026-10-12', 'onTime 2026-11-01 on 2026-10-12', 'open 2027-01-15'])
})

test('a day decided anew moves the open step and keeps its name', () => {
  const moved = [{ during: span('2026-10-01'), dueDay: on('2026-10-29') }]
  const [before] = derive(orderStep, { orderSteps: steps.slice(0, 1) }, '2026-10-20')
  const [after] = derive(orderStep, { orderSteps: moved }, '2026-10-20')
  expect(before?.ordinal).toBe(after?.ordinal)
  expect(after?.dueDay.toString()).toBe('2026-10-29')
})

test.each([
  ['before its day: nobody owes it any more', '2026-10-10', 'excused 2026-10-15 on 2026-10-10'],
  ['after its day: it was not done', '2026-10-20', 'missed 2026-10-15 on 2026-10-20'],
])('the order falls away %s', (_name, end, row) => {
  const orderSteps = [{ during: span('2026-10-01', end), dueDay: on('2026-10-15') }]
  expect(story(orderStep, { orderSteps }, '2026-12-01')).toEqual([row])
  expect(story(orderStep, { orderSteps: steps.slice(0, 1), closedFrom: on(end) }, '2026-12-01')).toEqual([
    row,
  ])
})

test('the step that ends the order on its day is done', () => {
  const orderSteps = [{ during: span('2026-10-01', '2026-10-12'), dueDay: on('2026-10-15') }]
  expect(story(orderStep, { orderSteps, deeds: done('2026-10-12') }, '2026-12-01')).toEqual([
    'onTime 2026-10-15 on 2026-10-12',
  ])
})

test('no pause moves a day that was decided', () => {
  const pauses = [{ during: span('2026-10-05', '2026-11-05'), reason: 'illness' }]
  const stopping = { ...orderStep, stopsInPause: true }
  expect(story(stopping, { orderSteps: steps.slice(0, 1), pauses }, '2026-10-20')).toEqual([
    'open 2026-10-15',
  ])
})
