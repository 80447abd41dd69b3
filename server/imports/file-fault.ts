/** Why a whole file cannot be read; each has a sentence in `contract/language` that says what to do. */
export type FileFault =
  | 'empty'
  | 'tooLarge'
  | 'tooManyRows'
  | 'xls'
  | 'password'
  | 'ods'
  | 'broken'
  | 'notASheet'
  | 'noRows'
  /** Only where nobody can be asked which column is which. */
  | 'noColumns'

export class FileFaultError extends Error {
  readonly fault: FileFault
  constructor(fault: FileFault) {
    super(`the file cannot be read: ${fault}`)
    this.fault = fault
  }
}

/** Generous for a case list; above them something else was chosen by mistake, or wants to fill the memory. */
export const fileLimits = {
  bytes: 20_000_000,
  unpackedBytes: 300_000_000,
  rows: 50_000,
  columns: 200,
} as const
