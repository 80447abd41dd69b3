import { sql } from 'kysely'
import type pg from 'pg'
import { sayIn } from '#contract/language/say-in.ts'
import type { Db } from '#server/database/connection.ts'
import { createPool } from '#server/database/pool.ts'
import { type Entry, inTransaction } from '#server/database/transaction.ts'
import { describeError } from '#server/door/describe-error.ts'
import type { House } from '#server/door/route.ts'
import { loadAsker } from './asker.ts'
import { importRows } from './import-rows.ts'
import { stagedColumns } from './preview-import.ts'
import { refusedSheet } from './refused-workbook.ts'
import type { StagedImports } from './staged.ts'
import { countVerdicts, shownPeople, verdictRows } from './verdict-rows.ts'

/** Name of the background work; its payload is `{ importId }`. */
export const importTask = 'imports:run'

/**
 * Brings a confirmed list in: one transaction writes the people and the result, so a crash leaves both or neither,
 * and running it again after a crash, or twice at once, does it once.
 */
export async function runImport(house: House, staged: StagedImports, importId: number): Promise<void> {
  const aside = poolAside(house)
  try {
    await new Run(house, aside, staged, importId).go()
  } finally {
    await aside.end()
  }
}

/**
 * One connection beside those of the house. Whoever waits for somebody whom the import has locked holds one of the
 * house's, and they may come to hold all the others: an import that tells its progress must not wait for theirs.
 */
function poolAside(house: House): pg.Pool {
  const url = house.pool.options.connectionString
  if (url === undefined) throw new Error('the pool does not know its address')
  return createPool({
    url,
    role: 'medgang_app',
    max: 1,
    onError: error => house.app.log.error({ error: describeError(error) }, 'a database connection was lost'),
  })
}

class Run {
  readonly #house: House
  readonly #aside: pg.Pool
  readonly #staged: StagedImports
  readonly #importId: number
  readonly #today: Temporal.PlainDate

  constructor(house: House, aside: pg.Pool, staged: StagedImports, importId: number) {
    this.#house = house
    this.#aside = aside
    this.#staged = staged
    this.#importId = importId
    this.#today = house.now().toZonedDateTimeISO(house.timeZone).toPlainDate()
  }

  async go(): Promise<void> {
    const owner = await this.#beside(db => this.#begin(db))
    if (owner === null) return
    try {
      await inTransaction(this.#house.pool, this.#entry(owner), db => this.#bringIn(db, owner))
    } catch (error) {
      if (error instanceof AlreadyDone) return
      // Tried again by the person who looks, not by the queue: what fails once mostly fails again. When the database
      // itself is gone, this fails too, and the queue does try again.
      await this.#beside(db => this.#staged.setState(db, this.#importId, 'failed'))
      this.#house.app.log.error(
        { error: error instanceof Error ? error.name : typeof error, importId: this.#importId },
        'an import failed',
      )
    }
  }

  /** Marks the import as running, and gives whose it is; null when there is nothing to run (any more). */
  async #begin(db: Db): Promise<number | null> {
    const row = await this.#staged.get(db, this.#importId, true).catch(() => null)
    if (row === null || !['queued', 'running'].includes(row.state)) return null
    await this.#staged.setState(db, this.#importId, 'running')
    return row.created_by
  }

  async #bringIn(db: Db, owner: number): Promise<void> {
    const importId = this.#importId
    const sheet = await this.#staged.sheet(db, importId)
    const { headerRow, columns } = await this.#staged.columns(db, importId)
    if (sheet === null) return
    const table = { sheet, headerRow, fields: columns.map(({ field }) => field) }
    const asker = await loadAsker(db, owner, this.#today)
    if (!asker.mayImport) throw new NoLongerAllowed()
    const { cpr, timeZone } = this.#house
    const context = { cpr, timeZone, today: this.#today, asker }
    const outcome = await importRows(db, table, context, (done, total) =>
      // What this transaction writes is seen by nobody before it ends.
      this.#beside(other => this.#staged.setProgress(other, importId, done, total)),
    )
    const { state } = await this.#staged.get(db, importId, true)
    // The same list may have waited behind itself at the lock.
    if (state === 'done') throw new AlreadyDone()
    const rows = verdictRows(outcome, table)
    await sql`select door.note_read('imports.result', ${shownPeople(rows)}::bigint[])`.execute(db)
    const refused = rows.filter(({ verdict }) => verdict === 'refused')
    await this.#staged.saveResult(
      db,
      importId,
      stagedColumns(headerRow, columns, outcome),
      rows,
      countVerdicts(rows),
      refused.length === 0 ? null : refusedSheet(table, refused, sayIn('da')),
    )
  }

  #beside<T>(work: (db: Db) => Promise<T>): Promise<T> {
    return inTransaction(this.#aside, this.#entry(null), work)
  }

  #entry(onBehalfOf: number | null): Entry {
    return { kind: 'system', onBehalfOf, today: this.#today, requestId: `import ${this.#importId}` }
  }
}

class AlreadyDone extends Error {}

/** Who asked has lost the role since. */
class NoLongerAllowed extends Error {
  override readonly name = 'NoLongerAllowed'
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
