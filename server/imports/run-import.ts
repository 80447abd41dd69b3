import { sql } from 'kysely'
import { sayIn } from '#contract/language/say.ts'
import type { Db } from '#server/database/connection.ts'
import { type Entry, inTransaction } from '#server/database/transaction.ts'
import type { House } from '#server/door/route.ts'
import { importRows } from './import-rows.ts'
import { stagedColumns } from './preview-import.ts'
import { refusedSheet } from './refused-workbook.ts'
import type { StagedImports } from './staged.ts'
import { countVerdicts, verdictRows } from './verdict-rows.ts'

/** Name of the background work; its payload is `{ importId }`. */
export const importTask = 'imports:run'

/**
 * Brings a confirmed list in: one transaction writes the people and the result, so a crash leaves both or neither,
 * and running it again after a crash, or twice at once, does it once.
 */
export async function runImport(house: House, staged: StagedImports, importId: number): Promise<void> {
  const today = house.now().toZonedDateTimeISO(house.timeZone).toPlainDate()
  const entry = (onBehalfOf: number | null): Entry => ({
    kind: 'system',
    onBehalfOf,
    today,
    requestId: `import ${importId}`,
  })
  const owner = await inTransaction(house.pool, entry(null), db => begin(db, staged, importId))
  if (owner === null) return
  try {
    await inTransaction(house.pool, entry(owner), async db => {
      const sheet = await staged.sheet(db, importId)
      const { headerRow, columns } = await staged.columns(db, importId)
      if (sheet === null) return
      const table = { sheet, headerRow, fields: columns.map(({ field }) => field) }
      const context = { cpr: house.cpr, today, timeZone: house.timeZone }
      const outcome = await importRows(db, table, context, (done, total) =>
        // Over a connection of its own: what this transaction writes is seen by nobody before it ends.
        inTransaction(house.pool, entry(null), other => staged.setProgress(other, importId, done, total)),
      )
      const { state } = await staged.get(db, importId, true)
      // The same list may have waited behind itself at the lock.
      if (state === 'done') throw new AlreadyDone()
      const rows = verdictRows(outcome, table)
      const refused = rows.filter(({ verdict }) => verdict === 'refused')
      await staged.saveResult(
        db,
        importId,
        stagedColumns(headerRow, columns, outcome),
        rows,
        countVerdicts(rows),
        refused.length === 0 ? null : refusedSheet(table, refused, sayIn('da')),
      )
    })
  } catch (error) {
    if (error instanceof AlreadyDone) return
    // Tried again by the person who looks, not by the queue: what fails once mostly fails again. When the database
    // itself is gone, this fails too, and the queue does try again.
    await inTransaction(house.pool, entry(null), db => staged.setState(db, importId, 'failed'))
    house.app.log.error(
      { error: error instanceof Error ? error.name : typeof error, importId },
      'an import failed',
    )
  }
}

class AlreadyDone extends Error {}

/** Marks the import as running; null when there is nothing to run (any more). */
async function begin(db: Db, staged: StagedImports, importId: number): Promise<number | null> {
  const row = await staged.get(db, importId, true).catch(() => null)
  if (row === null || !['queued', 'running'].includes(row.state)) return null
  await staged.setState(db, importId, 'running')
  return row.created_by
}

/** Queues again what a crash left in the middle; the queue itself would only try hours later. */
export async function resumeImports(house: House): Promise<void> {
  const today = house.now().toZonedDateTimeISO(house.timeZone).toPlainDate()
  await inTransaction(
    house.pool,
    { kind: 'system', onBehalfOf: null, today, requestId: 'start' },
    async db => {
      await sql`
      select door.enqueue(${importTask}, json_build_object('importId', id))
      from case_import where state in ('queued', 'running') order by id`.execute(db)
    },
  )
}
