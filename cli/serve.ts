import { once } from 'node:events'
import { statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Command } from 'commander'
import type { Logger } from 'pino'
import { type Embedded, startEmbedded } from '#server/database/embedded/start.ts'
import { EmbeddedTrouble } from '#server/database/embedded/trouble.ts'
import { type Medgang, startMedgang } from '#server/main.ts'
import { checkDatabase } from './check-database.ts'
import { openLog } from './log.ts'
import { readSettings, type Settings } from './settings.ts'
import { tell } from './terminal.ts'
import { codeOf, TerminalTrouble } from './terminal-trouble.ts'
import { forLog } from './trouble.ts'

/** `medgang serve`: what `script/start` runs. */
export const serveCommand = new Command('serve')
  .description('start Medgang, with its own database unless DATABASE_URL names another')
  .option(
    '--empty',
    'do not load the invented municipality into a new database; without a log-in provider it is then a trial',
  )
  .action(serve)

async function serve({ empty = false }: { empty?: boolean }): Promise<void> {
  // Listened for from the start: a signal in the middle of starting must not leave a database without its app.
  const asked = Promise.race(['SIGINT', 'SIGTERM', 'SIGHUP'].map(signal => once(process, signal)))
  const settings = readSettings(process.env)
  const { log, path } = openLog(settings.home, process.stdout.isTTY)
  try {
    await serveUntil(asked, settings, log, path, !empty)
  } catch (error) {
    log.error(forLog(error), 'Medgang cannot serve')
    throw (await isFull(settings)) ? new EmbeddedTrouble('diskFull', { path: settings.home }, error) : error
  }
  await tell(say => say('terminal.stopped'))
  process.exit(0)
}

/**
 * Whether the embedded database has no room left. A database without room breaks off what it does in many ways, of which
 * few name the reason. Two of its log's segments of 16 MB are the least that it can work with.
 */
async function isFull({ databaseUrl, home }: Settings): Promise<boolean> {
  if (databaseUrl !== undefined) return false
  const room = await statfs(join(home, 'postgres')).catch(() => undefined)
  return room !== undefined && room.bavail * room.bsize < 32 * 1024 * 1024
}

/** Serves until a signal asks for the end; the database is stopped last, whatever happened. */
async function serveUntil(
  asked: Promise<unknown>,
  settings: Settings,
  log: Logger,
  logPath: string | undefined,
  demo: boolean,
): Promise<void> {
  if (settings.databaseUrl !== undefined) await checkDatabase(settings.databaseUrl)
  const embedded =
    settings.databaseUrl === undefined ? await startEmbedded({ home: settings.home, log }) : undefined
  let medgang: Medgang | undefined
  try {
    const starting = startOn(settings, settings.databaseUrl ?? embedded?.url ?? '', log, demo)
    medgang = await Promise.race([starting, asked.then(() => undefined), failureOf(embedded)])
    // What fails because we are stopping is no news.
    starting.catch(() => undefined)
    if (medgang) {
      await introduce(medgang, settings.host, logPath)
      await Promise.race([asked, failureOf(embedded)])
    }
    process.once('SIGINT', () => process.exit(130))
    await tell(say => say('terminal.stopping'))
  } finally {
    // A request that never ends must not keep the database from stopping.
    await Promise.race([medgang?.close(), sleep(10_000)])
    await embedded?.stop()
  }
}

async function startOn(settings: Settings, databaseUrl: string, log: Logger, demo: boolean) {
  const { port, host, home } = settings
  try {
    return await startMedgang({ databaseUrl, port, host, home, log, demo })
  } catch (error) {
    const code = codeOf(error)
    if (code === 'EADDRINUSE') {
      const ports = { port: String(port), other: String(port + 1) }
      throw new TerminalTrouble(say => say('terminal.portTaken', ports), error)
    }
    if (code === 'EACCES' && error instanceof Error && 'syscall' in error && error.syscall === 'listen') {
      throw new TerminalTrouble(say => say('terminal.portForbidden', { port: String(port) }), error)
    }
    throw error
  }
}

/** Rejects when the embedded database could not be brought back; never resolves. */
async function failureOf(embedded: Embedded | undefined): Promise<never> {
  throw await (embedded?.gaveUp ?? new Promise<never>(() => undefined))
}

async function introduce(medgang: Medgang, host: string, logPath: string | undefined): Promise<void> {
  const { demoPeople, trialCode } = medgang
  const address = new URL(medgang.address)
  // The server names the number that it listens on; people know the name.
  if (host === 'localhost') address.hostname = host
  await tell(say => say('terminal.running', { address: address.origin }))
  if (demoPeople.length > 0) {
    await tell(say => say(medgang.isTrial ? 'terminal.trialPeople' : 'terminal.demoPeople'))
    for (const person of demoPeople) process.stdout.write(`  ${person.name.padEnd(28)} ${person.role}\n`)
  }
  if (trialCode !== null) await tell(say => say('terminal.trialCode', { code: trialCode }))
  if (logPath !== undefined) await tell(say => say('terminal.logFile', { path: logPath }))
  await tell(say => say('terminal.howToStop'))
}
