import { expect, test } from 'vitest'
import { handoverPart } from './handover-part.ts'

const today = Temporal.PlainDate.from('2026-12-01')

test.each([
  ['gives', '2026-12-02', { hasBegun: false, isMine: true }],
  ['receives', '2026-12-02', { hasBegun: false, isMine: false }],
  ['gives', '2026-12-01', { hasBegun: true, isMine: false }],
  ['receives', '2026-12-01', { hasBegun: true, isMine: true }],
] as const)('whoever %s from %s has the turn until, or from, the day itself', (mine, since, part) => {
  expect(handoverPart({ mine, since: Temporal.PlainDate.from(since) }, today)).toEqual(part)
})
