import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { link, mkdir, open, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

/** What this installation keeps to itself. Keys are 32 bytes. */
export interface Secrets {
  /** Seals the short-lived cookie of a log-in that is under way. */
  cookieKey: Buffer
  /** Every key that CPR numbers may be sealed with, by number (the highest seals), and the key of the index. */
  cpr: { encryption: ReadonlyMap<number, Buffer>; current: number; index: Buffer }
  /** Each member of staff's key for drafts is derived from it. */
  draftKey: Buffer
}

/** Something about the secrets that a person must mend; never tells a secret. */
export class SecretsError extends Error {}

/**
 * Reads the secrets from the environment (`MEDGANG_COOKIE_KEY`, `MEDGANG_CPR_KEYS`, `MEDGANG_CPR_INDEX_KEY`,
 * `MEDGANG_DRAFT_KEY`, or each with `_FILE` for a file that holds it), or else from `home/secrets/`, where they
 * are made the first time, readable for their owner alone. Keys are base64; `MEDGANG_CPR_KEYS` is
 * `1:<key>` and, after a change of key, `1:<key>,2:<newer key>`.
 *
 * Whoever loses the CPR keys loses the CPR numbers: they belong in the backup, apart from the database.
 *
 * @throws SecretsError when a key is not 32 bytes or the folder cannot be used
 */
export async function loadSecrets(
  home: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Secrets> {
  const folder = join(home, 'secrets')
  const key = async (variable: string, file: string) =>
    keyFrom(variable, (await fromEnvironment(env, variable)) ?? (await kept(folder, file, newKey)))
  const cprKeys =
    (await fromEnvironment(env, 'MEDGANG_CPR_KEYS')) ??
    (await kept(folder, 'cpr-keys', () => `1:${newKey()}`))
  return {
    cookieKey: await key('MEDGANG_COOKIE_KEY', 'cookie-key'),
    cpr: { ...numberedKeys(cprKeys), index: await key('MEDGANG_CPR_INDEX_KEY', 'cpr-index-key') },
    draftKey: await key('MEDGANG_DRAFT_KEY', 'draft-key'),
  }
}

/**
 * A secret from `NAME` or from the file named by `NAME_FILE`; undefined when neither is set.
 *
 * @throws SecretsError when the file cannot be read
 */
export async function fromEnvironment(
  env: Readonly<Record<string, string | undefined>>,
  variable: string,
): Promise<string | undefined> {
  const path = env[`${variable}_FILE`]
  if (path === undefined || path === '') return env[variable] || undefined
  return (
    await readFile(path, 'utf8').catch(() => {
      throw new SecretsError(`the file that ${variable}_FILE names cannot be read`)
    })
  ).trim()
}

/** A text that is made once and then kept in a file that only its owner can read. */
async function kept(folder: string, name: string, make: () => string): Promise<string> {
  const path = join(folder, name)
  const present = await readIfPresent(path)
  if (present !== undefined) return present
  await mkdir(folder, { recursive: true, mode: 0o700 })
  // Written beside and linked into place: a crash leaves no half key, and of two starts at once one wins.
  const draft = `${path}.${randomBytes(6).toString('hex')}`
  const file = await open(draft, 'wx', 0o600)
  try {
    await file.writeFile(`${make()}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
  await link(draft, path)
    .catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
    .finally(() => rm(draft))
  return (await readFile(path, 'utf8')).trim()
}

async function readIfPresent(path: string): Promise<string | undefined> {
  try {
    return (await readFile(path, 'utf8')).trim()
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw new SecretsError(`${path} cannot be read`)
  }
}

function newKey(): string {
  return randomBytes(32).toString('base64')
}

function keyFrom(name: string, text: string): Buffer {
  const key = Buffer.from(text, 'base64')
  if (key.length !== 32) throw new SecretsError(`${name} is not 32 bytes in base64`)
  return key
}

function numberedKeys(text: string): Omit<Secrets['cpr'], 'index'> {
  const keys = new Map<number, Buffer>()
  for (const part of text.split(/[,\s]+/).filter(item => item !== '')) {
    const [, number, key] = /^(\d{1,3}):(.+)$/.exec(part) ?? []
    if (number === undefined || key === undefined)
      throw new SecretsError('MEDGANG_CPR_KEYS is not of the form 1:<key>,2:<key>')
    keys.set(Number(number), keyFrom(`CPR key ${number}`, key))
  }
  if (keys.size === 0) throw new SecretsError('MEDGANG_CPR_KEYS is empty')
  return { encryption: keys, current: Math.max(...keys.keys()) }
}

/** The key with which the demo's log-in provider signs: an EC key as JWK, kept so that restarts change nothing. */
export async function loadDemoKey(home: string): Promise<Record<string, string>> {
  const make = () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    return JSON.stringify({ ...privateKey.export({ format: 'jwk' }), alg: 'ES256', use: 'sig', kid: 'demo' })
  }
  return z
    .record(z.string(), z.string())
    .parse(JSON.parse(await kept(join(home, 'secrets'), 'demo-key', make)))
}
