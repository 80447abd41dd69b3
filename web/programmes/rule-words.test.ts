import { expect, test } from 'vitest'
import { datesIn } from '#contract/language/dates.ts'
import { loadSay, sayIn } from '#contract/language/say-in.ts'
import { ruleInWords } from './rule-words.ts'

const monthly = {
  fulfilledBy: ['meeting', 'accompaniment'] as ('meeting' | 'accompaniment' | 'text')[],
  pattern: 'every' as const,
  intervalUnit: 'months' as const,
  intervalLength: 1,
  count: 1,
  anchor: 'membership' as const,
}

test.each([
  [monthly, 'Møde og ledsagelse hver måned.'],
  [{ ...monthly, intervalLength: 2, fulfilledBy: ['meeting' as const] }, 'Møde hver 2. måned.'],
  [{ ...monthly, pattern: 'between' as const }, 'Møde og ledsagelse midt imellem møderne.'],
  [
    { ...monthly, pattern: 'counted' as const, count: 4, intervalLength: 6, anchor: 'enquiry' as const },
    'Møde og ledsagelse mindst 4 gange inden for 6 måneder efter henvendelsen.',
  ],
  [
    {
      ...monthly,
      pattern: 'once' as const,
      intervalUnit: 'days' as const,
      intervalLength: 7,
      anchor: 'enquiry' as const,
    },
    'Møde og ledsagelse senest 7 dage efter henvendelsen.',
  ],
  [{ ...monthly, intervalUnit: 'days' as const, intervalLength: 7 }, 'Møde og ledsagelse hver uge.'],
  [{ ...monthly, intervalUnit: 'days' as const, intervalLength: 21 }, 'Møde og ledsagelse hver 3. uge.'],
  [{ ...monthly, intervalUnit: 'days' as const, intervalLength: 10 }, 'Møde og ledsagelse hver 10. dag.'],
  [{ ...monthly, fulfilledBy: ['meeting' as const, 'text' as const] }, 'Møde og SMS hver måned.'],
])('a rule as a sentence', (rule, sentence) => {
  const say = sayIn('da')
  expect(ruleInWords(say, datesIn(say), rule)).toBe(sentence)
})

test('in English', async () => {
  const say = await loadSay('en')
  expect(ruleInWords(say, datesIn(say), { ...monthly, intervalLength: 3 })).toBe(
    'Meeting and accompaniment every 3 months.',
  )
})
