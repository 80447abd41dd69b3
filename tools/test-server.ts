import { chmod, mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import pg from 'pg'
import pino from 'pino'
import type { TestProject } from 'vitest/node'
import { SYSTEM_PLACE } from '../server/database/embedded/place.ts'
import { startEmbedded } from '../server/database/embedded/start.ts'
import { migrate } from '../server/database/migrate.ts'
import { TEMPLATE } from '../server/database/test-database.ts'

/** A PostgreSQL of its own in a folder of its own. `server` is its address without a database's name. */
export type TestServer = { server: string; stop: () => Promise<void> }

/** Starts a PostgreSQL that nobody else uses; `stop` removes it with its data. */
export async function startTestServer(): Promise<TestServer> {
  const home = await mkdtemp(join(tmpdir(), 'medgang-test-'))
  // As root, PostgreSQL runs under another account, which must be able to pass through.
  await chmod(home, 0o711)
  const embedded = await startEmbedded({ home, log: pino({ level: 'error' }, pino.destination(2)) })
  return {
    server: embedded.url.slice(0, embedded.url.lastIndexOf('/')),
    stop: async () => {
      await embedded.stop()
      await removeHome(home)
    },
  }
}

/** Removes a data folder, and what of it lies in the system's place. */
export async function removeHome(home: string): Promise<void> {
  const folder = await realpath(join(home, 'postgres')).catch(() => undefined)
  if (folder !== undefined && dirname(folder) === SYSTEM_PLACE)
    await rm(folder, { recursive: true, force: true })
  await rm(home, { recursive: true, force: true })
}

/** Makes the migrated database that the tests' databases are copies of. */
export async function makeTemplate(server: string): Promise<void> {
  const client = new pg.Client({ connectionString: `${server}/postgres` })
  await client.connect()
  try {
    // What a test has written need not outlive the machine.
    await client.query('alter system set synchronous_commit = off')
    await client.query('select pg_reload_conf()')
    await client.query(`create database ${TEMPLATE}`)
    await migrate(`${server}/${TEMPLATE}`)
  } finally {
    await client.end()
  }
}

/** Vitest's global setup: one server and one template for all test files. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { server, stop } = await startTestServer()
  try {
    await makeTemplate(server)
  } catch (error) {
    await stop()
    throw error
  }
  project.provide('databaseServer', server)
  return stop
}
