import { sql } from 'kysely'
import {
  confirmImport,
  discardImport,
  listImports,
  mapImport,
  readImport,
  readImportRows,
  refusedSheet as refusedSheetUseCase,
  uploadImport,
} from '#contract/imports.ts'
import { sayIn } from '#contract/language/say-in.ts'
import { inTransaction } from '#server/database/transaction.ts'
import { Refusal } from '#server/door/refusal.ts'
import { type House, route, type Scope } from '#server/door/route.ts'
import { guessTable } from './columns.ts'
import { FileFaultError, fileLimits } from './file-fault.ts'
import { describeColumns, storePreview, viewOf } from './preview-import.ts'
import { readAside } from './read-aside.ts'
import { refusedSheet, refusedWorkbook } from './refused-workbook.ts'
import { importTask, runImport } from './run-import.ts'
import { deleteExpired, StagedImports } from './staged.ts'
import { shownPeople } from './verdict-rows.ts'

/** Base64 takes four characters for three bytes; the rest is the file's name. */
const bodyLimit = Math.ceil(fileLimits.bytes / 3) * 4 + 10_000

/**
 * Bringing in a case list: upload, columns, preview, confirm, result.
 *
 * @param key 32 bytes with which lists are sealed while they lie
 */
export function importRoutes(house: House, key: Buffer): void {
  const staged = new StagedImports(key)
  house.app.register(async app => {
    app.addHook('onRoute', options => {
      options.bodyLimit = bodyLimit
    })
    route({ ...house, app }, uploadImport, ({ fileName, content }, scope) =>
      upload(house, staged, fileName, Buffer.from(content, 'base64'), scope),
    )
  })
  route(house, readImport, ({ importId }, { db }) => viewOf(db, staged, importId))
  route(house, mapImport, async ({ importId, version, fields }, scope) => {
    const { created_by: ownerId } = await mustBeStaged(scope, staged, importId, version)
    const sheet = await staged.sheet(scope.db, importId)
    const { headerRow, columns } = await staged.columns(scope.db, importId)
    if (sheet === null) throw new Refusal('notFound')
    if (fields.length !== columns.length) throw new Refusal('badInput')
    const mapped = columns.map((column, index) => {
      const field = fields[index] ?? null
      return field === column.field ? column : { ...column, field, confidence: 1 }
    })
    const context = { ...previewContext(house, scope), ownerId }
    await storePreview(scope.db, staged, importId, { sheet, headerRow, fields }, mapped, context)
    return viewOf(scope.db, staged, importId)
  })
  route(house, readImportRows, async ({ importId, verdict, from, count }, { db, roles }) => {
    await staged.get(db, importId)
    const rows = (await staged.rows(db, importId)).filter(
      row => verdict === undefined || row.verdict === verdict,
    )
    const shown = rows.slice(from, from + count)
    await sql`select door.note_read('imports.rows', ${shownPeople(shown)}::bigint[])`.execute(db)
    // An administrator brings lists in, but sees nothing that the register holds beside them.
    const seesRegister = roles.includes('leader')
    return {
      total: rows.length,
      rows: shown.map(({ youthIds: _, ...row }) => ({
        ...row,
        changes: row.changes.map(change => (seesRegister ? change : { ...change, before: null })),
      })),
    }
  })
  route(house, confirmImport, async ({ importId, version }, scope) => {
    const { counts } = await mustBeStaged(scope, staged, importId, version)
    if (counts === null) throw new Refusal('refused')
    await staged.setState(scope.db, importId, 'queued')
    await sql`select door.enqueue(${importTask}, ${JSON.stringify({ importId })}::json)`.execute(scope.db)
    return viewOf(scope.db, staged, importId)
  })
  route(house, refusedSheetUseCase, async ({ importId }, { db }) => {
    const { state } = await staged.get(db, importId)
    const [sheet, { headerRow, columns }, rows] = await Promise.all([
      staged.sheet(db, importId),
      staged.columns(db, importId),
      staged.rows(db, importId),
    ])
    const refused = rows.filter(row => row.verdict === 'refused')
    if (sheet === null || refused.length === 0) throw new Refusal('notFound')
    await sql`select door.note_read('imports.refused', ${shownPeople(refused)}::bigint[])`.execute(db)
    const say = sayIn('da')
    const fields = columns.map(({ field }) => field)
    // When it is done, the refused rows are all that is left of the sheet.
    const left = state === 'done' ? sheet : refusedSheet({ sheet, headerRow, fields }, refused, say)
    const content = await refusedWorkbook(left, refused, say)
    return { fileName: say('imports.refusedFile'), content: content.toString('base64') }
  })
  route(house, discardImport, async ({ importId }, { db }) => {
    const { state } = await staged.get(db, importId, true)
    if (state === 'queued' || state === 'running') throw new Refusal('conflict')
    await sql`delete from case_import where id = ${importId}`.execute(db)
    return {}
  })
  route(house, listImports, async (_, { db }) => {
    const { rows } = await sql<ListedRow>`
      select id, file_name, state, counts, done, total, created_at from case_import order by id desc limit 20`.execute(
      db,
    )
    return {
      imports: rows.map(row => ({
        importId: row.id,
        fileName: row.file_name,
        state: row.state,
        counts: row.counts,
        done: row.done,
        total: row.total,
        createdAt: row.created_at.toString(),
      })),
    }
  })
}

type Staged = Awaited<ReturnType<StagedImports['get']>>
type ListedRow = Pick<Staged, 'id' | 'file_name' | 'state' | 'counts' | 'done' | 'total'> & {
  created_at: Temporal.Instant
}

/** Background work of the slice, for `startJobs`: `imports:run`, and `imports:clean` once an hour. */
export function importJobs(key: Buffer) {
  const staged = new StagedImports(key)
  return {
    [importTask]: (payload: unknown, house: House) => runImport(house, staged, importIdIn(payload)),
    'imports:clean': async (_: unknown, house: House) => {
      const now = house.now()
      const today = now.toZonedDateTimeISO(house.timeZone).toPlainDate()
      const entry = { kind: 'system', onBehalfOf: null, today, requestId: 'imports:clean' } as const
      await inTransaction(house.pool, entry, db => deleteExpired(db, now))
    },
  }
}

function importIdIn(payload: unknown): number {
  if (typeof payload === 'object' && payload !== null && 'importId' in payload)
    return Number(payload.importId)
  throw new Error('the job names no import')
}

async function upload(house: House, staged: StagedImports, fileName: string, bytes: Buffer, scope: Scope) {
  const sheets = await readAside(bytes).catch((error: unknown) => {
    throw error instanceof FileFaultError ? new Refusal('unsupported', { reason: error.fault }) : error
  })
  const { sheet, headerRow, columns } = guessTable(sheets)
  const id = await staged.create(scope.db, fileName, sheet, scope.staffId, scope.now)
  const table = { sheet, headerRow, fields: columns.map(({ field }) => field) }
  const context = { ...previewContext(house, scope), ownerId: scope.staffId }
  await storePreview(scope.db, staged, id, table, describeColumns(sheet, headerRow, columns), context)
  return viewOf(scope.db, staged, id)
}

function previewContext({ cpr, timeZone }: House, { today, staffId }: Scope) {
  return { cpr, today, timeZone, staffId }
}

/** @throws Refusal changedMeanwhile where somebody else has mapped or confirmed it since */
async function mustBeStaged(
  { db }: Scope,
  staged: StagedImports,
  importId: number,
  version: number,
): Promise<Staged> {
  const row = await staged.get(db, importId, true)
  if (!['staged', 'failed'].includes(row.state) || row.version !== version)
    throw new Refusal('changedMeanwhile')
  return row
}
