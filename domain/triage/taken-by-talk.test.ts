import { expect, test } from 'vitest'
import { takenWithout } from './taken-by-talk.ts'

const talk = (root: number, day: string) => ({ root, day: Temporal.PlainDate.from(day) })
const dayOf = (taken: Parameters<typeof takenWithout>[0]) => {
  const without = takenWithout(taken)
  return without === null ? 'as it was' : String(without.day)
}

test('the first talk that stands says when it was taken, in the order in which they were written', () => {
  const talks = [talk(9, '2026-11-20'), talk(6, '2026-11-23')]
  expect(dayOf({ takenId: 5, talks, isTheirs: false })).toBe('2026-11-23')
  expect(dayOf({ takenId: 5, talks, isTheirs: true })).toBe('2026-11-23')
})

test('without any it is nobody’s, unless something else was done with it', () => {
  expect(dayOf({ takenId: 5, talks: [], isTheirs: false })).toBe('null')
  expect(dayOf({ takenId: 5, talks: [], isTheirs: true })).toBe('as it was')
})

test('what was written before it was taken says nothing of when', () => {
  expect(dayOf({ takenId: 5, talks: [talk(4, '2026-11-20')], isTheirs: false })).toBe('null')
})
