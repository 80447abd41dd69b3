import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pino from 'pino'
import { type Embedded, reachEmbedded } from '#server/database/embedded/start.ts'

const root = resolve(import.meta.dirname, '../..')

/** The whole of Medgang in a process of its own, as a person starts it: what only such a one shows is being killed. */
export interface Served {
  address: string
  /** As `kill -9` does it: nothing is closed, and the database is left behind. */
  kill(): Promise<void>
  /** As a service's host ends it. */
  terminate(): Promise<void>
}

/** An empty data folder that PostgreSQL's account can pass through. */
export async function emptyHome(): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), 'medgang-killed-'))
  await chmod(home, 0o711)
  return home
}

function spawnCli(home: string, args: readonly string[], port = 0): ChildProcess {
  const { DATABASE_URL: _, ...inherited } = process.env
  return spawn(process.execPath, ['cli/medgang.ts', ...args], {
    cwd: root,
    env: { ...inherited, HOST: '127.0.0.1', PORT: String(port), MEDGANG_HOME: home },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

async function killed(child: ChildProcess, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
  const ended = once(child, 'exit')
  child.kill(signal)
  await ended
}

/**
 * Serves an empty Medgang on a home and waits until it answers.
 *
 * @throws Error with what it printed, when it ends instead
 */
export async function serveEmpty(home: string): Promise<Served> {
  const port = await freePort()
  const child = spawnCli(home, ['serve', '--empty'], port)
  let printed = ''
  const keep = (chunk: Buffer) => {
    printed = `${printed}${chunk}`.slice(-10_000)
  }
  child.stdout?.on('data', keep)
  child.stderr?.on('data', keep)
  const address = `http://127.0.0.1:${port}`
  while (!(await answers(address))) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`Medgang ended:\n${printed}`)
    await sleep(100)
  }
  return { address, kill: () => killed(child, 'SIGKILL'), terminate: () => killed(child, 'SIGTERM') }
}

function answers(address: string): Promise<boolean> {
  return fetch(`${address}/health`).then(
    response => response.ok,
    () => false,
  )
}

/** Begins `medgang import` on a file; `kill` ends it in the middle. */
export function beginImport(home: string, file: string) {
  const child = spawnCli(home, ['import', file])
  child.stdout?.resume()
  child.stderr?.resume()
  return { hasEnded: () => child.exitCode !== null, kill: () => killed(child, 'SIGKILL') }
}

/** The database of a home: the one that is running, or started for as long as `work` lasts. */
export async function withDatabase<T>(home: string, work: (url: string) => Promise<T>): Promise<T> {
  const embedded: Embedded = await reachEmbedded({ home, log: pino({ level: 'silent' }) })
  try {
    return await work(embedded.url)
  } finally {
    await embedded.stop()
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port')
  return address.port
}
