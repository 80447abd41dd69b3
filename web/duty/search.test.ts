import { expect, test } from 'vitest'
import { emptinessOf } from './search.ts'

const counts = { new: 1, waiting: 0, begins: 0, ends: 0, paused: 0 }
const some = { total: 4, onPlan: 3, counts }

test('an empty group is said to be empty, and nobody is said to be on plan for it', () => {
  expect(emptinessOf({ gruppe: 'paused' }, some)).toBe('groupEmpty')
  expect(emptinessOf({ gruppe: 'new' }, some)).toBeNull()
  expect(emptinessOf({}, some)).toBeNull()
})

test('everybody is on plan, also where a group is chosen', () => {
  const all = { total: 4, onPlan: 4, counts: { ...counts, new: 0 } }
  expect(emptinessOf({}, all)).toBe('allOnPlan')
  expect(emptinessOf({ gruppe: 'paused' }, all)).toBe('allOnPlan')
})

test('a filter that leaves everybody out is not an empty municipality', () => {
  const nobody = { total: 0, onPlan: 0, counts: { ...counts, new: 0 } }
  expect(emptinessOf({ skole: 'FGU Nord' }, nobody)).toBe('nobodyFiltered')
  expect(emptinessOf({ frem: '12', uge: '2026-44', gruppe: 'new' }, nobody)).toBe('nobody')
})
