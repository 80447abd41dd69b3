import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout } from 'node:timers/promises'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { logInForTest } from '#server/door/test-session.ts'
import { sender, type TestCase, type TestWorld, testCase, testNow, testWorld } from './test-world.ts'

let world: TestWorld
let here: TestCase

beforeAll(async () => {
  world = await testWorld()
  here = await testCase(world.pool)
})
afterAll(() => world.end())

const aContact = (clientKey: string, index = 0) => ({
  clientKey,
  kind: 'meeting',
  outcome: 'held',
  place: 'Kontoret',
  startsAt: '2026-11-20T08:00:00Z',
  minutes: 45,
  subjectArea: 'contact',
  note: `Samtale ${index}`,
  appointmentId: null,
  next: {
    kind: 'call',
    startsAt: Temporal.Instant.from('2026-12-01T08:00:00Z')
      .add({ minutes: 5 * index })
      .toString(),
    minutes: 5,
    place: '',
  },
})

describe('whatever is sent', () => {
  const odd = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.constantFrom(null, '', '\u0000', '\ud800', 'held', 'call', -1, 0, 1.5, 1e21, 2 ** 53, true, [], {}),
    fc.integer(),
    fc.date({ noInvalidDate: true }).map(date => date.toISOString()),
    fc.constantFrom(
      '+275760-09-13T00:00:00Z',
      '-271821-04-20T00:00:00Z',
      '2026-11-23T08:00:60Z',
      '2026-02-30T10:00Z',
    ),
    fc.constantFrom('meeting', 'call', 'letter', 'noShow', 'cancelled', 'health', '2026-11-20T08:00:00Z'),
    fc.record({ kind: fc.string(), startsAt: fc.string(), minutes: fc.double(), place: fc.string() }),
    fc.string({ minLength: 200, maxLength: 201 }),
  )
  const fields = [
    'clientKey',
    'kind',
    'outcome',
    'place',
    'startsAt',
    'minutes',
    'subjectArea',
    'note',
    'appointmentId',
    'next',
  ]
  const changes = fc.dictionary(
    fc.constantFrom(...fields, 'reason', 'version', 'staffId', 'day', 'bookKind'),
    odd,
    { maxKeys: 4 },
  )
  const ids = fc.oneof(
    fc.constant('known'),
    fc.constantFrom('0', '-1', '1e3', '9007199254740993', 'NaN', '%00', '1;drop', '٣'),
  )
  const routes = fc.constantFrom(
    ['POST', '/api/youths/:id/contacts'],
    ['PUT', '/api/contacts/:id'],
    ['GET', '/api/contacts/:id'],
    ['GET', '/api/youths/:id/contact-form'],
    ['GET', '/api/youths/:id/next-contact'],
    ['POST', '/api/youths/:id/appointments'],
    ['PUT', '/api/appointments/:id'],
    ['POST', '/api/appointments/:id/cancel'],
  )

  test('the answer is never an error of our own', async () => {
    await fc.assert(
      fc.asyncProperty(routes, ids, changes, async ([method, path], id, change) => {
        const body = { ...aContact(randomUUID()), version: 1, reason: 'Fejl', ...change }
        const asked = path.replace(':id', id === 'known' ? String(here.youthId) : id)
        const query =
          method === 'GET'
            ? `?${new URLSearchParams(Object.entries(change).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]))}`
            : ''
        const answer = await world.send(
          here.caseworker.cookie,
          method,
          asked + query,
          method === 'GET' ? undefined : body,
        )
        expect(answer.status).toBeLessThan(500)
        if (answer.status >= 400) expect(answer.body.error.code).not.toBe('unexpected')
      }),
      { numRuns: 300 },
    )
  })
})

/** The app in a process of its own, which can be killed. */
async function startApp(): Promise<{ child: ChildProcess; address: string; home: string }> {
  const home = await mkdtemp(join(tmpdir(), 'medgang-killed-'))
  const source = `
    import pino from 'pino'
    import { startMedgang } from '#server/main.ts'
    const { address } = await startMedgang({ databaseUrl: process.env.URL, port: 0, host: '127.0.0.1',
      home: process.env.HOME_FOLDER, log: pino({ level: 'silent' }), demo: false,
      now: () => Temporal.Instant.from('${testNow}') })
    process.stdout.write(address + '\\n')`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', source], {
    env: { ...process.env, URL: world.databaseUrl, HOME_FOLDER: home },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  if (child.stdout === null) throw new Error('the app has no output')
  const [address] = await once(createInterface(child.stdout), 'line')
  return { child, address: String(address), home }
}

test('a kill in the middle of registering leaves all or nothing, and a retry registers the rest once', async () => {
  const people = await Promise.all(Array.from({ length: 6 }, () => testCase(world.pool)))
  const contacts = people.flatMap(person =>
    Array.from({ length: 12 }, (_, index) => ({ person, body: aContact(randomUUID(), index) })),
  )
  const { child, address, home } = await startApp()
  const died = once(child, 'exit')
  let answered = 0
  const sent = contacts.map(({ person, body }) =>
    sender(address)(person.caseworker.cookie, 'POST', `/api/youths/${person.youthId}/contacts`, body).then(
      answer => {
        answered += 1
        if (answered === 10) child.kill('SIGKILL')
        return answer.status === 200 ? body.clientKey : null
      },
      () => null,
    ),
  )
  const confirmed = (await Promise.all(sent)).filter(key => key !== null)
  await died
  expect(confirmed.length).toBeGreaterThan(0)
  expect(confirmed.length).toBeLessThan(contacts.length)
  await transactionsEnded()

  const keys = contacts.map(contact => contact.body.clientKey)
  const half = await halves(keys)
  expect(half.broken).toEqual([])
  expect(confirmed.filter(key => !half.stored.includes(key))).toEqual([])

  for (const { person, body } of contacts) {
    const again = await world.send(
      person.caseworker.cookie,
      'POST',
      `/api/youths/${person.youthId}/contacts`,
      body,
    )
    expect(again.status).toBe(200)
  }
  const whole = await halves(keys)
  expect(whole.broken).toEqual([])
  expect(whole.stored.length).toBe(contacts.length)
  await rm(home, { recursive: true })
})

/** PostgreSQL ends the transactions of a dead app's connections by itself, once it has noticed. */
async function transactionsEnded(): Promise<void> {
  for (;;) {
    const { rows } = await world.pool.query(`select from pg_stat_activity
      where application_name = 'medgang' and state <> 'idle' and pid <> pg_backend_pid()`)
    if (rows.length === 0) return
    await setTimeout(20)
  }
}

/** Which of the keys are stored, and which of those lack something that belongs to them. */
async function halves(keys: readonly string[]): Promise<{ stored: string[]; broken: string[] }> {
  const { rows } = await world.pool.query<{ key: string; whole: boolean }>(
    `select c.client_key as key,
      exists (select from note n where n.contact_id = c.id)
      and exists (select from appointment a where a.id = c.next_appointment_id)
      and exists (select from change_log l where l.subject = 'contact' and l.subject_id = c.id)
      and exists (select from deadline d where d.youth_id = c.youth_id and d.fulfilled_by is not null) as whole
     from contact c where c.client_key = any ($1)`,
    [keys],
  )
  return { stored: rows.map(row => row.key), broken: rows.filter(row => !row.whole).map(row => row.key) }
}

test('a leader registers with anybody', async () => {
  const leader = await logInForTest(world.pool, { roles: ['leader'], at: testNow })
  const path = `/api/youths/${here.youthId}/contacts`
  expect((await world.send(leader.cookie, 'POST', path, aContact(randomUUID()))).status).toBe(200)
})
