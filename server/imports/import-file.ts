import type pg from 'pg'
import type { ImportRow } from '#contract/imports.ts'
import { inTransaction } from '#server/database/transaction.ts'
import { operator } from './asker.ts'
import { guessTable } from './columns.ts'
import { FileFaultError } from './file-fault.ts'
import { type ImportContext, importRows, previewRows } from './import-rows.ts'
import { missingField } from './preview-import.ts'
import { readFile } from './read-file.ts'
import { verdictRows } from './verdict-rows.ts'

export interface FileImport {
  bytes: Buffer
  /** Say what would become of the rows, and write nothing. */
  dryRun: boolean
  progress: (done: number, total: number) => void
}

/**
 * Brings a list in as the system itself, with its columns as they are guessed: all of it, or nothing.
 *
 * @throws FileFaultError where the file cannot be read, or has no columns that name a person
 */
export async function importFile(
  pool: pg.Pool,
  given: Omit<ImportContext, 'asker'>,
  { bytes, dryRun, progress }: FileImport,
): Promise<ImportRow[]> {
  const { sheet, headerRow, columns } = guessTable(await readFile(bytes))
  const table = { sheet, headerRow, fields: columns.map(({ field }) => field) }
  if (missingField(table.fields) !== null) throw new FileFaultError('noColumns')
  const context = { ...given, asker: operator }
  const entry = { kind: 'system', onBehalfOf: null, today: context.today, requestId: 'import' } as const
  const outcome = await inTransaction(pool, entry, db =>
    dryRun
      ? previewRows(db, table, context)
      : importRows(db, table, context, async (done, total) => progress(done, total)),
  )
  return verdictRows(outcome, table)
}
