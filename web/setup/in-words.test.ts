import { expect, test } from 'vitest'
import { sayIn } from '#contract/language/say-in.ts'
import { setupOf, templateNames } from '#domain/setup/templates/templates.ts'
import { inWords } from './in-words.ts'

const say = sayIn('da')

test('no word of the code is left in what a rule or a rate says', () => {
  const today = Temporal.PlainDate.from('2026-11-23')
  for (const template of templateNames) {
    const { rules, rateKinds } = setupOf(template, today)
    for (const { anchor, pattern, clock, nonWorkingDays, fulfilledBy } of rules)
      for (const word of [anchor, pattern, clock, nonWorkingDays, ...fulfilledBy])
        expect(inWords(say, 'coded', word)).toBe(say.known(`setup.value_${word}`))
    for (const { unit } of rateKinds)
      expect(inWords(say, 'unit', unit)).toBe(say.known(`setup.value_${unit}`))
  }
})

test('what people have written is left as it stands', () => {
  expect(inWords(say, 'description', 'Vi har set ham, once')).toBe('Vi har set ham, once')
  expect(inWords(say, 'pattern', 'set')).toBe('på en dag, der er sat')
  expect(inWords(say, 'interval', '2 months')).toBe(say('programmes.intervalMonths', { count: 2 }))
})
