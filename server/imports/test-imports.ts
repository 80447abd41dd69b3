import type { ImportRow, ImportView } from '#contract/imports.ts'
import { createPool } from '#server/database/pool.ts'
import { freshDatabase } from '#server/database/test-database.ts'
import { inTransaction } from '#server/database/transaction.ts'
import { houseForTest } from '#server/door/test-house.ts'
import { importRoutes } from './routes.ts'
import { runImport } from './run-import.ts'
import { StagedImports } from './staged.ts'

const key = Buffer.alloc(32, 5)

/** A house with nobody in it and the routes of imports, which are run by the test and no queue. */
export async function importsForTest() {
  const database = await freshDatabase()
  const house = await houseForTest(database.url)
  const owner = createPool({ url: database.url, role: null, max: 2, onError: () => undefined })
  importRoutes(house, key)
  const today = Temporal.Now.plainDateISO('Europe/Copenhagen')
  const entry = { kind: 'system', onBehalfOf: null, today, requestId: 'test' } as const
  const staged = new StagedImports(key)
  const send = async <Body>(
    cookie: string,
    method: 'GET' | 'POST' | 'PUT',
    url: string,
    payload?: object,
  ) => {
    const answer = await house.app.inject({ method, url, headers: { cookie }, ...(payload && { payload }) })
    return { status: answer.statusCode, body: answer.json() as Body }
  }
  return {
    house,
    entry,
    today,
    send,
    staged,
    upload: async (cookie: string, lines: readonly string[]) => {
      const content = Buffer.from(lines.join('\n')).toString('base64')
      return (await send<ImportView>(cookie, 'POST', '/api/imports', { fileName: 'unge.csv', content })).body
    },
    rows: async (cookie: string, { importId }: ImportView) =>
      (await send<{ rows: ImportRow[] }>(cookie, 'GET', `/api/imports/${importId}/rows`)).body.rows,
    /** Runs it as its confirmation would have it run. */
    async run({ importId }: ImportView) {
      await inTransaction(house.pool, entry, db => staged.setState(db, importId, 'queued'))
      await runImport(house, staged, importId)
    },
    stateOf: ({ importId }: ImportView) => inTransaction(house.pool, entry, db => staged.get(db, importId)),
    /** Asks past row-level security. */
    ask: async (sql: string, values: readonly unknown[] = []): Promise<unknown[][]> =>
      (await owner.query({ text: sql, values: [...values], rowMode: 'array' })).rows,
    /** Locks what the statement locks until the function that it gives is called. */
    async hold(sql: string): Promise<() => Promise<void>> {
      const client = await owner.connect()
      await client.query('begin')
      await client.query(sql)
      return async () => {
        await client.query('commit')
        client.release()
      }
    },
    async end() {
      await house.close()
      await owner.end()
      await database.drop()
    },
  }
}
