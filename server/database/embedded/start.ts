import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { type Binaries, findBinaries } from './binaries.ts'
import { addressOf, initialise, knownPassword } from './initialise.ts'
import { takeLock } from './lock.ts'
import { readPidFile, stopOrphan } from './orphan.ts'
import { findPlace, type Place, SYSTEM_PLACE } from './place.ts'
import { freePort, type Log, launch, type RunningServer } from './server-process.ts'
import { EmbeddedTrouble, withFileTroubles } from './trouble.ts'

/**
 * An embedded database that accepts connections at `url`, as its superuser.
 * `gaveUp` resolves when the server ended by itself and could not be brought back; it never rejects.
 */
export type Embedded = { url: string; stop: () => Promise<void>; gaveUp: Promise<EmbeddedTrouble> }

const DATABASE = 'medgang'

// More ends than this within the time mean that starting again does not help.
const RESTARTS = 3
const RESTARTS_WITHIN_MS = 60_000

/**
 * Starts a real, durable PostgreSQL whose data lies in `home`/postgres, as root or as an ordinary user. What an earlier
 * run left behind is put right first: a server that outlived its app is stopped, one that was killed is recovered.
 * While it runs, a server that ends by itself is started again on the same port.
 *
 * @throws EmbeddedTrouble with the reason, when it cannot serve
 */
export async function startEmbedded({ home, log }: { home: string; log: Log }): Promise<Embedded> {
  const place = await findPlace(home)
  const unlock = await withFileTroubles(place.folder, () => takeLock(place.folder))
  try {
    const binaries = await findBinaries(place.account, SYSTEM_PLACE)
    if (await stopOrphan(place.data)) log.warn('stopped a database that an earlier run had left behind')
    const password = await initialise(binaries, place)
    const server = await launchOnFreePort(binaries, place, log)
    const url = addressOf(server.port, password, DATABASE)
    try {
      await ensureDatabase(addressOf(server.port, password, 'postgres'))
    } catch (error) {
      await server.stop()
      throw error
    }
    return supervise(binaries, place, server, url, log, unlock)
  } catch (error) {
    unlock()
    throw error
  }
}

/**
 * As `startEmbedded`, but where the app already runs on this home its database is used, and left running by `stop`.
 * For commands beside the app, such as an import.
 */
export async function reachEmbedded({ home, log }: { home: string; log: Log }): Promise<Embedded> {
  for (let tries = 0; ; tries++) {
    try {
      return await startEmbedded({ home, log })
    } catch (error) {
      if (!(error instanceof EmbeddedTrouble) || error.code !== 'alreadyRunning') throw error
      const place = await findPlace(home)
      const file = await readPidFile(place.data)
      const password = await knownPassword(place.folder)
      if (file?.ready && password) {
        const url = addressOf(file.port, password, DATABASE)
        return { url, stop: async () => undefined, gaveUp: new Promise(() => undefined) }
      }
      // The app has the lock but its database is not up yet, or is on its way down.
      if (tries >= 150) throw error
      await sleep(200)
    }
  }
}

async function launchOnFreePort(binaries: Binaries, place: Place, log: Log): Promise<RunningServer> {
  for (let tries = 0; tries < 10; tries++) {
    const server = await launchPatiently(binaries, place, await freePort(), log)
    if (server !== 'portTaken') return server
  }
  throw new EmbeddedTrouble('failed', { path: place.folder, detail: 'no free port' })
}

/** Sessions of a server that was killed take a moment to notice; until then PostgreSQL refuses to start. */
async function launchPatiently(binaries: Binaries, place: Place, port: number, log: Log) {
  for (let tries = 0; ; tries++) {
    try {
      return await launch(binaries, place, port, log)
    } catch (error) {
      if (!(error instanceof EmbeddedTrouble) || error.code !== 'strayProcesses' || tries >= 60) throw error
      await sleep(500)
    }
  }
}

async function ensureDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [DATABASE])
    if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(DATABASE)}`)
  } finally {
    await client.end()
  }
}

function supervise(
  binaries: Binaries,
  place: Place,
  first: RunningServer,
  url: string,
  log: Log,
  unlock: () => void,
): Embedded {
  let server: RunningServer | undefined = first
  let stopping = false
  const ends: number[] = []
  const gaveUp = Promise.withResolvers<EmbeddedTrouble>()

  const watch = async (watched: RunningServer): Promise<void> => {
    await watched.exited
    server = undefined
    if (stopping) return
    log.error('the database ended by itself; starting it again')
    try {
      const now = Temporal.Now.instant().epochMilliseconds
      ends.push(now)
      if (ends.filter(end => end > now - RESTARTS_WITHIN_MS).length > RESTARTS) {
        throw new EmbeddedTrouble('keepsFailing', { path: place.folder })
      }
      // The same port, since the app's pool knows only that one.
      const next = await launchPatiently(binaries, place, watched.port, log)
      if (next === 'portTaken') throw new EmbeddedTrouble('keepsFailing', { path: place.folder })
      if (stopping) return await next.stop()
      server = next
      log.info('the database is back')
      watching = watch(next)
    } catch (error) {
      unlock()
      gaveUp.resolve(error instanceof EmbeddedTrouble ? error : new EmbeddedTrouble('failed', {}, error))
    }
  }
  let watching = watch(first)

  return {
    url,
    gaveUp: gaveUp.promise,
    stop: async () => {
      stopping = true
      await server?.stop()
      // A start that is under way stops itself when it is through.
      await watching
      unlock()
    },
  }
}
