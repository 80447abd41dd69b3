import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import pg from 'pg'

const folder = new URL('./migrations/', import.meta.url)

/** Any fixed number: whoever holds this advisory lock migrates, everybody else waits. */
const migrationLock = 4_710_230_015

/** Something about the database that a person must mend before the app can start. */
export class MigrationError extends Error {}

/**
 * Brings the schema to this version of the program, one transaction a file, and returns the names of the files
 * that were run. Files that ran before must be unchanged; files that this program does not know mean that a
 * newer program has been here, which is allowed: migrations are safe with old code beside.
 *
 * @throws MigrationError when the server is too old or a file that was run has been changed
 */
export async function migrate(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows: versions } = await client.query<{ number: number }>(
      `select current_setting('server_version_num')::int as number`,
    )
    if ((versions[0]?.number ?? 0) < 150000) throw new MigrationError('PostgreSQL 15 or newer is needed')
    await client.query('select pg_advisory_lock($1)', [migrationLock])
    await client.query(`create table if not exists migration (
      name text primary key, checksum text not null, run_at timestamptz not null default now())`)
    await client.query(`comment on table migration is 'Which files of migrations/ have been run'`)
    const { rows } = await client.query<{ name: string; checksum: string }>(
      'select name, checksum from migration',
    )
    const done = new Map(rows.map(row => [row.name, row.checksum]))
    const names = (await readdir(folder)).filter(name => name.endsWith('.sql')).sort()
    const ran: string[] = []
    for (const name of names) {
      const text = await readFile(new URL(name, folder), 'utf8')
      const checksum = createHash('sha256').update(text).digest('hex')
      const before = done.get(name)
      if (before !== undefined && before !== checksum)
        throw new MigrationError(`${name} was changed after it ran`)
      if (before === undefined) {
        await runOne(client, name, text, checksum)
        ran.push(name)
      }
    }
    return ran
  } finally {
    await client.end()
  }
}

/** Deadlock, and a lock that others held too long: on a running system both pass. */
const passing = new Set(['40P01', '55P03'])
const attempts = 20

/**
 * A lock on a table that people work in is waited for only briefly, since everybody queues behind whoever waits;
 * then the file is tried again from its beginning.
 */
async function runOne(client: pg.Client, name: string, text: string, checksum: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    await client.query('begin')
    try {
      await client.query("set local lock_timeout = '2s'")
      await client.query(text)
      await client.query('insert into migration (name, checksum) values ($1, $2)', [name, checksum])
      await client.query('commit')
      return
    } catch (error) {
      await client.query('rollback')
      if (attempt === attempts || !(error instanceof pg.DatabaseError) || !passing.has(error.code ?? ''))
        throw error
    }
  }
}
