/** What can keep the embedded database from serving. Every code has its own sentence for people (see `cli/terminal.ts`). */
export type TroubleCode =
  | 'alreadyRunning'
  | 'diskFull'
  | 'newerData'
  | 'olderData'
  | 'noBinaries'
  | 'noAccount'
  | 'noPermission'
  | 'passwordMissing'
  | 'notStopping'
  | 'strayProcesses'
  | 'keepsFailing'
  | 'failed'

/** A reason why the embedded database cannot serve, with the values its sentence names. Carries no personal data. */
export class EmbeddedTrouble extends Error {
  readonly code: TroubleCode
  readonly params: Readonly<Record<string, string>>

  constructor(code: TroubleCode, params: Record<string, string> = {}, cause?: unknown) {
    super(`embedded database: ${code} ${JSON.stringify(params)}`, { cause })
    this.name = 'EmbeddedTrouble'
    this.code = code
    this.params = params
  }
}

/** Runs `work`; a full disk or a missing permission met in the file system becomes a trouble that names `path`. */
export async function withFileTroubles<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof EmbeddedTrouble) throw error
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'ENOSPC' || code === 'EDQUOT') throw new EmbeddedTrouble('diskFull', { path }, error)
    if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
      throw new EmbeddedTrouble('noPermission', { path }, error)
    }
    throw error
  }
}

/** The trouble that PostgreSQL's own last lines speak of, in English because it is started with LC_MESSAGES=C. */
export function troubleFrom(lines: readonly string[], path: string): EmbeddedTrouble {
  const text = lines.join('\n')
  if (/No space left on device|Disk quota exceeded|Check free disk space/.test(text))
    return new EmbeddedTrouble('diskFull', { path })
  if (/pre-existing shared memory block|lock file "postmaster\.pid" already exists/.test(text)) {
    return new EmbeddedTrouble('strayProcesses', { path })
  }
  if (/Permission denied|Read-only file system|Operation not permitted/.test(text)) {
    return new EmbeddedTrouble('noPermission', { path })
  }
  return new EmbeddedTrouble('failed', { path, detail: lines.slice(-5).join(' | ') })
}
