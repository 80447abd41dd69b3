import { expect, test } from 'vitest'
import { between } from './example.fixture.ts'
import { groupSince } from './since.ts'

test('a final assessment into the same group is no new beginning; a break and another group are', () => {
  const row = (code: string, from: string, to: string | null) => ({ code, during: between(from, to) })
  const current = row('educationReady', '2026-11-20', null)
  const first = row('educationReady', '2026-09-04', '2026-11-20')
  expect(groupSince([current, first], current).toString()).toBe('2026-09-04')
  expect(groupSince([current, { ...first, code: 'activityReady' }], current).toString()).toBe('2026-11-20')
  const broken = row('educationReady', '2026-01-01', '2026-09-03')
  expect(groupSince([broken, first, current], current).toString()).toBe('2026-09-04')
})
