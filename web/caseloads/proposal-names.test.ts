import { expect, test } from 'vitest'
import { areKept } from './proposal-names.ts'

const goes = { youthId: 7, kind: 'goesTo', staff: { staffId: 3 }, cannot: null } as const
const stays = { youthId: 7, kind: 'stays', staff: { staffId: 2 }, cannot: null } as const
const move = (staffId: number | null) => ({ youthId: 7, to: staffId === null ? null : { staffId } })

test('a lock to somebody is followed by the move to that one alone', () => {
  expect(areKept({ locks: [goes], moves: [move(3)] })).toBe(true)
  expect(areKept({ locks: [goes], moves: [move(4)] })).toBe(false)
  expect(areKept({ locks: [goes], moves: [move(null)] })).toBe(false)
  expect(areKept({ locks: [goes], moves: [] })).toBe(false)
})

test('whoever is locked where they are is followed by having no move', () => {
  expect(areKept({ locks: [stays], moves: [] })).toBe(true)
  expect(areKept({ locks: [stays], moves: [move(3)] })).toBe(false)
})

test('one lock that is not followed, or cannot be, is enough', () => {
  expect(areKept({ locks: [goes, { ...stays, youthId: 8 }], moves: [move(3)] })).toBe(true)
  expect(areKept({ locks: [goes, { ...goes, youthId: 8 }], moves: [move(3)] })).toBe(false)
  expect(areKept({ locks: [{ ...goes, cannot: { kind: 'barred' } }], moves: [move(3)] })).toBe(false)
})
