import { generateKeyPairSync } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import pino from 'pino'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { freshDatabase } from '#server/database/test-database.ts'
import { logInWith } from '#server/door/log-in-provider.ts'
import { houseForTest } from '#server/door/test-house.ts'
import { type Medgang, startMedgang } from '#server/main.ts'
import { TestBrowser } from './test-browser.ts'

let database: Awaited<ReturnType<typeof freshDatabase>>
let home: string
let owner: pg.Client
let running: Medgang | undefined

beforeEach(async () => {
  database = await freshDatabase()
  home = await mkdtemp(join(tmpdir(), 'medgang-trial-'))
  owner = new pg.Client({ connectionString: database.url })
  await owner.connect()
})
afterEach(async () => {
  await stop()
  await owner.end()
  await database.drop()
  await rm(home, { recursive: true })
})

async function start(env: Record<string, string> = {}): Promise<Medgang> {
  await stop()
  running = await startMedgang({
    databaseUrl: database.url,
    port: 0,
    host: '127.0.0.1',
    home,
    log: pino({ level: 'silent' }),
    demo: false,
    env,
  })
  return running
}
async function stop(): Promise<void> {
  await running?.close()
  running = undefined
}

const provider = { OIDC_ISSUER: 'https://log-ind.example.dk', OIDC_CLIENT_ID: 'medgang' }
const isTrial = async () =>
  (await owner.query<{ is_trial: boolean }>('select is_trial from municipality')).rows[0]?.is_trial
const peopleIn = async () =>
  (
    await owner.query(`select given_name, family_name, email, role from staff join staff_role on staff_id = staff.id
      order by role`)
  ).rows

/** Sends a form of the page `here`. */
const submit = (browser: TestBrowser, here: string, form: Record<string, string>) =>
  browser.go(here, {
    method: 'POST',
    headers: {
      origin: new URL(here).origin,
      'sec-fetch-site': 'same-origin',
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams(form).toString(),
  })

/** Logs in as the first who is offered, as somebody who can read the terminal does. */
async function logIn(
  address: string,
  browser = new TestBrowser(),
): Promise<{ browser: TestBrowser; page: string; status: number }> {
  let { address: here, answer } = await browser.go(`${address}/api/log-in`)
  let page = await answer.text()
  if (page.includes('name="code"')) {
    const code = running?.trialCode ?? ''
    ;({ address: here, answer } = await submit(browser, here, { code }))
    page = await answer.text()
  }
  const [, person] = /name="person" value="(\d+)"/.exec(page) ?? []
  if (person === undefined) return { browser, page, status: answer.status }
  await submit(browser, here, { person })
  const session = await browser.ask(`${address}/api/session`)
  return { browser, page, status: session.status }
}

const opens = async (address: string) =>
  (await fetch(`${address}/demo-log-in/.well-known/openid-configuration`)).status

test('an empty installation is a trial that says so, with a leader and an administrator to begin as', async () => {
  const { address, demoPeople } = await start()
  expect(await isTrial()).toBe(true)
  expect(await peopleIn()).toEqual([
    { given_name: 'Administrator', family_name: 'Prøve', email: null, role: 'administrator' },
    { given_name: 'Leder', family_name: 'Prøve', email: null, role: 'leader' },
  ])
  expect(demoPeople).toEqual([
    { name: 'Leder Prøve', role: 'Leder' },
    { name: 'Administrator Prøve', role: 'Administrator' },
  ])
  const { browser, page, status } = await logIn(address)
  expect(page).toContain('prøveinstallation')
  expect(status).toBe(200)
  const session = await (await browser.ask(`${address}/api/session`)).json()
  expect(session).toMatchObject({
    staff: { givenName: 'Leder' },
    municipality: { isDemo: false, isTrial: true },
  })
  // Nothing is made twice.
  await start()
  expect(await peopleIn()).toHaveLength(2)
})

test('nobody is shown or can be before the terminal’s code is typed; once is enough for a browser', async () => {
  const { address, trialCode } = await start()
  expect(trialCode).toMatch(/^[A-Z2-9]{4}-[A-Z2-9]{4}$/)
  const stranger = new TestBrowser()
  const { address: here, answer } = await stranger.go(`${address}/api/log-in`)
  expect(await answer.text()).not.toContain('Leder')
  const { rows } = await owner.query('select id from staff order by id')
  for (const form of [{ person: String(rows[0].id) }, { code: '' }, { code: 'AAAA-AAAA' }]) {
    const { answer: refused } = await submit(stranger, here, form)
    expect({ form, status: refused.status }).toEqual({ form, status: 403 })
    expect(await refused.text()).not.toContain('Leder')
  }
  expect((await stranger.ask(`${address}/api/session`)).status).toBe(401)
  const typed = trialCode?.toLowerCase().replace('-', ' ') ?? ''
  const { answer: people } = await submit(stranger, here, { code: typed })
  expect(await people.text()).toContain('Leder Prøve')
  const again = await start()
  expect(again.trialCode).not.toBe(trialCode)
  const { answer: later } = await stranger.go(`${again.address}/api/log-in`)
  expect(await later.text()).toContain('Leder Prøve')
})

test('whoever guesses is told to wait, and then even the right code does not help', async () => {
  const { address, trialCode } = await start()
  const browser = new TestBrowser()
  const { address: here } = await browser.go(`${address}/api/log-in`)
  const statuses: number[] = []
  for (let count = 0; count < 11; count++)
    statuses.push((await submit(browser, here, { code: `AAAA-AA${count}` })).answer.status)
  expect(statuses).toEqual([...Array(10).fill(403), 429])
  expect((await submit(browser, here, { code: trialCode ?? '' })).answer.status).toBe(429)
})

test.each([
  ['a log-in provider', provider],
  ['a public address', { PUBLIC_URL: 'https://medgang.example.dk' }],
  ['a proxy in front', { TRUST_PROXY: 'true' }],
  ['a first administrator', { FIRST_ADMINISTRATOR: 'Asta Holm <asta@example.dk>' }],
])('an installation begun with %s is no trial, then or later', async (_what, env) => {
  expect(await opens((await start(env)).address)).toBe(404)
  expect(await isTrial()).toBe(false)
  const again = await start()
  expect(await isTrial()).toBe(false)
  expect(await opens(again.address)).toBe(404)
  expect((await logIn(again.address)).status).toBe(503)
})

test('no hand makes a trial of an installation, not even the owner’s', async () => {
  await start(provider)
  const refused = { code: 'MG002' }
  await expect(owner.query('update municipality set is_trial = true')).rejects.toMatchObject(refused)
  await owner.query('set role medgang_app')
  await expect(owner.query('update municipality set is_trial = true')).rejects.toMatchObject(refused)
  await expect(owner.query('delete from municipality')).rejects.toMatchObject({ code: '42501' })
  await expect(
    owner.query(`insert into municipality (name, is_trial) values ('En til', true)`),
  ).rejects.toMatchObject({ code: '23505' })
  await owner.query('reset role')
})

test('a trial that is given a provider lets everybody out, and never in again without it', async () => {
  const trial = await start()
  const { browser } = await logIn(trial.address)
  const token = browser.cookie('medgang') ?? ''
  expect(token).not.toBe('')
  const prepared = await start(provider)
  expect(await isTrial()).toBe(false)
  expect(await opens(prepared.address)).toBe(404)
  const cookie = `medgang=${token}`
  expect((await fetch(`${prepared.address}/api/session`, { headers: { cookie } })).status).toBe(401)
  const { rows } = await owner.query('select 1 from staff where oidc_subject is not null')
  expect(rows).toEqual([])
  const without = await start()
  expect(await opens(without.address)).toBe(404)
  expect((await logIn(without.address)).status).toBe(503)
})

test('a trial that is given a public address opens to nobody there', async () => {
  await start()
  const { address, demoPeople, trialCode } = await start({ PUBLIC_URL: 'https://medgang.example.dk' })
  expect(await opens(address)).toBe(404)
  expect(demoPeople).toEqual([])
  expect(trialCode).toBeNull()
})

test('only the machine itself gets in, whatever a request says of itself', async () => {
  await owner.query(`insert into municipality (name, is_trial) values ('Prøveby', true)`)
  const key = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' })
  const house = await houseForTest(database.url)
  const setup = {
    publicUrl: null,
    trustProxy: false,
    oidc: null,
    cookieKey: Buffer.alloc(32, 3),
    sessionHours: 12,
    idleMinutes: 60,
    logInsPerMinute: 0,
    demoKey: async () => ({ ...(key as Record<string, string>), alg: 'ES256', use: 'sig', kid: 'test' }),
  }
  logInWith(house, setup)
  const ask = async (remoteAddress: string, headers: Record<string, string>) =>
    (
      await house.app.inject({
        url: '/demo-log-in/.well-known/openid-configuration',
        remoteAddress,
        headers: { host: 'localhost:8080', ...headers },
      })
    ).statusCode
  try {
    expect(await ask('127.0.0.1', {})).toBe(200)
    expect(await ask('::1', {})).toBe(200)
    expect(await ask('::ffff:127.0.0.1', {})).toBe(200)
    for (const address of ['10.0.0.9', '192.168.1.20', 'fe80::1', '::ffff:10.0.0.9']) {
      expect(await ask(address, {})).toBe(404)
      expect(await ask(address, { 'x-forwarded-for': '127.0.0.1', forwarded: 'for=127.0.0.1' })).toBe(404)
    }
    // A proxy on the machine speaks for others.
    for (const header of ['x-forwarded-for', 'x-real-ip', 'forwarded', 'via'])
      expect(await ask('127.0.0.1', { [header]: '10.0.0.9' })).toBe(404)
    // A name that leads here from a page elsewhere.
    expect(await ask('127.0.0.1', { host: 'evil.example' })).toBe(503)
  } finally {
    await house.close()
  }
})
