import { expect, test } from 'vitest'
import { datesIn } from '#contract/language/dates.ts'
import { sayIn } from '#contract/language/say-in.ts'
import {
  capacitySaid,
  ceilingSaid,
  comingSaid,
  factsOf,
  loadSaid,
  noNumberSaid,
  type Overload,
} from './board-said.ts'
import type { BoardCaseworker, BoardPoint } from './board-share.ts'

const say = sayIn('da')
const today = Temporal.PlainDate.from('2026-11-22')
type Terms = Extract<BoardCaseworker['capacity'], { kind: 'full' }>['terms']

function whyFull(...rest: Terms): string | undefined {
  const terms: Terms = [{ kind: 'hours', weeklyMinutes: 2220, minutes: 6300 }, ...rest]
  const absences: BoardCaseworker['absences'] = []
  const caseworker = { capacity: { kind: 'full', terms }, absences } as BoardCaseworker
  return capacitySaid(say, datesIn(say), today, caseworker)?.more
}

test('no time for young people is because of other work, or because somebody is new', () => {
  const duty = { kind: 'duty', name: 'Leder', weeklyMinutes: 2220, minutes: -6300 } as const
  const isNew = { kind: 'onboarding', percent: 0, since: today, until: today } as const
  expect(whyFull(duty)).toBe('andet arbejde tager det hele')
  expect(whyFull({ ...isNew, minutes: -6300 })).toBe('er ny og har ikke tid til nogen endnu')
  expect(whyFull(duty, { ...isNew, minutes: 0 })).toBe('andet arbejde tager det hele')
})

const dates = datesIn(say)
const day = (text: string) => Temporal.PlainDate.from(text)

test.each([
  [6299, /^100\s%$/],
  [6300, /^100\s%$/],
  [6301, /^101\s%$/],
  [7938, /^126\s%$/],
])('a load of %i minutes where there are 6,300: more than all of it is never 100 %%', (minutes, said) => {
  const point = { minutes, of: 6300, capacity: 'available' } as BoardPoint
  expect(loadSaid(say, dates, point)).toMatch(said)
})

test('somebody who will have no time is told with the very day, and who has too much with the weeks', () => {
  const coming = {
    caseworker: { staffId: 1, givenName: 'Nadia', familyName: 'Prøve' },
    ...{ week: 2, firstWeek: 2, minutes: 7308, of: 6300, capacityChange: 0, events: [] },
    ...{ day: day('2026-12-06'), noTimeFrom: null, easing: null },
  } satisfies Overload
  expect(comingSaid(say, dates, today, coming)).toMatch(/^Om to uger er Nadia på 116\s%\.$/)
  expect(comingSaid(say, dates, today, { ...coming, of: 0, noTimeFrom: day('2026-11-30') })).toMatch(
    /^Nadia har ingen tid til sine unge fra mandag (den )?30\. november\.$/,
  )
})

test('why somebody is away is said, now and ahead', () => {
  const absences: BoardCaseworker['absences'] = [
    { from: day('2026-11-02'), lastDay: day('2027-01-31'), isLong: true, deputy: null, kind: 'leave' },
    { from: day('2027-02-08'), lastDay: day('2027-02-12'), isLong: false, deputy: null, kind: 'holiday' },
    { from: day('2027-02-15'), lastDay: null, isLong: true, deputy: null, kind: 'other' },
  ]
  const caseworker = {
    ...{
      absences,
      programmes: [] as string[],
      weeklyMinutes: null,
      lastDay: null,
      standsIn: { cases: 0, minutes: 0 },
    },
    capacity: { kind: 'away', since: day('2026-11-02'), lastDay: day('2027-01-31'), deputy: null },
  } as unknown as BoardCaseworker
  expect(capacitySaid(say, dates, today, caseworker)?.more).toMatch(
    /^orlov til og med 31\. jan\. 2027, ingen/,
  )
  const [holiday, other] = factsOf(say, dates, today, caseworker)
  expect(holiday).toMatch(/^ferie 8\./)
  expect(other).toMatch(/^væk fra 15\. feb\./)
})

test('a ceiling says that it is one, but not under a heading that does', () => {
  const ceiling: BoardCaseworker['ceilings'][number] = {
    ...{ ceilingId: 1, programme: 'Mod til uddannelse', cases: 38, minutes: 5000, mostCases: 36 },
    ...{ mostMinutes: null, state: 'over', exception: null, status: 'local' },
  }
  const said = (one: typeof ceiling, under: 'heading' | null = null) =>
    ceilingSaid(say, dates, today, one, under)
  expect(said(ceiling)).toBe('har 38 i Mod til uddannelse, loftet er 36')
  expect(said(ceiling, 'heading')).toBe('Har 38 af højst 36 unge i Mod til uddannelse.')
  const minutes = { ...ceiling, programme: null, mostMinutes: 4800 }
  expect(said(minutes, 'heading')).toBe('Har 5.000 af højst 4.800 minutter om måneden.')
})

test('whoever may have more for a time is told with how many, and until when', () => {
  const exception = { reason: 'Tager imod tre nye', lastDay: day('2027-03-21') }
  const ceiling: BoardCaseworker['ceilings'][number] = {
    ...{ ceilingId: 1, programme: 'Mod til uddannelse', cases: 32, minutes: 5000, mostCases: 38 },
    ...{ mostMinutes: null, state: 'under', exception, status: 'local' },
  }
  expect(ceilingSaid(say, dates, today, ceiling)).toBe(
    'har 32 i Mod til uddannelse, må have 38 til og med 21. mar. 2027',
  )
  expect(ceilingSaid(say, dates, today, { ...ceiling, programme: null })).toBe(
    'har 32 unge, må have 38 til og med 21. mar. 2027',
  )
})

test('whoever has stopped is told to have, and when; whoever stops is told when', () => {
  const gone = (from: Temporal.PlainDate | null, lastDay: Temporal.PlainDate | null) =>
    capacitySaid(say, dates, today, {
      capacity: { kind: 'notCaseworker', from, lastDay },
      absences: [] as BoardCaseworker['absences'],
    } as BoardCaseworker)
  expect(gone(null, day('2026-10-31'))).toEqual({ word: 'Stoppede som rådgiver 31. okt.', more: '' })
  expect(gone(day('2026-12-01'), null)).toEqual({ word: 'Begynder 1. dec.', more: '' })
  expect(gone(day('2026-12-01'), day('2026-10-31'))).toEqual({
    word: 'Begynder 1. dec.',
    more: 'Stoppede som rådgiver 31. okt.',
  })
  expect(gone(null, null)?.word).toBe('Ikke rådgiver')
  expect([noNumberSaid(say, 'stopped'), noNumberSaid(say, 'notYet')]).toEqual(['stoppet', 'ikke begyndt'])
  const stops = {
    ...{ absences: [], programmes: [] as string[], weeklyMinutes: null, standsIn: { cases: 0, minutes: 0 } },
    ...{ capacity: { kind: 'unknown' }, lastDay: day('2026-11-30') },
  } as unknown as BoardCaseworker
  expect(factsOf(say, dates, today, stops)).toEqual(['stopper 30. nov.'])
})
