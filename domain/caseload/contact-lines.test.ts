import { expect, test } from 'vitest'
import { contactLines } from './contact-lines.ts'
import type { WorkUnit } from './weight.ts'

const line = (key: string, per: WorkUnit, timesAYear: number | null = null) => ({ key, per, timesAYear })
const found = (...lines: ReturnType<typeof line>[]) =>
  Object.fromEntries([...contactLines(lines)].map(([kind, { key }]) => [kind, key]))

test('a kind with one line is that one, whatever it is called', () => {
  expect(found(line('samtale', 'meeting'), line('telefon', 'call', 6), line('team', 'month'))).toEqual({
    meeting: 'samtale',
    call: 'telefon',
  })
})

test('of several the one that says how often is the contact itself', () => {
  expect(found(line('rejse', 'meeting'), line('samtale', 'meeting', 12), line('moede', 'meeting'))).toEqual({
    meeting: 'samtale',
  })
})

test('where none or several say so, the one that shipped is; where that is gone, nothing is guessed', () => {
  expect(found(line('moede', 'meeting'), line('forberedelse', 'meeting'))).toEqual({ meeting: 'moede' })
  expect(found(line('moede', 'meeting', 6), line('rejse', 'meeting', 6))).toEqual({ meeting: 'moede' })
  expect(found(line('samtale', 'meeting'), line('rejse', 'meeting'))).toEqual({})
})

test('a line for something else is none, though it is called so', () => {
  expect(found(line('moede', 'month'), line('opkald', 'interpretedMeeting'))).toEqual({})
})
