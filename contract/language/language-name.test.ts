import { expect, test } from 'vitest'
import { languageName } from './language-name.ts'
import { loadSay } from './say-in.ts'

test('languages have names, also those that a browser has none for, and a word is its own name', async () => {
  const danish = await loadSay('da')
  const english = await loadSay('en')
  expect(['ar', 'kl', 'tigre og arabisk'].map(code => languageName(danish, code))).toEqual([
    'Arabisk',
    'Grønlandsk',
    'Tigre og arabisk',
  ])
  // Where the platform has a name of its own, ours is the one that people know.
  expect(languageName(english, 'kl')).toBe('Greenlandic')
})
