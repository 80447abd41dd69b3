import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import pino from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readPidFile } from './orphan.ts'
import { reachEmbedded, startEmbedded } from './start.ts'

const log = pino({ level: 'silent' })
let home = ''
let data = ''

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'medgang-embedded-'))
  // When we are root, PostgreSQL runs as another account, which must be able to pass through.
  await chmod(home, 0o711)
  data = join(home, 'postgres', 'data')
})

afterAll(async () => {
  await rm(home, { recursive: true, force: true })
})

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query({ text: sql, rowMode: 'array' })).rows.flat()
  } finally {
    await client.end()
  }
}

/** Starts the database from a process of its own, which can be killed. Resolves when it serves. */
async function startElsewhere() {
  const program = `
    const { startEmbedded } = await import(${JSON.stringify(import.meta.resolve('./start.ts'))})
    const quiet = () => undefined
    await startEmbedded({ home: ${JSON.stringify(home)}, log: { info: quiet, warn: quiet, error: quiet } })
    console.log('serving')
    setInterval(quiet, 1000)`
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(child.stdout, 'data')
  return child
}

test('a new database is durable, sorts Danish and refuses strangers', async () => {
  const database = await startEmbedded({ home, log })
  try {
    expect(await ask(database.url, 'show fsync')).toEqual(['on'])
    expect(await ask(database.url, 'show server_encoding')).toEqual(['UTF8'])
    const sorted = `select x collate "da-x-icu" from unnest(array['Øjvind', 'Aase', 'Zoe', 'Ærø', 'Ane']) x order by 1`
    expect(await ask(database.url, sorted)).toEqual(['Ane', 'Zoe', 'Ærø', 'Øjvind', 'Aase'])
    await expect(ask(database.url.replace(/:[0-9a-f]{64}@/, ':guess@'), 'select 1')).rejects.toThrow(
      /password/,
    )
    await ask(database.url, 'create table kept as select 7 as seven')
  } finally {
    await database.stop()
  }
  expect(await readPidFile(data)).toBeUndefined()
})

test('a second start on the same home is told who runs already, and may join', async () => {
  const first = await startEmbedded({ home, log })
  try {
    await expect(startEmbedded({ home, log })).rejects.toMatchObject({
      code: 'alreadyRunning',
      params: { pid: String(process.pid) },
    })
    const joined = await reachEmbedded({ home, log })
    expect(joined.url).toBe(first.url)
    await joined.stop()
    expect(await ask(first.url, 'select seven from kept')).toEqual([7])
  } finally {
    await first.stop()
  }
})

test('a server whose app was killed is stopped, and its data is there in the next start', async () => {
  const app = await startElsewhere()
  app.kill('SIGKILL')
  await once(app, 'close')
  const orphan = await readPidFile(data)
  expect(orphan?.ready).toBe(true)

  const next = await startEmbedded({ home, log })
  try {
    expect((await readPidFile(data))?.pid).not.toBe(orphan?.pid)
    expect(await ask(next.url, 'select seven from kept')).toEqual([7])
  } finally {
    await next.stop()
  }
})

test('a server that is killed comes back at the same address', async () => {
  const database = await startEmbedded({ home, log })
  try {
    const before = await readPidFile(data)
    process.kill(before?.pid ?? 0, 'SIGKILL')
    for (;;) {
      const now = await readPidFile(data)
      if (now?.ready && now.pid !== before?.pid) break
      await sleep(50)
    }
    expect(await ask(database.url, 'select seven from kept')).toEqual([7])
  } finally {
    await database.stop()
  }
})

test('a process that got the number of a dead server neither hinders the start nor is ended', async () => {
  const stranger = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)'], { stdio: 'ignore' })
  try {
    await writeFile(
      join(data, 'postmaster.pid'),
      `${stranger.pid}\n${data}\n1\n1\n\n127.0.0.1\n 1 1\nready\n`,
    )
    const database = await startEmbedded({ home, log })
    await database.stop()
    expect(stranger.exitCode).toBeNull()
    expect(stranger.signalCode).toBeNull()
  } finally {
    stranger.kill()
  }
})

test('data of another PostgreSQL is left alone, and said to be so', async () => {
  const file = join(data, 'PG_VERSION')
  const ours = await readFile(file, 'utf8')
  try {
    await writeFile(file, '99\n')
    await expect(startEmbedded({ home, log })).rejects.toMatchObject({
      code: 'newerData',
      params: { found: '99' },
    })
    await writeFile(file, '9\n')
    await expect(startEmbedded({ home, log })).rejects.toMatchObject({ code: 'olderData' })
  } finally {
    await writeFile(file, ours)
  }
})
