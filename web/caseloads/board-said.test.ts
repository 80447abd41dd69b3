import { expect, test } from 'vitest'
import { datesIn } from '#contract/language/dates.ts'
import { sayIn } from '#contract/language/say-in.ts'
import { capacitySaid } from './board-said.ts'
import type { BoardCaseworker } from './board-share.ts'

const say = sayIn('da')
const today = Temporal.PlainDate.from('2026-11-22')
type Terms = Extract<BoardCaseworker['capacity'], { kind: 'full' }>['terms']

function whyFull(...rest: Terms): string | undefined {
  const terms: Terms = [{ kind: 'hours', weeklyMinutes: 2220, minutes: 6300 }, ...rest]
  const caseworker = { capacity: { kind: 'full', terms } } as BoardCaseworker
  return capacitySaid(say, datesIn(say), today, caseworker)?.more
}

test('no time for young people is because of other work, or because somebody is new', () => {
  const duty = { kind: 'duty', name: 'Leder', weeklyMinutes: 2220, minutes: -6300 } as const
  const isNew = { kind: 'onboarding', percent: 0, since: today, until: today } as const
  expect(whyFull(duty)).toBe('andet arbejde tager det hele')
  expect(whyFull({ ...isNew, minutes: -6300 })).toBe('er ny og har ikke tid til nogen endnu')
  expect(whyFull(duty, { ...isNew, minutes: 0 })).toBe('andet arbejde tager det hele')
})
