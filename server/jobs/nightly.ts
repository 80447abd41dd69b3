import type pg from 'pg'
import { type Entry, inTransaction } from '#server/database/transaction.ts'
import { differingDeadlines, recomputeDeadlines } from '#server/records/deadlines.ts'

/** So many young people at a time, so that nobody waits long for a lock. */
const batch = 200

export interface NightlyResult {
  checked: number
  differing: number[]
}

/**
 * The night's work on deadlines, for everyone whose deadlines are of an earlier day or of other rules: proves that what is stored
 * follows from the history, and then derives it as of today. Can be stopped and begun again at any point.
 */
export async function nightly(pool: pg.Pool, entry: Entry & { kind: 'system' }): Promise<NightlyResult> {
  const result: NightlyResult = { checked: 0, differing: [] }
  for (;;) {
    const done = await inTransaction(pool, entry, async db => {
      const due = await db
        .selectFrom('derivation')
        .select('youth_id')
        .where(eb => eb.or([eb('derived_on', '<', entry.today), eb('anew', '=', true)]))
        .orderBy('youth_id')
        .limit(batch)
        .execute()
      const youthIds = due.map(row => row.youth_id)
      if (youthIds.length === 0) return true
      result.differing.push(...(await differingDeadlines(db, youthIds)))
      await recomputeDeadlines(db, youthIds, entry.today)
      result.checked += youthIds.length
      return false
    })
    if (done) break
  }
  if (result.checked > 0) {
    await inTransaction(pool, entry, db => db.insertInto('proof').values(result).execute())
  }
  return result
}
