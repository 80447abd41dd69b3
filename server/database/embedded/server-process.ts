import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { createInterface } from 'node:readline'
import type { BaseLogger } from 'pino'
import type { Binaries } from './binaries.ts'
import { asAccount, type Place } from './place.ts'
import { troubleFrom } from './trouble.ts'

/** Where the embedded database writes what happens; pino's shape. */
export type Log = Pick<BaseLogger, 'info' | 'warn' | 'error'>

/** A server that accepts connections. `exited` resolves with its last lines when it ends, for whatever reason. */
export type RunningServer = {
  port: number
  exited: Promise<readonly string[]>
  stop: () => Promise<void>
}

const LAST_LINES = 20

/**
 * Starts PostgreSQL and waits until it accepts connections, however long a recovery after a crash takes.
 *
 * @throws EmbeddedTrouble what its last lines say, when it ends before that
 */
export async function launch(
  binaries: Binaries,
  place: Place,
  port: number,
  log: Log,
): Promise<RunningServer | 'portTaken'> {
  const child = spawn(binaries.postgres, ['-D', place.data, ...settings(port)], {
    ...asAccount(place.account),
    cwd: '/',
    // A group of its own: Ctrl-C in the terminal is for the app, which stops the database after its last request.
    detached: true,
    env: { ...process.env, LC_ALL: 'C', PGDATA: '' },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const lines: string[] = []
  const exited = endOf(child).then(() => lines)
  const ready = new Promise<true>(resolve => {
    createInterface({ input: child.stderr }).on('line', line => {
      lines.push(line)
      if (lines.length > LAST_LINES) lines.shift()
      report(line, log)
      if (line.includes('database system is ready to accept connections')) resolve(true)
    })
  })
  if ((await Promise.race([ready, exited])) !== true) {
    if (lines.some(line => /could not bind IPv4 address|Address already in use/.test(line)))
      return 'portTaken'
    throw troubleFrom(lines, place.folder)
  }
  return { port, exited, stop: () => stop(child, exited) }
}

/**
 * No statement or value may reach the log, since both carry personal data: errors are left to the app, which knows what
 * to say of them, and what PostgreSQL tells of itself comes without its details.
 */
function settings(port: number): string[] {
  const values = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_line_prefix: '',
    logging_collector: 'off',
  }
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

function report(line: string, log: Log): void {
  const [, level, message] = /^([A-Z]+): {2}(.*)$/.exec(line) ?? []
  if (!level || !message) return
  if (level === 'FATAL' || level === 'PANIC') log.error({ from: 'postgres' }, message)
  else if (level === 'WARNING') log.warn({ from: 'postgres' }, message)
  else if (!/^checkpoint |^starting PostgreSQL/.test(message)) log.info({ from: 'postgres' }, message)
}

async function endOf(child: ChildProcess): Promise<void> {
  // 'close' comes after the last line was read; a program that cannot be started only gives 'error'.
  await Promise.race([once(child, 'close'), once(child, 'error').catch(() => undefined)]).catch(
    () => undefined,
  )
}

async function stop(child: ChildProcess, exited: Promise<unknown>): Promise<void> {
  child.kill('SIGINT')
  // What a fast shutdown does not reach in time is left to crash recovery, which loses nothing that was committed.
  const patience = setTimeout(() => child.kill('SIGQUIT'), 30_000)
  await exited
  clearTimeout(patience)
}

/** A port of 127.0.0.1 that nobody listens on at the moment. Someone may take it before it is used. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string')
    throw new Error('a TCP server has an address with a port')
  return address.port
}
