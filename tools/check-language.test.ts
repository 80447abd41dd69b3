import { expect, test } from 'vitest'
import { checkLanguage } from './check-language.ts'

const uses = [
  {
    path: 'web/day/page.tsx',
    text: "say('day.hello', { name }) + say('day.cases', { count }) + say(`role.$" + '{role}`)',
  },
]
const da = {
  day: { hello: 'Hej {{name}}', cases_one: 'en sag', cases_other: '{{count}} sager' },
  role: { leader: 'leder' },
}
const en = {
  day: { hello: 'Hello {{name}}', cases_one: 'a case', cases_other: '{{count}} cases' },
  role: { leader: 'leader' },
}

test('the same texts in both languages, all said: nothing to mend', () => {
  expect(checkLanguage(da, en, uses)).toEqual([])
})

test('a text that one language lacks', () => {
  const { hello, ...without } = en.day
  expect(hello).toBeDefined()
  expect(checkLanguage(da, { ...en, day: without }, uses)).toEqual(['day.hello: missing in English'])
  expect(checkLanguage({ ...da, day: { ...da.day } }, { ...en, extra: { a: 'b' } }, uses)).toEqual([
    'extra.a: missing in Danish',
  ])
})

test('other params, an empty text', () => {
  const other = { ...en, day: { ...en.day, hello: 'Hello {{person}}' } }
  expect(checkLanguage(da, other, uses)).toEqual([
    'day.hello: asks for {{name}} in Danish, {{person}} in English',
  ])
  const empty = { ...en, role: { leader: ' ' } }
  expect(checkLanguage(da, empty, uses)).toEqual(['role.leader: is empty'])
})

test('a text that is said nowhere, or only in the texts', () => {
  const own = [{ path: 'contract/language/da/day.ts', text: uses[0]?.text ?? '' }]
  expect(checkLanguage(da, en, own)).toHaveLength(4)
})
