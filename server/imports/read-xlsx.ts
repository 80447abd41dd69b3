import { strFromU8, unzipSync } from 'fflate'
import readWorkbook from 'read-excel-file/node'
import { FileFaultError, fileLimits } from './file-fault.ts'
import type { Cell, Sheet } from './sheet.ts'

/**
 * Reads all sheets of a workbook, in the workbook's order. Cells that are formatted as dates become days whichever
 * epoch the workbook has; serial numbers in other cells stay numbers, and `epoch` tells how to read them.
 *
 * @throws FileFaultError when it is not a readable workbook, or unpacks to too much
 */
export async function readXlsx(bytes: Buffer): Promise<Sheet[]> {
  const epoch = epochOf(bytes)
  const sheets = await readWorkbook(bytes).catch(() => {
    throw new FileFaultError('broken')
  })
  return sheets.map(({ data }) => {
    if (data.length > fileLimits.rows) throw new FileFaultError('tooManyRows')
    return { epoch, rows: data.map(row => row.slice(0, fileLimits.columns).map(toCell)) }
  })
}

function toCell(value: unknown): Cell {
  if (value instanceof Date) {
    return Number.isNaN(value.getTime())
      ? null
      : Temporal.PlainDate.from({
          year: value.getUTCFullYear(),
          month: value.getUTCMonth() + 1,
          day: value.getUTCDate(),
        })
  }
  if (typeof value === 'string') return value.trim() === '' ? null : value.trim()
  if (typeof value === 'number' || typeof value === 'boolean') return value
  return null
}

/** Looks into the package before it is unpacked: how large it will be, what it is, and from when it counts days. */
function epochOf(bytes: Buffer): 1900 | 1904 {
  let unpacked = 0
  let openDocument = false
  let entries: Record<string, Uint8Array>
  try {
    entries = unzipSync(bytes, {
      filter: file => {
        unpacked += file.originalSize
        if (file.name === 'content.xml') openDocument = true
        return file.name === 'xl/workbook.xml' && file.originalSize < 5_000_000
      },
    })
  } catch {
    throw new FileFaultError('broken')
  }
  if (unpacked > fileLimits.unpackedBytes) throw new FileFaultError('tooLarge')
  if (openDocument) throw new FileFaultError('ods')
  const workbook = entries['xl/workbook.xml']
  if (workbook === undefined) throw new FileFaultError('notASheet')
  return /<(?:\w+:)?workbookPr\b[^>]*\bdate1904="(?:1|true)"/u.test(strFromU8(workbook)) ? 1904 : 1900
}
