import { sql } from 'kysely'
import type { ImportColumn, ImportField, ImportView } from '#contract/imports.ts'
import { readCpr } from '#domain/person/cpr.ts'
import { searchKey } from '#domain/person/name.ts'
import type { Db } from '#server/database/connection.ts'
import { loadAsker } from './asker.ts'
import type { GuessedColumn } from './columns.ts'
import { type ImportContext, type MappedTable, type Outcome, previewRows } from './import-rows.ts'
import { type Cell, cellText, isBlank, type Sheet } from './sheet.ts'
import type { StagedColumns, StagedImports } from './staged.ts'
import { countVerdicts, shownPeople, verdictRows } from './verdict-rows.ts'

const samplesShown = 3

/** What a column holds, with its first values to judge by. CPR numbers are cut: the birth date is enough. */
export function describeColumns(
  sheet: Sheet,
  headerRow: number,
  guesses: readonly GuessedColumn[],
): ImportColumn[] {
  return guesses.map((guess, column) => ({
    ...guess,
    samples: sheet.rows
      .slice(headerRow + 1)
      .filter(row => !isBlank(row[column]))
      .slice(0, samplesShown)
      .map(row => sampleOf(row[column])),
  }))
}

function sampleOf(cell: Cell | undefined): string {
  if (cell instanceof Temporal.PlainDate) return `${cell.day}-${cell.month}-${cell.year}`
  const text = cellText(cell).slice(0, 60)
  const reading = text.length >= 9 ? readCpr(text) : undefined
  return reading?.ok ? `${reading.cpr.digits.slice(0, 6)}-xxxx` : text
}

/** What must be known of every row before any can be read. */
export function missingField(fields: readonly (ImportField | null)[]): ImportView['missing'] {
  const has = (field: ImportField) => fields.includes(field)
  if (!has('name') && !(has('givenName') && has('familyName'))) return 'name'
  return has('cpr') || has('birthDate') ? null : 'identity'
}

/** Works out and stores what would become of the rows. The register is read as the system does, whoever asks. */
export async function storePreview(
  db: Db,
  staged: StagedImports,
  id: number,
  table: MappedTable,
  columns: ImportColumn[],
  context: Omit<ImportContext, 'asker'> & {
    /** Who looks. */
    staffId: number
    /** For whom the list will be brought in. */
    ownerId: number
  },
): Promise<void> {
  const missing = missingField(table.fields)
  if (missing !== null) {
    const nothing = { headerRow: table.headerRow, columns, missing, newStaff: [], contacts: 0 }
    await staged.savePreview(db, id, nothing, [], null)
    return
  }
  await sql`select door.enter_as_system(${context.today}::date, door.request_id(), ${context.staffId}::bigint)`.execute(
    db,
  )
  const asker = await loadAsker(db, context.ownerId, context.today)
  const outcome = await previewRows(db, table, { ...context, asker })
  const rows = verdictRows(outcome, table)
  // The counts alone tell who of a list is known here.
  await sql`select door.note_read('imports.preview', ${shownPeople(rows)}::bigint[])`.execute(db)
  await staged.savePreview(
    db,
    id,
    stagedColumns(table.headerRow, columns, outcome),
    rows,
    countVerdicts(rows),
  )
}

export function stagedColumns(headerRow: number, columns: ImportColumn[], outcome: Outcome): StagedColumns {
  const writes = outcome.decisions.flatMap(decision => ('writes' in decision ? [decision.writes] : []))
  return {
    headerRow,
    columns,
    missing: null,
    newStaff: outcome.newStaff.map(({ name }) =>
      // A dash stands for a family name that the list does not have.
      [name.givenName, name.familyName].filter(part => searchKey(part) !== '').join(' '),
    ),
    contacts: writes.reduce((sum, { contacts }) => sum + contacts.length, 0),
  }
}

export async function viewOf(db: Db, staged: StagedImports, id: number): Promise<ImportView> {
  const [row, columns] = await Promise.all([staged.get(db, id), staged.columns(db, id)])
  return {
    importId: row.id,
    fileName: row.file_name,
    state: row.state,
    version: row.version,
    headerRow: columns.headerRow < 0 ? null : columns.headerRow + 1,
    columns: columns.columns,
    missing: columns.missing,
    counts: row.counts,
    newStaff: columns.newStaff,
    contacts: columns.contacts,
    done: row.done,
    total: row.total,
  }
}
