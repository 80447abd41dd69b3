import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Binaries } from './binaries.ts'
import { asAccount, giveTo, type Place, versionOfData } from './place.ts'
import { EmbeddedTrouble, troubleFrom, withFileTroubles } from './trouble.ts'

/** The database's superuser, who owns the schema. What the app may do is the migrations' matter. */
export const OWNER = 'medgang'

/**
 * Makes the data folder where there is none, and checks that this PostgreSQL can read the one that is there.
 * It is made aside and renamed, so that a data folder that exists is a whole one.
 *
 * @returns the owner's password
 * @throws EmbeddedTrouble `newerData`, `olderData`, `passwordMissing` or what initdb met
 */
export async function initialise(binaries: Binaries, place: Place): Promise<string> {
  const found = await versionOfData(place.data)
  if (found !== undefined) {
    const params = { found: String(found), ours: String(binaries.major), path: place.data }
    if (found > binaries.major) throw new EmbeddedTrouble('newerData', params)
    if (found < binaries.major) throw new EmbeddedTrouble('olderData', params)
    const password = await readFile(place.passwordFile, 'utf8').catch(error => {
      throw new EmbeddedTrouble('passwordMissing', { path: place.passwordFile }, error)
    })
    return password.trim()
  }
  return withFileTroubles(place.folder, () => create(binaries, place))
}

const ASIDE = 'new-'

async function create(binaries: Binaries, place: Place): Promise<string> {
  for (const name of await readdir(place.folder)) {
    if (!name.startsWith(ASIDE)) continue
    // What a killed run left. Its initdb may still be writing, so failing to remove it is no reason to stop.
    await rm(join(place.folder, name), { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined)
  }
  const password = randomBytes(32).toString('hex')
  const aside = await mkdtemp(join(place.folder, ASIDE))
  const secret = `${aside}-password`
  try {
    await giveTo(place.account, aside)
    await writeFile(secret, password, { mode: 0o600, flush: true })
    await giveTo(place.account, secret)
    await initdb(binaries, place, aside, secret)
    await writeFile(place.passwordFile, `${password}\n`, { mode: 0o600, flush: true })
    await rename(aside, place.data)
    return password
  } catch (error) {
    await rm(aside, { recursive: true, force: true })
    throw error
  } finally {
    await rm(secret, { force: true })
  }
}

/**
 * The cluster's own collation is PostgreSQL's builtin C.UTF-8, which is the same on every machine and in every version;
 * Danish order is asked for in the queries, by the collation `da-x-icu`.
 */
async function initdb(binaries: Binaries, place: Place, data: string, passwordFile: string): Promise<void> {
  const options = [
    ...['--username', OWNER, '--pwfile', passwordFile, '--auth', 'scram-sha-256'],
    ...['--encoding', 'UTF8', '--locale', 'C', '--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8'],
    ...['--data-checksums', '--set', 'timezone=UTC', '--set', 'log_timezone=UTC'],
  ]
  const child = spawn(binaries.initdb, ['-D', data, ...options], {
    ...asAccount(place.account),
    cwd: '/',
    env: { ...process.env, LC_ALL: 'C', PGDATA: '' },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const lines: string[] = []
  createInterface({ input: child.stderr }).on('line', line => lines.push(line))
  const [code] = await once(child, 'close')
  if (code !== 0) throw troubleFrom(lines, place.folder)
}

/** Joined here so that the one form of the address is known in one place. */
export function addressOf(port: number, password: string, database: string): string {
  return `postgresql://${OWNER}:${password}@127.0.0.1:${port}/${database}`
}

/** The password of a database that exists already; nothing when there is none. */
export async function knownPassword(folder: string): Promise<string | undefined> {
  const text = await readFile(join(folder, 'password'), 'utf8').catch(() => undefined)
  return text?.trim()
}
