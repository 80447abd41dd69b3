import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { da } from '#contract/language/da.ts'
import { first } from '#contract/language/first-da.ts'
import { first as english } from '#contract/language/first-en.ts'

/** What the browser has before its first page: pages of other slices are fetched later, with every text. */
const sources = globSync(
  ['web/app/**/*.{ts,tsx}', 'web/calls/**/*.{ts,tsx}', 'web/day/**/*.{ts,tsx}', 'contract/language/*.ts'],
  // Own words are put into texts, and say none.
  { exclude: ['**/*.test.ts', '**/*.test.tsx', 'contract/language/own-words.ts'] },
)
/** Said when they are there, with something else to say when they are not. */
const asked = new Set(['reason', 'field', 'youth'])

const texts: Readonly<Record<string, object>> = da

/** A permission looks like a text too. What comes after `$` is known only when it is said. */
function isSaid(area: string, name: string): boolean {
  const known = texts[area]
  return known !== undefined && (name === '$' || name in known || `${name}_one` in known)
}

test('what the frame and my day say is among the first texts', () => {
  const areas = new Set<string>()
  for (const path of sources) {
    for (const [, area = '', name = ''] of readFileSync(path, 'utf8').matchAll(
      /['`]([a-zA-Z]+)\.(\w+|\$)/g,
    )) {
      if (isSaid(area, name) && !asked.has(area)) areas.add(area)
    }
  }
  expect(areas).toContain('day')
  expect([...areas].filter(area => !(area in first))).toEqual([])
})

test('both languages begin with the same areas', () => {
  expect(Object.keys(english)).toEqual(Object.keys(first))
})
