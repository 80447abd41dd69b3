import { parse } from 'csv-parse/sync'
import { decodeText } from './encoding.ts'
import { FileFaultError, fileLimits } from './file-fault.ts'
import type { Sheet } from './sheet.ts'

const SEPARATORS = [';', ',', '\t', '|'] as const

/**
 * Reads separated text. Row numbers are records, as a spreadsheet shows them: a quoted line break does not begin a
 * new row, and blank lines count.
 *
 * @throws FileFaultError when it is not text, or has too many rows
 */
export function readCsv(bytes: Buffer): Sheet {
  const text = decodeText(bytes).replace(/^\ufeff/u, '')
  // A zero byte never stands in text; a picture or a program does have them.
  if (text.includes('\u0000')) throw new FileFaultError('notASheet')
  const { separator, body, linesBefore } = separatorOf(text)
  const records = recordsOf(body, separator, {})
  if (records === null) throw new FileFaultError('broken')
  if (records.length > fileLimits.rows) throw new FileFaultError('tooManyRows')
  const blank = Array.from({ length: linesBefore }, () => [])
  return {
    epoch: 1900,
    rows: [
      ...blank,
      ...records.map(record =>
        record.slice(0, fileLimits.columns).map(cell => (cell.trim() === '' ? null : cell.trim())),
      ),
    ],
  }
}

function recordsOf(text: string, separator: string, options: { to?: number }): string[][] | null {
  const common = { delimiter: separator, relax_column_count: true, skip_empty_lines: false, ...options }
  try {
    return parse(text, common)
  } catch {
    // A quotation mark in the middle of a text, written by a program that does not double them.
    try {
      return parse(text, { ...common, relax_quotes: true })
    } catch {
      return parseWithoutQuotes(text, common)
    }
  }
}

function parseWithoutQuotes(text: string, common: { delimiter: string }): string[][] | null {
  try {
    return parse(text, { ...common, quote: false })
  } catch {
    return null
  }
}

/** Excel writes "sep=;" as a first line of its own; otherwise the separator that splits most rows alike wins. */
function separatorOf(text: string): { separator: string; body: string; linesBefore: number } {
  const told = /^"?sep=(.)"?\r?\n/u.exec(text)
  if (told) return { separator: told[1] ?? ';', body: text.slice(told[0].length), linesBefore: 1 }
  const [best] = SEPARATORS.map(separator => ({ separator, score: evenness(text, separator) })).sort(
    (one, other) => other.score - one.score,
  )
  return { separator: best?.separator ?? ';', body: text, linesBefore: 0 }
}

/** How many rows of the beginning have the width that is most common among them, times that width beyond one. */
function evenness(text: string, separator: string): number {
  const rows =
    recordsOf(text, separator, { to: 40 })?.filter(row => row.some(cell => cell.trim() !== '')) ?? []
  const widths = new Map<number, number>()
  for (const row of rows) widths.set(row.length, (widths.get(row.length) ?? 0) + 1)
  return Math.max(0, ...[...widths].map(([width, count]) => (width - 1) * count * (count / rows.length)))
}
