import { gunzipSync, gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import type { ImportColumn, ImportCounts, ImportView } from '#contract/imports.ts'
import type { Db } from '#server/database/connection.ts'
import { Refusal } from '#server/door/refusal.ts'
import { seal, unseal } from '#server/door/sealed.ts'
import { type Sheet, sheetFromJson, sheetToJson } from './sheet.ts'
import type { VerdictRow } from './verdict-rows.ts'

/** What a staged import remembers of its columns. */
export interface StagedColumns {
  headerRow: number
  columns: ImportColumn[]
  missing: ImportView['missing']
  newStaff: string[]
  contacts: number
}

type State = ImportView['state']

interface StagedRow {
  id: number
  created_by: number
  file_name: string
  state: State
  version: number
  counts: ImportCounts | null
  done: number
  total: number
}

const purposes = { sheet: 'import sheet', columns: 'import columns', rows: 'import rows' } as const
type Part = keyof typeof purposes

/** How long a list that is not brought in may lie, or the refused rows of one that is. */
const daysKept = 7

/** Where lists lie between upload and result: packed and sealed, out of sight of whoever reads a copy of the database. */
export class StagedImports {
  readonly #key: Buffer

  /** @param key 32 bytes, for nothing else */
  constructor(key: Buffer) {
    this.#key = key
  }

  async create(
    db: Db,
    fileName: string,
    sheet: Sheet,
    staffId: number,
    now: Temporal.Instant,
  ): Promise<number> {
    const expires = now.add({ hours: 24 * daysKept })
    const { rows } = await sql<{ id: number }>`
      insert into case_import (created_by, created_at, expires_at, file_name, sheet_sealed)
      values (${staffId}, ${now}, ${expires}, ${fileName}, ${this.#seal('sheet', sheetToJson(sheet))})
      returning id`.execute(db)
    const id = rows[0]?.id
    if (id === undefined) throw new Error('the import was not made')
    return id
  }

  /** @throws Refusal notFound, also for somebody else's */
  async get(db: Db, id: number, lock = false): Promise<StagedRow> {
    const { rows } = await sql<StagedRow>`
      select id, created_by, file_name, state, version, counts, done, total
      from case_import where id = ${id} ${lock ? sql`for update` : sql``}`.execute(db)
    if (rows[0] === undefined) throw new Refusal('notFound')
    return rows[0]
  }

  /** Null where there is none any more. */
  async sheet(db: Db, id: number): Promise<Sheet | null> {
    const json = await this.#part(db, id, 'sheet')
    return json === null ? null : sheetFromJson(json)
  }

  async columns(db: Db, id: number): Promise<StagedColumns> {
    const json = await this.#part(db, id, 'columns')
    if (json === null) throw new Refusal('notFound')
    return JSON.parse(json) as StagedColumns
  }

  async rows(db: Db, id: number): Promise<VerdictRow[]> {
    const json = await this.#part(db, id, 'rows')
    return json === null ? [] : (JSON.parse(json) as VerdictRow[])
  }

  async savePreview(
    db: Db,
    id: number,
    columns: StagedColumns,
    rows: readonly VerdictRow[],
    counts: ImportCounts | null,
  ): Promise<void> {
    await sql`
      update case_import set columns_sealed = ${this.#seal('columns', JSON.stringify(columns))},
        rows_sealed = ${this.#seal('rows', JSON.stringify(rows))}, counts = ${counts}::jsonb, total = ${rows.length},
        version = version + 1
      where id = ${id}`.execute(db)
  }

  /**
   * The list goes, with what was shown of it. The refused rows stay, to be downloaded and mended, until they are thrown
   * away or the week is over; beside them headings, counts, and the names of colleagues who were made.
   */
  async saveResult(
    db: Db,
    id: number,
    columns: StagedColumns,
    rows: readonly VerdictRow[],
    counts: ImportCounts,
    refused: Sheet | null,
  ): Promise<void> {
    const bare = { ...columns, columns: columns.columns.map(column => ({ ...column, samples: [] })) }
    const left = rows.filter(({ verdict }) => verdict === 'refused')
    await this.savePreview(db, id, bare, left, counts)
    await sql`
      update case_import set state = 'done', done = ${rows.length}, total = ${rows.length},
        sheet_sealed = ${refused === null ? null : this.#seal('sheet', sheetToJson(refused))}
      where id = ${id}`.execute(db)
  }

  async setState(db: Db, id: number, state: State): Promise<void> {
    await sql`update case_import set state = ${state}, done = 0, version = version + 1 where id = ${id}`.execute(
      db,
    )
  }

  async setProgress(db: Db, id: number, done: number, total: number): Promise<void> {
    await sql`update case_import set done = ${done}, total = ${total} where id = ${id}`.execute(db)
  }

  #seal(part: Part, json: string): Buffer {
    return seal(this.#key, purposes[part], gzipSync(json, { level: 1 }).toString('base64'))
  }

  async #part(db: Db, id: number, part: Part): Promise<string | null> {
    const { rows } = await sql<{ sealed: Buffer | null }>`
      select ${sql.ref(`${part}_sealed`)} as sealed from case_import where id = ${id}`.execute(db)
    const sealed = rows[0]?.sealed
    if (sealed === null || sealed === undefined) return null
    const packed = unseal(this.#key, purposes[part], sealed)
    if (packed === null) throw new Error('a staged list was sealed with another key')
    return gunzipSync(Buffer.from(packed, 'base64')).toString('utf8')
  }
}

/** Throws away what has lain too long. */
export async function deleteExpired(db: Db, now: Temporal.Instant): Promise<void> {
  await sql`delete from case_import where expires_at < ${now} and state <> 'running'`.execute(db)
}
