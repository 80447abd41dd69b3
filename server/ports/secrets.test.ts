import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { loadSecrets, SecretsError } from './secrets.ts'

let home: string
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'medgang-secrets-'))
})
afterEach(() => rm(home, { recursive: true }))

const key = (letter: string) => Buffer.alloc(32, letter)

test('secrets are made once, kept, and readable for their owner alone', async () => {
  const first = await loadSecrets(home, {})
  expect(await loadSecrets(home, {})).toEqual(first)
  const names = await readdir(join(home, 'secrets'))
  expect(names.sort()).toEqual(['cookie-key', 'cpr-index-key', 'cpr-keys', 'draft-key'])
  for (const name of names) expect((await stat(join(home, 'secrets', name))).mode & 0o777).toBe(0o600)
  expect((await stat(join(home, 'secrets'))).mode & 0o777).toBe(0o700)
  const all = [first.cookieKey, first.cpr.index, first.draftKey, ...first.cpr.encryption.values()]
  expect(new Set(all.map(secret => secret.toString('hex'))).size).toBe(4)
})

test('two starts at once agree on the secrets', async () => {
  const [one, two] = await Promise.all([loadSecrets(home, {}), loadSecrets(home, {})])
  expect(one).toEqual(two)
  expect(await loadSecrets(home, {})).toEqual(one)
})

test('the environment and named files come before the folder', async () => {
  const path = join(home, 'draft')
  await writeFile(path, `${key('d').toString('base64')}\n`)
  const secrets = await loadSecrets(home, {
    MEDGANG_COOKIE_KEY: key('c').toString('base64'),
    MEDGANG_DRAFT_KEY_FILE: path,
    MEDGANG_CPR_INDEX_KEY: key('i').toString('base64'),
    MEDGANG_CPR_KEYS: `1:${key('1').toString('base64')},2:${key('2').toString('base64')}`,
  })
  expect(secrets.cookieKey).toEqual(key('c'))
  expect(secrets.draftKey).toEqual(key('d'))
  expect(secrets.cpr.current).toBe(2)
  expect(secrets.cpr.encryption.get(1)).toEqual(key('1'))
  expect(await readdir(home)).toEqual(['draft'])
})

test.each([
  { MEDGANG_COOKIE_KEY: 'c2hvcnQ=' },
  { MEDGANG_CPR_KEYS: 'c2hvcnQ=' },
  { MEDGANG_CPR_KEYS: '1:c2hvcnQ=' },
  { MEDGANG_CPR_KEYS: ',' },
  { MEDGANG_DRAFT_KEY_FILE: '/nowhere/at/all' },
])('a wrong key is refused without being told: %o', async env => {
  const refusal = loadSecrets(home, env)
  await expect(refusal).rejects.toThrow(SecretsError)
  await expect(refusal).rejects.not.toThrow('c2hvcnQ=')
})

test('a key file that cannot be read is said, not replaced', async () => {
  await loadSecrets(home, {})
  await rm(join(home, 'secrets', 'cpr-keys'))
  await mkdir(join(home, 'secrets', 'cpr-keys'))
  await expect(loadSecrets(home, {})).rejects.toThrow(SecretsError)
})
