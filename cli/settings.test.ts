import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { sayIn } from '#contract/language/say-in.ts'
import { EmbeddedTrouble } from '#server/database/embedded/trouble.ts'
import { readSettings } from './settings.ts'
import { speaksDanish } from './terminal.ts'
import { forLog, inWords } from './trouble.ts'

const say = sayIn('da')

test('without anything said, Medgang serves on localhost:8080 from its own folder', () => {
  expect(readSettings({})).toEqual({
    databaseUrl: undefined,
    port: 8080,
    host: 'localhost',
    home: resolve(import.meta.dirname, '../.medgang'),
  })
})

test('the environment decides, and an empty variable is as none', () => {
  const env = { PORT: '9000', HOST: '0.0.0.0', MEDGANG_HOME: '/srv/m', DATABASE_URL: 'postgresql:///medgang' }
  expect(readSettings(env)).toEqual({
    databaseUrl: 'postgresql:///medgang',
    port: 9000,
    host: '0.0.0.0',
    home: '/srv/m',
  })
  expect(readSettings({ PORT: '', HOST: '', DATABASE_URL: '' })).toMatchObject({
    port: 8080,
    host: 'localhost',
  })
})

test.each(['http', '70000', '-1', '80.5'])('PORT %s is refused in words', port => {
  expect.assertions(1)
  try {
    readSettings({ PORT: port })
  } catch (error) {
    expect(inWords(error, say)).toContain(`"${port}"`)
  }
})

test.each(['localhost/medgang', 'mysql://localhost/medgang'])('DATABASE_URL %s is refused in words', url => {
  expect.assertions(1)
  try {
    readSettings({ DATABASE_URL: url })
  } catch (error) {
    expect(inWords(error, say)).toContain('postgresql://')
  }
})

test('a trouble of the embedded database is said with what it is about', () => {
  const newer = new EmbeddedTrouble('newerData', { path: '/data', found: '19', ours: '18' })
  expect(inWords(newer, say)).toMatch(/\/data .*nyere PostgreSQL \(19\).*\(18\)/)
})

test('a full disk and a forbidden folder are known by the codes of Node and of PostgreSQL', () => {
  const coded = (code: string, path?: string) =>
    Object.assign(new Error('x'), { code, ...(path ? { path } : {}) })
  expect(inWords(coded('ENOSPC', '/data'), say)).toMatch(/^Disken er fuld.*\/data/)
  expect(inWords(coded('53100'), say)).toMatch(/^Disken er fuld/)
  expect(inWords(coded('EACCES', '/data'), say)).toMatch(/ikke adgang til \/data/)
})

test('what an unknown error says is neither told nor logged, for it may quote people', () => {
  const error = Object.assign(
    new Error('Key (name)=(Jens Hansen) already exists', { cause: new Error('Jens') }),
    {
      code: '23505',
    },
  )
  expect(inWords(error, say)).toBe('Noget gik galt: Error 23505')
  expect(JSON.stringify(forLog(error))).not.toContain('Jens')
  expect(forLog(error)).toMatchObject({ error: 'Error', code: '23505', cause: { error: 'Error' } })
})

test.each([
  [{ LANG: 'da_DK.UTF-8' }, true],
  [{ LANG: 'en_GB.UTF-8' }, false],
  [{ LANG: 'en_GB.UTF-8', LC_ALL: 'da_DK' }, true],
  [{ LANG: 'da_DK', LC_MESSAGES: 'C' }, false],
  [{}, false],
])('the terminal %j: Danish is %s', (env, danish) => {
  expect(speaksDanish(env)).toBe(danish)
})
