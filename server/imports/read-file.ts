import { FileFaultError, fileLimits } from './file-fault.ts'
import { readCsv } from './read-csv.ts'
import { readXlsx } from './read-xlsx.ts'
import { isBlank, type Sheet } from './sheet.ts'

const ZIP = Buffer.from('PK')
/** The container of old .xls files, and of workbooks that are encrypted with a password. */
const COMPOUND_FILE = Buffer.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)
const ENCRYPTED_PACKAGE = Buffer.from('EncryptedPackage', 'utf16le')

/**
 * Reads a case list by what the file holds, whatever it is called. A workbook gives a sheet for every sheet that is
 * not empty, separated text gives one.
 *
 * @throws FileFaultError
 */
export async function readFile(bytes: Buffer): Promise<Sheet[]> {
  if (bytes.length === 0) throw new FileFaultError('empty')
  if (bytes.length > fileLimits.bytes) throw new FileFaultError('tooLarge')
  if (bytes.subarray(0, 8).equals(COMPOUND_FILE)) {
    throw new FileFaultError(bytes.includes(ENCRYPTED_PACKAGE) ? 'password' : 'xls')
  }
  const isZip = bytes.subarray(0, 2).equals(ZIP)
  const sheets = (isZip ? await readXlsx(bytes) : [readCsv(bytes)]).filter(({ rows }) =>
    rows.some(row => row.some(cell => !isBlank(cell))),
  )
  if (sheets.length === 0) throw new FileFaultError('noRows')
  return sheets
}
