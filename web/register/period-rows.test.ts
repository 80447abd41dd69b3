import { describe, expect, test } from 'vitest'
import { datesIn } from '#contract/language/dates.ts'
import { sayIn } from '#contract/language/say-in.ts'
import { hoursOf, periodInWords, readHours } from './period-names.ts'
import { endedBy, leftEnded, type PeriodRow, standingOn } from './period-rows.ts'
import { emptyPeriod, periodFaults } from './period-values.ts'
import { successorIn } from './use-successor.ts'

const today = Temporal.PlainDate.from('2026-11-21')
const day = (text: string) => Temporal.PlainDate.from(text)
const say = sayIn('da')
const words = { say, dates: datesIn(say) }

function row(from: string, lastDay: string | null, over: Partial<PeriodRow> = {}): PeriodRow {
  return {
    kind: 'benefit',
    id: 1,
    from: day(from),
    lastDay: lastDay === null ? null : day(lastDay),
    choice: 'su',
    staffId: '',
    text: '',
    weeklyMinutes: null,
    noticeDay: null,
    ...over,
  }
}

test.each<[string, string | null, string, string]>([
  ['2025-03-04', null, 'now', 'siden 4. marts 2025'],
  ['2026-12-01', null, 'upcoming', 'fra 1. december'],
  ['2026-11-21', '2026-11-21', 'now', '21. november'],
  ['2026-11-01', '2026-11-20', 'earlier', '1.–20. november'],
])('a period from %s to %s is %s, and said as people say it', (from, lastDay, standing, said) => {
  const period = row(from, lastDay)
  expect(standingOn(period, today)).toBe(standing)
  expect(periodInWords(period, today, words)).toBe(said)
})

describe('what a new row ends', () => {
  const running = row('2026-01-01', null)
  test('the one that runs, where there can be but one', () => {
    const from = { from: today, role: '' }
    expect(endedBy('benefit', [running, row('2025-01-01', '2025-12-31')], from)).toBe(running)
    expect(endedBy('membership', [running], from)).toBeUndefined()
    expect(endedBy('benefit', [row('2026-11-21', null)], from)).toBeUndefined()
  })

  test('of those around the young person only the caseworker', () => {
    const caseworker = row('2026-01-01', null, { kind: 'assignment', choice: 'caseworker' })
    const mentor = row('2026-01-01', null, { kind: 'assignment', choice: 'mentor' })
    expect(endedBy('assignment', [mentor, caseworker], { from: today, role: 'caseworker' })).toBe(caseworker)
    expect(endedBy('assignment', [mentor, caseworker], { from: today, role: 'mentor' })).toBeUndefined()
  })
})

describe('what is left ended where a row is taken back', () => {
  const caseworker = (from: string, lastDay: string | null, over: Partial<PeriodRow> = {}) =>
    row(from, lastDay, { kind: 'assignment', choice: 'caseworker', ...over })
  const before = caseworker('2026-01-01', '2026-12-01')

  test('is whoever ended as it began, one that is planned as well', () => {
    expect(leftEnded([caseworker('2026-12-02', null), before], caseworker('2026-12-02', null), today)).toBe(
      before,
    )
    const grant = row('2026-01-01', '2026-10-31', { choice: 'educationHelp' })
    expect(leftEnded([grant], row('2026-11-01', null), today)).toBe(grant)
  })

  test.each<[string, PeriodRow, PeriodRow]>([
    ['somebody else of those around', caseworker('2026-12-02', null, { choice: 'mentor' }), before],
    ['in another role', caseworker('2026-12-02', null), { ...before, choice: 'mentor' }],
    ['with days between', caseworker('2026-12-03', null), before],
    ['what is over', caseworker('2026-03-01', '2026-04-30'), { ...before, lastDay: day('2026-02-28') }],
  ])('is nothing: %s', (_, taken, other) => {
    expect(leftEnded([taken, other], taken, today)).toBeNull()
  })
})

test('a correction by somebody else is found by its new key; a row taken back has none', () => {
  const before = [row('2026-01-01', null, { id: 7 })]
  const corrected = row('2026-02-01', null, { id: 9 })
  expect(successorIn(before, [corrected])).toBe(corrected)
  expect(successorIn(before, [])).toBeNull()
})

test.each<[string, number | null]>([
  ['18,5', 1110],
  ['18.5', 1110],
  ['100', 6000],
  ['100,1', null],
  ['0', null],
  ['mange', null],
])('hours written as %s', (text, minutes) => {
  expect(readHours(text)).toBe(minutes)
})

test('hours are shown as they are written', () => {
  expect(hoursOf(1110, 'da')).toBe('18,5')
  expect(hoursOf(6000, 'da')).toBe('100')
})

test('a pause needs an end, a correction a reason, and days come in order', () => {
  const pause = { ...emptyPeriod('pause', today), choice: 'illness' }
  const codes = (values: typeof pause, isCorrection: boolean) =>
    periodFaults('pause', values, isCorrection).map(({ field, code }) => `${field} ${code}`)
  expect(codes(pause, true)).toEqual(['lastDay required', 'reason required'])
  expect(codes({ ...pause, lastDay: day('2026-11-20') }, false)).toEqual(['lastDay periodOrder'])
  expect(codes({ ...pause, lastDay: today }, false)).toEqual([])
})
