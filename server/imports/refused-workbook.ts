import writeWorkbook, { type SheetData, type Cell as WorkbookCell } from 'write-excel-file/node'
import { refusalText } from '#contract/import-words.ts'
import type { ImportField, ImportRow } from '#contract/imports.ts'
import type { Say } from '#contract/language/say.ts'
import { searchKey } from '#domain/person/name.ts'
import { refusalHeading } from './columns.ts'
import { readDay } from './day.ts'
import { type Cell, cellText, isBlank, type Sheet } from './sheet.ts'

/** The refused rows of a sheet: its columns as they were, headings first. */
export function refusedSheet(
  { sheet, headerRow, fields }: { sheet: Sheet; headerRow: number; fields: readonly (ImportField | null)[] },
  refused: readonly Pick<ImportRow, 'row'>[],
  say: Say,
): Sheet {
  const headings =
    sheet.rows[headerRow] ?? fields.map(field => (field === null ? null : say(`importField.${field}`)))
  const width = Math.max(headings.length, fields.length)
  // A sheet that comes back for the second time has the old reasons in it.
  const kept = Array.from({ length: width }, (_, column) => column).filter(
    column => searchKey(cellText(headings[column])) !== searchKey(refusalHeading),
  )
  const pick = (cells: readonly Cell[]) => kept.map(column => cells[column] ?? null)
  return {
    epoch: sheet.epoch,
    rows: [pick(headings), ...refused.map(({ row }) => pick(sheet.rows[row - 1] ?? []))],
  }
}

const wide = (cells: readonly string[]) => Math.min(60, Math.max(8, ...cells.map(text => text.length + 2)))

/**
 * A workbook of refused rows with the reason in a last column: mended, it can be brought in as it is.
 *
 * @param sheet what {@link refusedSheet} gave
 * @param refused the same rows in the same order
 */
export async function refusedWorkbook(
  sheet: Sheet,
  refused: readonly Pick<ImportRow, 'faults'>[],
  say: Say,
): Promise<Buffer> {
  const [headings = [], ...rows] = sheet.rows
  const reasons = refused.map(({ faults }) => refusalText(say, faults))
  const bold = (value: string) => ({ value, fontWeight: 'bold' as const })
  const data: SheetData = [
    [...headings.map(cell => bold(cellText(cell))), bold(refusalHeading)],
    ...rows.map((cells, index) => [
      ...cells.map(cell => toCell(cell, sheet.epoch)),
      { value: reasons[index] ?? '', wrap: true },
    ]),
  ]
  const widths = headings.map((_, column) => wide(sheet.rows.map(cells => cellText(cells[column]))))
  return writeWorkbook(data, {
    columns: [...widths, 60].map(width => ({ width })),
    stickyRowsCount: 1,
  }).toBuffer()
}

function toCell(cell: Cell, epoch: 1900 | 1904): WorkbookCell {
  if (cell === null || isBlank(cell)) return null
  if (cell instanceof Temporal.PlainDate) return dayCell(cell)
  if (typeof cell === 'number') {
    // Serial numbers of the older epoch would be read four years wrong in the new workbook.
    const day = epoch === 1904 && cell < 100_000 ? readDay(cell, { epoch, today: cell1904Today }) : null
    return day ? dayCell(day) : { value: cell, type: Number }
  }
  if (typeof cell === 'boolean') return { value: cell, type: Boolean }
  return { value: cell, type: String }
}

/** Serial numbers do not depend on today. */
const cell1904Today = Temporal.PlainDate.from('2000-01-01')

function dayCell(day: Temporal.PlainDate): WorkbookCell {
  return { value: new Date(Date.UTC(day.year, day.month - 1, day.day)), type: Date, format: 'dd-mm-yyyy' }
}
