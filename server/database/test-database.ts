import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'

/** The database that `template` copies come from; made once a run by `tools/test-server.ts`. */
export const TEMPLATE = 'medgang_template'

declare module 'vitest' {
  interface ProvidedContext {
    /** The test server's address, as its superuser, without a database's name. */
    databaseServer: string
  }
}

/**
 * A new database with the schema and nothing in it, for one test file. `url` is its superuser's address.
 *
 *     const database = await freshDatabase()
 *     afterAll(database.drop)
 */
export async function freshDatabase(): Promise<{ url: string; drop: () => Promise<void> }> {
  const server = inject('databaseServer')
  const name = `test_${randomBytes(6).toString('hex')}`
  await run(server, `create database ${name} template ${TEMPLATE}`)
  return {
    url: `${server}/${name}`,
    // Forced, since a pool that a test forgot must not keep the next file waiting.
    drop: () => run(server, `drop database ${name} with (force)`),
  }
}

async function run(server: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: `${server}/postgres` })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
