/** One value as a file holds it. A date cell is a day; a number may still be a day's serial number. */
export type Cell = string | number | boolean | Temporal.PlainDate | null

/** A sheet as read: what every later step works on, whichever kind of file it came from. */
export interface Sheet {
  /** Row 0 is the file's row 1: blank rows are kept, so that row numbers are those that people see. */
  rows: Cell[][]
  /** Day 0 of serial numbers: 1904 in workbooks from older Macs. */
  epoch: 1900 | 1904
}

export function isBlank(cell: Cell | undefined): boolean {
  return cell === null || cell === undefined || (typeof cell === 'string' && cell.trim() === '')
}

/** A cell as text: days as ISO, booleans and numbers as JavaScript writes them, blank as ''. */
export function cellText(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return ''
  return String(cell).trim()
}

type StoredCell = string | number | boolean | null | { day: string }

/** A sheet as JSON, for keeping between upload and confirmation. */
export function sheetToJson(sheet: Sheet): string {
  const rows = sheet.rows.map(row =>
    row.map((cell): StoredCell => (cell instanceof Temporal.PlainDate ? { day: cell.toString() } : cell)),
  )
  return JSON.stringify({ rows, epoch: sheet.epoch })
}

export function sheetFromJson(json: string): Sheet {
  const stored = JSON.parse(json) as { rows: StoredCell[][]; epoch: 1900 | 1904 }
  return {
    epoch: stored.epoch,
    rows: stored.rows.map(row =>
      row.map(cell => (typeof cell === 'object' && cell !== null ? Temporal.PlainDate.from(cell.day) : cell)),
    ),
  }
}
