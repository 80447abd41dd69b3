import { readFile, readlink, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { canRun } from './place.ts'
import { EmbeddedTrouble } from './trouble.ts'

/** What a running server writes of itself into `postmaster.pid`. */
type PidFile = { pid: number; port: number; ready: boolean }

/** Reads `postmaster.pid`, whose lines PostgreSQL documents in `miscadmin.h`; nothing when there is none. */
export async function readPidFile(data: string): Promise<PidFile | undefined> {
  const text = await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => undefined)
  const lines = text?.split('\n') ?? []
  const pid = Number(lines[0])
  if (!Number.isInteger(pid) || pid <= 1) return undefined
  return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' }
}

/**
 * Stops a server that outlived the app which started it. Whoever calls holds the home's lock, so the server has no
 * other owner. It is stopped and started anew rather than adopted, so that there is one way to watch it and its log.
 *
 * @returns whether there was one
 * @throws EmbeddedTrouble `notStopping` when it neither stops fast nor at once
 */
export async function stopOrphan(data: string): Promise<boolean> {
  const file = await readPidFile(data)
  if (!file) return false
  if (!(await serves(file.pid, data))) {
    // The number may belong to another process by now, which would make PostgreSQL refuse to start.
    await rm(join(data, 'postmaster.pid'), { force: true })
    return false
  }
  // Fast shutdown ends sessions and writes a checkpoint; an immediate one leaves the rest to crash recovery.
  for (const [signal, seconds] of [['SIGINT', 60] as const, ['SIGQUIT', 20] as const]) {
    signalTo(file.pid, signal)
    for (let tenth = 0; tenth < seconds * 10; tenth++) {
      if (!(await serves(file.pid, data))) return true
      await sleep(100)
    }
  }
  throw new EmbeddedTrouble('notStopping', { pid: String(file.pid) })
}

function signalTo(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    // It may have ended by itself between the look and the signal.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}

/** Whether the process is a PostgreSQL that serves this very folder, and not another that got its number. */
async function serves(pid: number, data: string): Promise<boolean> {
  if (process.platform === 'linux') {
    return (await readlink(`/proc/${pid}/cwd`).catch(() => '')) === data
  }
  const { output } = await canRun(undefined, '/bin/ps', ['-o', 'command=', '-p', String(pid)])
  return output.includes('postgres') && output.includes(data)
}
