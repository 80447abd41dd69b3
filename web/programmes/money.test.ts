import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sayIn } from '#contract/language/say-in.ts'
import { kroner, readKroner, writeKroner } from './money.ts'
import { gapsIn } from './rate-gaps.ts'

test.each([
  ['6754', 675400],
  ['6.754', 675400],
  [' 6.754,5 ', 675450],
  ['6754,05', 675405],
  ['0', 0],
  ['', undefined],
  ['6,754.00', undefined],
  ['6.75', undefined],
  ['-5', undefined],
  ['12 kr.', undefined],
])('"%s" as an amount', (text, oere) => {
  expect(readKroner(text)).toBe(oere)
})

test('what is shown, and what is written to be corrected, is read as the same amount', () => {
  const say = sayIn('da')
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 100_000_000 }), oere => {
      expect(readKroner(kroner(say, oere))).toBe(oere)
      expect(readKroner(writeKroner(oere))).toBe(oere)
    }),
  )
})

const on = (text: string) => Temporal.PlainDate.from(text)
const rate = (from: string, lastDay: string | null) => ({
  id: 1,
  version: 1,
  amount: 1,
  source: '',
  status: 'law' as const,
  during: { from: on(from), lastDay: lastDay === null ? null : on(lastDay) },
})
const told = (gaps: ReturnType<typeof gapsIn>) => gaps.map(gap => `${gap.from} - ${gap.lastDay}`)

test('the days without an amount are those of the kind that no amount covers', () => {
  const during = { from: on('2014-01-01'), lastDay: on('2025-06-30') }
  expect(told(gapsIn({ during, rates: [] }))).toEqual(['2014-01-01 - 2025-06-30'])
  const rates = [rate('2024-01-01', '2024-12-31'), rate('2015-01-01', '2016-12-31')]
  expect(told(gapsIn({ during, rates }))).toEqual([
    '2014-01-01 - 2014-12-31',
    '2017-01-01 - 2023-12-31',
    '2025-01-01 - 2025-06-30',
  ])
  expect(told(gapsIn({ during, rates: [rate('2014-01-01', null)] }))).toEqual([])
  const running = { from: on('2025-07-01'), lastDay: null }
  expect(told(gapsIn({ during: running, rates: [rate('2025-07-01', '2025-12-31')] }))).toEqual([
    '2026-01-01 - null',
  ])
})
