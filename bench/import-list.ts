import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import pino from 'pino'
import { importCaseList } from '#server/main.ts'
import { caseList } from './case-list.ts'

/** Seconds by the clock, and those in which this process's processor worked. */
interface Took {
  seconds: number
  cpu: number
}

export interface ImportTimes {
  /** An empty database, migrations and template included. */
  first: Took
  /** The same list again, which changes nothing. */
  again: Took
  /** The same rows as text into a table of nothing but text: what PostgreSQL needs to take them in at all. */
  copied: Took
}

const name = 'medgang_bench_import'

/**
 * Brings a case list of so many rows into a new database, as `medgang import` does, and then once more.
 *
 * @param server address of a superuser, without a database's name
 * @throws when a row is refused, or when the second time changes something
 */
export async function measureImport(server: string, rows: number): Promise<ImportTimes> {
  await ask(`${server}/postgres`, [`drop database if exists ${name} with (force)`, `create database ${name}`])
  const home = await mkdtemp(join(tmpdir(), 'medgang-bench-'))
  const list = caseList(rows)
  const bringIn = async (expected: 'created' | 'unchanged') => {
    const verdicts = await importCaseList({
      databaseUrl: `${server}/${name}`,
      home,
      log: pino({ level: 'error' }, pino.destination(2)),
      bytes: list,
      dryRun: false,
      progress: () => undefined,
    })
    const wrong = verdicts.filter(({ verdict }) => verdict !== expected)
    if (verdicts.length !== rows || wrong.length > 0)
      throw new Error(`${wrong.length} of ${verdicts.length} rows are not ${expected}`)
  }
  try {
    return {
      first: await timed(() => bringIn('created')),
      again: await timed(() => bringIn('unchanged')),
      copied: await timed(() => copyAsText(`${server}/${name}`, list)),
    }
  } finally {
    await rm(home, { recursive: true, force: true })
    await ask(`${server}/postgres`, [`drop database if exists ${name} with (force)`])
  }
}

async function copyAsText(url: string, list: Buffer): Promise<void> {
  const [head = '', ...lines] = list.toString('latin1').trimEnd().split('\r\n')
  const columns = head.split(';').map((_, index) => `c${index}`)
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(`create table plain (${columns.map(column => `${column} text`).join(', ')})`)
    const row = columns.map((_, index) => `(line->>${index})`).join(', ')
    await client.query(`insert into plain select ${row} from json_array_elements($1::json) line`, [
      JSON.stringify(lines.map(line => line.split(';'))),
    ])
  } finally {
    await client.end()
  }
}

async function timed(work: () => Promise<void>): Promise<Took> {
  const begun = performance.now()
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return { seconds: (performance.now() - begun) / 1000, cpu: (user + system) / 1e6 }
}

async function ask(url: string, statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    for (const statement of statements) await client.query(statement)
  } finally {
    await client.end()
  }
}
