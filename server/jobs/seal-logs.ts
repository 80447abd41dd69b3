import { sql } from 'kysely'
import type pg from 'pg'
import { type Entry, inTransaction } from '#server/database/transaction.ts'

/** Rows a seal covers at most, so that checking one stays quick. */
const atMost = 100_000

export interface Seal {
  log: string
  /** The last row that it covers. */
  toId: number
  /** Hexadecimal. */
  hash: string
}

/**
 * Seals what has come to the logs since the last time, and gives the newest seals. They belong somewhere else too:
 * whoever can rewrite the whole database could cut off a log's end together with its seals.
 */
export async function sealLogs(pool: pg.Pool, entry: Entry & { kind: 'system' }): Promise<Seal[]> {
  const seals: Seal[] = []
  for (const log of ['read_log', 'change_log', 'referral_read_log']) {
    const { rows } = await inTransaction(pool, entry, async db => {
      await sql`select door.seal_log(${log}, ${atMost})`.execute(db)
      return sql<{ to_id: number; hash: Buffer }>`select to_id, hash from door.newest_seal(${log})`.execute(
        db,
      )
    })
    seals.push(...rows.map(row => ({ log, toId: row.to_id, hash: row.hash.toString('hex') })))
  }
  return seals
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
