import { describe, expect, expectTypeOf, test } from 'vitest'
import { da } from './da.ts'
import { en } from './en.ts'
import type { Phrase } from './say.ts'
import { loadSay, sayIn } from './say-in.ts'

const say = sayIn('da')

describe('saying', () => {
  test('fills in params as they are, and numbers the way the language writes them', async () => {
    expect(say('shell.userMenu', { name: 'Åse & <b>Ole</b> $t(common.save) {{name}}' })).toBe(
      'Menu for Åse & <b>Ole</b> $t(common.save) {{name}}',
    )
    expect(say('dates.daysOver', { count: 1234 })).toBe('1.234 dage over')
    expect((await loadSay('en'))('dates.daysOver', { count: 1234 })).toBe('1,234 days over')
  })

  test('chooses the plural', () => {
    expect(say('dates.daysOver', { count: 1 })).toBe('1 dag over')
    expect(say('dates.daysOver', { count: 0 })).toBe('0 dage over')
  })

  test('keys and params are typed', () => {
    expectTypeOf<'dates.daysOver'>().toExtend<Phrase>()
    expectTypeOf<'dates.daysOver_one'>().not.toExtend<Phrase>()
    // @ts-expect-error a key that does not exist
    expect(say('common.nowhere')).toBe('common.nowhere')
    // @ts-expect-error a missing param
    say('shell.userMenu')
    // @ts-expect-error the count of a plural
    say('dates.daysOver', {})
    // @ts-expect-error a param too many
    say('common.save', { name: 'Åse' })
  })
})

describe('translations', () => {
  const areas = Object.keys(da) as (keyof typeof da)[]
  const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(match => match[1]).sort()

  test.each(areas)('%s says the same in English, with the same params', area => {
    const danish: Record<string, string> = da[area]
    const english: Record<string, string> = en[area]
    expect(Object.keys(english).sort()).toEqual(Object.keys(danish).sort())
    for (const [name, text] of Object.entries(danish)) {
      expect(placeholders(english[name] ?? ''), `${area}.${name}`).toEqual(placeholders(text))
      expect(text.trim(), `${area}.${name}`).not.toBe('')
    }
  })

  // The terminal breaks no lines.
  const shown = areas.filter(area => area !== 'allocation' && area !== 'terminal')
  test.each(shown)('%s keeps a percent sign beside its number', area => {
    for (const [name, text] of Object.entries(da[area]))
      expect(text, `${area}.${name}`).not.toMatch(/(\d|\}\}) %/)
  })

  test.each(areas)('every plural of %s has both forms', area => {
    const names = Object.keys(da[area])
    for (const name of names.filter(each => /_(one|other)$/.test(each))) {
      const base = name.replace(/_(one|other)$/, '')
      expect(names).toEqual(expect.arrayContaining([`${base}_one`, `${base}_other`]))
    }
  })
})
