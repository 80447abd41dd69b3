import { mkdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import pino, { type Logger } from 'pino'

const LARGE = 20_000_000

/**
 * The structured log: in a file in `home` when a person looks at the terminal, else on standard error, where the
 * service's host collects it. The file is kept to two generations of 20 MB.
 *
 * @returns the log, and the path of its file when it has one
 */
export function openLog(home: string, watched: boolean): { log: Logger; path: string | undefined } {
  if (!watched) return { log: pino(pino.destination({ dest: 2, sync: true })), path: undefined }
  const path = join(home, 'medgang.log')
  mkdirSync(home, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 })
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > LARGE) renameSync(path, `${path}.1`)
  return { log: pino(pino.destination({ dest: path, sync: true, mode: 0o600 })), path }
}
