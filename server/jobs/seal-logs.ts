import { sql } from 'kysely'
import type pg from 'pg'
import { type Entry, inTransaction } from '#server/database/transaction.ts'

/** Rows a seal covers at most, so that checking one stays quick. */
const atMost = 100_000

/** Seals what has come to both logs since the last time. */
export async function sealLogs(pool: pg.Pool, entry: Entry & { kind: 'system' }): Promise<void> {
  for (const log of ['read_log', 'change_log']) {
    await inTransaction(pool, entry, db => sql`select door.seal_log(${log}, ${atMost})`.execute(db))
  }
}

/** The seals that no longer fit their log: rows were changed, added or taken away behind them. */
export async function brokenSeals(
  pool: pg.Pool,
  entry: Entry & { kind: 'system' },
): Promise<{ log: string; seal_id: number }[]> {
  return inTransaction(pool, entry, async db => {
    const { rows } = await sql<{ log: string; seal_id: number }>`
      select log, seal_id from door.broken_seals()`.execute(db)
    return rows
  })
}
