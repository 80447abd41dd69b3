import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chown, lstat, mkdir, readFile, realpath, rmdir, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Account, chooseAccount } from './account.ts'
import { EmbeddedTrouble, withFileTroubles } from './trouble.ts'

/** Where things go that another account must reach while the checkout lies in a folder that only root can enter. */
export const SYSTEM_PLACE = '/var/lib/medgang'

/**
 * Where one home's database lies. `folder` is ours and holds the lock and the password; `data` in it is PostgreSQL's.
 * `account` is whom PostgreSQL runs as when we are root.
 */
export type Place = { folder: string; data: string; passwordFile: string; account: Account | undefined }

/**
 * Finds or makes the folder `$MEDGANG_HOME/postgres`. As root, where the account cannot enter it, the folder is made in
 * a system place and `$MEDGANG_HOME/postgres` becomes a link to it: so whoever looks finds the data from the home, a
 * moved home keeps its data, and a fresh checkout at an old path never takes over data whose keys are gone.
 *
 * @throws EmbeddedTrouble `noPermission`, `noAccount` or `diskFull`
 */
export async function findPlace(home: string, systemPlace: string = SYSTEM_PLACE): Promise<Place> {
  return withFileTroubles(home, async () => {
    const asRoot = process.getuid?.() === 0
    await mkdir(home, { recursive: true, mode: asRoot ? 0o711 : 0o700 })
    const door = join(home, 'postgres')
    const old = await realpath(door).catch(() => undefined)
    if (old) {
      const owner = await stat(join(old, 'data')).catch(() => undefined)
      const account = await chooseAccount(owner?.uid)
      if (account && !(await canEnter(account, old))) throw new EmbeddedTrouble('noPermission', { path: old })
      return place(old, account)
    }
    // A link whose target is gone would otherwise hide lost data behind an empty database.
    if (await lstat(door).catch(() => undefined)) throw new EmbeddedTrouble('noPermission', { path: door })

    const account = await chooseAccount(undefined)
    await mkdir(door, { mode: account ? 0o711 : 0o700 })
    if (!account || (await canEnter(account, door))) return place(await realpath(door), account)
    await rmdir(door)
    const folder = join(systemPlace, randomBytes(4).toString('hex'))
    await mkdir(systemPlace, { recursive: true, mode: 0o755 })
    await mkdir(folder, { mode: 0o711 })
    await writeFile(join(folder, 'home'), `${home}\n`, { mode: 0o600 })
    await symlink(folder, door)
    return place(await realpath(folder), account)
  })
}

function place(folder: string, account: Account | undefined): Place {
  return { folder, data: join(folder, 'data'), passwordFile: join(folder, 'password'), account }
}

/** Gives `path` to `account`, when PostgreSQL runs as another than we do. */
export async function giveTo(account: Account | undefined, path: string): Promise<void> {
  if (account) await chown(path, account.uid, account.gid)
}

/** The major version that wrote the data, or nothing where there is no data yet. */
export async function versionOfData(data: string): Promise<number | undefined> {
  const text = await readFile(join(data, 'PG_VERSION'), 'utf8').catch(error => {
    if (error.code === 'ENOENT') return undefined
    throw new EmbeddedTrouble('noPermission', { path: data }, error)
  })
  return text === undefined ? undefined : Number.parseInt(text, 10)
}

async function canEnter(account: Account, folder: string): Promise<boolean> {
  return (await canRun(account, '/bin/sh', ['-c', 'cd "$1"', 'sh', folder])).ok
}

/**
 * Whether `account` can run a program, and what it printed. Asking the system is safer than adding up permission bits,
 * which know nothing of access lists and mounts.
 */
export async function canRun(
  account: Account | undefined,
  program: string,
  args: readonly string[],
): Promise<{ ok: boolean; output: string }> {
  return new Promise(resolve => {
    // The current folder may be one that the account cannot enter, so it starts in the root folder.
    const child = spawn(program, args, {
      ...asAccount(account),
      cwd: '/',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    let output = ''
    child.stdout.setEncoding('utf8').on('data', chunk => {
      output += chunk
    })
    child.on('error', () => resolve({ ok: false, output }))
    child.on('close', code => resolve({ ok: code === 0, output }))
  })
}

/** The part of `spawn`'s options that starts a program as `account`. */
export function asAccount(account: Account | undefined): { uid?: number; gid?: number } {
  return account ? { uid: account.uid, gid: account.gid } : {}
}
