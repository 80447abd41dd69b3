import { readFile } from 'node:fs/promises'
import { EmbeddedTrouble } from './trouble.ts'

/** An account of the operating system that PostgreSQL runs under. */
export type Account = { name: string; uid: number; gid: number }

// A dedicated account comes first: whoever makes one wants it used. Nobody is the last resort that always exists.
const PREFERRED = ['medgang', 'postgres', '_postgres', 'nobody']

/**
 * The account to run PostgreSQL under when we are root, which PostgreSQL refuses to be; nothing when we are not.
 * Data that exists already keeps its owner, so that a later choice never locks it out.
 *
 * @throws EmbeddedTrouble `noAccount` when we are root and no other account exists
 */
export async function chooseAccount(dataOwner: number | undefined): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined
  const accounts = parseAccounts(await readFile('/etc/passwd', 'utf8'))
  const owner = dataOwner === 0 ? undefined : accounts.find(account => account.uid === dataOwner)
  if (owner) return owner
  for (const name of PREFERRED) {
    const account = accounts.find(candidate => candidate.name === name && candidate.uid !== 0)
    if (account) return account
  }
  throw new EmbeddedTrouble('noAccount')
}

/** Reads the lines of /etc/passwd. Negative ids (macOS's nobody) become the unsigned numbers that system calls take. */
export function parseAccounts(passwd: string): Account[] {
  return passwd.split('\n').flatMap(line => {
    const [name, , uid, gid] = line.split(':')
    if (!name || name.startsWith('#') || !uid || !gid) return []
    return [{ name, uid: Number(uid) >>> 0, gid: Number(gid) >>> 0 }]
  })
}
