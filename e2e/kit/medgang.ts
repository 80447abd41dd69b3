import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readlink, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const ROOT = resolve(import.meta.dirname, '../..')

/** A Medgang of its own, started as a person would, on a free port. */
export type RunningMedgang = {
  address: string
  process: ChildProcess
  /** The first match in what the terminal has said, waited for. */
  said: (words: RegExp) => Promise<string>
  /** Ends it as Ctrl-C does, and waits until everything is stopped. */
  stop: () => Promise<void>
}

/** A Medgang's clock that a journey moves, to live through weeks in minutes. */
export interface MoveableClock {
  env: Readonly<Record<string, string>>
  /** From now on it is 10 o'clock in Denmark on the day. Gives how many milliseconds the clock is ahead. */
  goTo: (day: Temporal.PlainDate) => Promise<number>
}

/** A clock for `startMedgang`, kept in the data folder; it begins on the day. */
export async function moveableClock(home: string, day: Temporal.PlainDate): Promise<MoveableClock> {
  const file = join(home, 'clock')
  const goTo = async (to: Temporal.PlainDate) => {
    const wanted = to.toZonedDateTime({ timeZone: 'Europe/Copenhagen', plainTime: '10:00' })
    const ahead = wanted.epochMilliseconds - Date.now()
    await writeFile(file, String(ahead))
    return ahead
  }
  await goTo(day)
  const loaded = pathToFileURL(join(import.meta.dirname, 'clock.ts')).href
  return { env: { MEDGANG_E2E_CLOCK: file, NODE_OPTIONS: `--import=${loaded}` }, goTo }
}

/** Makes an empty data folder; `remove` takes it away again with everything in it. */
export async function makeHome(): Promise<{ home: string; remove: () => Promise<void> }> {
  const home = await mkdtemp(join(tmpdir(), 'medgang-e2e-'))
  // As root, the database runs under another account, which must be able to pass through.
  await chmod(home, 0o711)
  const remove = async () => {
    const elsewhere = await readlink(join(home, 'postgres')).catch(() => undefined)
    if (elsewhere !== undefined) await rm(elsewhere, { recursive: true, force: true })
    await rm(home, { recursive: true, force: true })
  }
  return { home, remove }
}

/**
 * Starts Medgang on a data folder and waits until it serves. With the demo unless `empty`.
 *
 * @throws Error with what it printed, when it ends instead
 */
export async function startMedgang(options: {
  home: string
  empty?: boolean
  /** A clock that can be moved: see `moveableClock`. */
  clock?: MoveableClock
}): Promise<RunningMedgang> {
  const port = await freePort()
  const { DATABASE_URL: _, ...inherited } = process.env
  const args = ['cli/medgang.ts', 'serve', ...(options.empty ? ['--empty'] : [])]
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: {
      // Journeys write more often from one address than people do.
      ENQUIRIES_PER_ADDRESS: '0',
      ...inherited,
      ...options.clock?.env,
      PORT: String(port),
      MEDGANG_HOME: options.home,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  const keep = (chunk: Buffer) => {
    // The end is what explains a failure; the log of a whole run is not kept.
    printed = `${printed}${chunk.toString()}`.slice(-20_000)
  }
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)
  const ended = once(child, 'close')
  const address = `http://localhost:${port}`
  while (!(await answers(address))) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`Medgang ended:\n${printed}`)
    await new Promise(wait => setTimeout(wait, 100))
  }
  const stop = async () => {
    child.kill('SIGINT')
    await ended
  }
  const said = async (words: RegExp) => {
    for (;;) {
      const [match] = words.exec(printed) ?? []
      if (match !== undefined) return match
      if (child.exitCode !== null || child.signalCode !== null) throw new Error(`Medgang ended:\n${printed}`)
      await new Promise(wait => setTimeout(wait, 100))
    }
  }
  return { address, process: child, said, stop }
}

/** An empty Medgang that is tried out, with the code that it asks each browser for. */
export type Trial = RunningMedgang & { code: string }

/** Starts an empty Medgang on a data folder. Its code is taken down at once, before other words push it away. */
export async function startTrial(home: string, clock?: MoveableClock): Promise<Trial> {
  const medgang = await startMedgang({ home, empty: true, ...(clock && { clock }) })
  return { ...medgang, code: await medgang.said(/\b[A-Z2-9]{4}-[A-Z2-9]{4}\b/) }
}

async function answers(address: string): Promise<boolean> {
  return fetch(`${address}/health`).then(
    response => response.ok,
    () => false,
  )
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, 'localhost')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string')
    throw new Error('a TCP server has an address with a port')
  return address.port
}
