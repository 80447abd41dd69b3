import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { EmbeddedTrouble } from './trouble.ts'

/**
 * Takes the right to run the database in `folder`; the returned function gives it back.
 * SQLite's exclusive transaction is a file lock of the operating system that Node otherwise has no way to take: it ends
 * with the process, however that ends, so nothing stale is left after `kill -9` and no process id is ever trusted.
 *
 * @throws EmbeddedTrouble `alreadyRunning`, with the holder's `pid`
 */
export async function takeLock(folder: string): Promise<() => void> {
  const note = join(folder, 'holder')
  const path = join(folder, 'lock')
  // SQLite would let others read it, and so hold it.
  await writeFile(path, '', { mode: 0o600, flag: 'wx' }).catch(error => {
    if (error.code !== 'EEXIST') throw error
  })
  let lock: DatabaseSync | undefined
  try {
    lock = new DatabaseSync(path, { timeout: 0 })
    lock.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE')
  } catch (error) {
    if (lock?.isOpen) lock.close()
    throw await explain(error, path, note)
  }
  const held = lock
  await writeFile(note, `${process.pid}\n`, { mode: 0o600 })
  return () => {
    if (held.isOpen) held.close()
  }
}

// SQLite's result codes: https://www.sqlite.org/rescode.html
const BUSY = 5
const READONLY = 8
const FULL = 13
const CANTOPEN = 14

async function explain(error: unknown, path: string, note: string): Promise<unknown> {
  const code = error instanceof Error && 'errcode' in error ? error.errcode : undefined
  if (code === BUSY) {
    const pid = await readFile(note, 'utf8').catch(() => '?')
    return new EmbeddedTrouble('alreadyRunning', { pid: pid.trim() || '?' })
  }
  if (code === FULL) return new EmbeddedTrouble('diskFull', { path }, error)
  if (code === CANTOPEN || code === READONLY) return new EmbeddedTrouble('noPermission', { path }, error)
  return error
}
