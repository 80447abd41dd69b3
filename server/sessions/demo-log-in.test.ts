import { generateKeyPairSync } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { Session } from '#contract/session.ts'
import { freshDatabase } from '#server/database/test-database.ts'
import { logInWith } from '#server/door/log-in-provider.ts'
import { houseForTest, type TestHouse } from '#server/door/test-house.ts'
import { sessionsRoutes } from './routes.ts'
import { TestBrowser } from './test-browser.ts'

let database: Awaited<ReturnType<typeof freshDatabase>>
let house: TestHouse
let origin: string
let browser: TestBrowser
let sofie: number
let lars: number

const key = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' })

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

beforeAll(async () => {
  database = await freshDatabase()
  house = await houseForTest(database.url)
  logInWith(house, setup)
  sessionsRoutes(house, { draftKey: Buffer.alloc(32, 4) })
  const address = await house.app.listen({ port: 0, host: '127.0.0.1' })
  origin = address.replace('127.0.0.1', 'localhost')
  await house.pool.query(`insert into municipality (name, is_demo) values ('Prøveby', true)`)
  sofie = await staff('Sofie', 'caseworker')
  lars = await staff('Lars', 'leader')
})
afterAll(async () => {
  await house.close()
  await database.drop()
})
beforeEach(() => {
  browser = new TestBrowser()
})

async function staff(name: string, role: string): Promise<number> {
  const { rows } = await house.pool.query<{ id: number }>(
    `insert into staff (given_name, family_name, profession) values ($1, 'Prøve', 'Socialrådgiver') returning id`,
    [name],
  )
  const id = rows[0]?.id ?? 0
  await house.pool.query(`insert into staff_role (staff_id, role, during) values ($1, $2, '[2020-01-01,)')`, [
    id,
    role,
  ])
  return id
}

/** Up to the page with people. */
async function choosing(returnTo = '/') {
  return browser.go(`${origin}/api/log-in?return=${encodeURIComponent(returnTo)}`)
}

/** Chooses somebody; gives the address that leads back to us, not yet asked for. */
async function choose(page: string, person: number): Promise<string> {
  let answer = await browser.ask(page, {
    method: 'POST',
    headers: { origin, 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' },
    body: `person=${person}`,
  })
  let here = page
  for (;;) {
    expect(answer.status).toBe(303)
    here = new URL(answer.headers.get('location') ?? '', here).href
    if (new URL(here).pathname === '/api/log-in/callback') return here
    answer = await browser.ask(here)
  }
}

async function logIn(person: number, returnTo = '/'): Promise<Response> {
  return browser.ask(await choose((await choosing(returnTo)).address, person))
}

async function session(): Promise<Response> {
  return browser.ask(`${origin}/api/session`)
}

test('from the start page to a session and out again', async () => {
  expect((await session()).status).toBe(401)
  const page = await choosing('/unge?sort=name')
  const text = await page.answer.text()
  expect(text).toContain('Sofie Prøve')
  expect(text).toContain('Prøveby')
  expect(text).not.toMatch(/<script|<style|\sstyle=|\son\w+=/)
  const back = await browser.ask(await choose(page.address, sofie))
  expect(back.status).toBe(303)
  expect(back.headers.get('location')).toBe('/unge?sort=name')
  const [cookie = ''] = back.headers.getSetCookie().filter(line => line.startsWith('medgang='))
  expect(cookie).toMatch(/^medgang=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/)

  const answer = await session()
  expect(answer.headers.get('cache-control')).toBe('no-store')
  const told = Session.parse(await answer.json())
  expect(told.staff).toEqual({
    id: sofie,
    givenName: 'Sofie',
    familyName: 'Prøve',
    profession: 'Socialrådgiver',
  })
  expect(told.roles).toEqual(['caseworker'])
  expect(told.permissions).toContain('youth.write')
  expect(told.permissions).not.toContain('import.run')
  expect(told.municipality).toEqual({
    name: 'Prøveby',
    isDemo: true,
    isTrial: false,
    isSetupChosen: true,
    caseworkerWord: null,
  })
  expect(Buffer.from(told.draftKey, 'base64')).toHaveLength(32)

  const token = browser.cookie('medgang') ?? ''
  const out = await browser.ask(`${origin}/api/log-out`, {
    method: 'POST',
    headers: { origin, 'content-type': 'application/json' },
    body: '{}',
  })
  expect(await out.json()).toEqual({ goTo: null })
  expect(browser.cookie('medgang')).toBeUndefined()
  // The session itself has ended, not only the cookie.
  browser.setCookie('medgang', token, '/')
  expect((await session()).status).toBe(401)
})

test('the token is nowhere in the database', async () => {
  await logIn(sofie)
  const token = browser.cookie('medgang') ?? ''
  const { rows } = await house.pool.query('select * from session')
  expect(rows.length).toBeGreaterThan(0)
  expect(JSON.stringify(rows)).not.toContain(token)
  expect(JSON.stringify(rows)).not.toContain(Buffer.from(token, 'base64url').toString('hex'))
})

test('the key for drafts is the same after a new log-in, and another person’s is another', async () => {
  const keyOf = async () => Session.parse(await (await session()).json()).draftKey
  await logIn(sofie)
  const first = await keyOf()
  browser = new TestBrowser()
  await logIn(sofie)
  expect(await keyOf()).toBe(first)
  await logIn(lars)
  expect(await keyOf()).not.toBe(first)
})

test('somebody else can be chosen in the same browser, and the first session ends', async () => {
  await logIn(sofie)
  const first = browser.cookie('medgang') ?? ''
  await logIn(lars)
  expect(Session.parse(await (await session()).json()).staff.id).toBe(lars)
  browser.setCookie('medgang', first, '/')
  expect((await session()).status).toBe(401)
})

test.each([
  'https://evil.example/',
  '//evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  '/.//evil.example',
])('after log-in one is not sent to %j', async elsewhere => {
  const back = await logIn(sofie, elsewhere)
  expect(back.headers.get('location')).toBe('/')
})

test('an answer with another state is refused', async () => {
  const address = new URL(await choose((await choosing()).address, sofie))
  address.searchParams.set('state', 'another')
  const answer = await browser.ask(address.href)
  expect(answer.status).toBe(400)
  expect(await answer.text()).toContain('Log ind lykkedes ikke')
  expect(browser.cookie('medgang')).toBeUndefined()
})

test('an answer without what was remembered is refused: nobody can be logged in as somebody else', async () => {
  const address = await choose((await choosing()).address, sofie)
  const other = new TestBrowser()
  const answer = await other.ask(address)
  expect(answer.status).toBe(400)
  expect(other.cookie('medgang')).toBeUndefined()
})

test('a code serves once', async () => {
  const address = await choose((await choosing()).address, sofie)
  const remembered = browser.cookie('medgang-log-in') ?? ''
  expect((await browser.ask(address)).status).toBe(303)
  const other = new TestBrowser()
  other.setCookie('medgang-log-in', remembered, '/api/log-in')
  expect((await other.ask(address)).status).toBe(400)
  expect(other.cookie('medgang')).toBeUndefined()
})

test('what is remembered cannot be changed or made by others', async () => {
  const address = await choose((await choosing()).address, sofie)
  const remembered = Buffer.from(browser.cookie('medgang-log-in') ?? '', 'base64url')
  remembered.writeUInt8(remembered.readUInt8(40) ^ 1, 40)
  browser.setCookie('medgang-log-in', remembered.toString('base64url'), '/api/log-in')
  expect((await browser.ask(address)).status).toBe(400)
  expect(browser.cookie('medgang')).toBeUndefined()
})

test('another site cannot choose a person or log somebody out', async () => {
  const page = (await choosing()).address
  const chosen = await browser.ask(page, {
    method: 'POST',
    headers: {
      origin: 'https://evil.example',
      'sec-fetch-site': 'cross-site',
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: `person=${lars}`,
  })
  expect(chosen.status).toBe(403)
})

test('somebody who is not on the list cannot be chosen', async () => {
  const gone = await staff('Gitte', 'caseworker')
  await house.pool.query(`update staff_role set during = '[2020-01-01,2021-01-01)' where staff_id = $1`, [
    gone,
  ])
  const page = await choosing()
  expect(await page.answer.text()).not.toContain('Gitte')
  const answer = await browser.ask(page.address, {
    method: 'POST',
    headers: { origin, 'content-type': 'application/x-www-form-urlencoded' },
    body: `person=${gone}`,
  })
  expect(answer.status).toBe(400)
})

test('an interaction that nobody began leads to a page that says so', async () => {
  const answer = await browser.ask(`${origin}/demo-log-in/interaction/nobody`)
  expect(answer.status).toBe(400)
  expect(await answer.text()).toContain('Log ind blev afbrudt')
})

test('a foreign Host header does not choose where people are sent', async () => {
  const answer = await house.app.inject({ url: '/api/log-in', headers: { host: 'evil.example' } })
  expect(answer.statusCode).toBe(503)
  expect(answer.headers['location']).toBeUndefined()
  const demo = await house.app.inject({
    url: '/demo-log-in/.well-known/openid-configuration',
    headers: { host: 'evil.example' },
  })
  expect(demo.statusCode).toBe(503)
})

test('each name and port of this machine has its own issuer', async () => {
  for (const host of ['localhost:9000', '127.0.0.1:8080', '[::1]:8080']) {
    const answer = await house.app.inject({
      url: '/demo-log-in/.well-known/openid-configuration',
      headers: { host, 'x-forwarded-host': 'evil.example' },
    })
    const { issuer, authorization_endpoint } = answer.json()
    expect(issuer).toBe(`http://${host}/demo-log-in`)
    expect(authorization_endpoint).toBe(`http://${host}/demo-log-in/auth`)
  }
})

test('without the demo there is no demo log-in', async () => {
  await house.pool.query('update municipality set is_demo = false')
  try {
    expect((await browser.ask(`${origin}/demo-log-in/.well-known/openid-configuration`)).status).toBe(404)
    const answer = await browser.ask(`${origin}/api/log-in`)
    expect(answer.status).toBe(503)
    expect(await answer.text()).toContain('OIDC_ISSUER')
  } finally {
    await house.pool.query('update municipality set is_demo = true')
  }
})

test('who begins too many log-ins is asked to wait, on a page', async () => {
  const busy = await houseForTest(database.url)
  try {
    logInWith(busy, { ...setup, logInsPerMinute: 2 })
    const ask = (remoteAddress: string) =>
      busy.app.inject({ url: '/api/log-in', headers: { host: 'localhost' }, remoteAddress })
    expect((await ask('10.0.0.1')).statusCode).toBe(303)
    expect((await ask('10.0.0.1')).statusCode).toBe(303)
    const answer = await ask('10.0.0.1')
    expect(answer.statusCode).toBe(429)
    expect(answer.body).toContain('Vent et øjeblik')
    expect((await ask('10.0.0.2')).statusCode).toBe(303)
  } finally {
    await busy.close()
  }
})

test('on https the cookies are secure, and the provider lies on the public address', async () => {
  const publicUrl = new URL('https://medgang.example.dk')
  const secure = await houseForTest(database.url, { publicUrl })
  try {
    logInWith(secure, { ...setup, publicUrl })
    const answer = await secure.app.inject({ url: '/api/log-in', headers: { host: 'inside:8080' } })
    const address = new URL(answer.headers.location ?? '')
    expect(address.origin + address.pathname).toBe('https://medgang.example.dk/demo-log-in/auth')
    expect(address.searchParams.get('redirect_uri')).toBe('https://medgang.example.dk/api/log-in/callback')
    expect(answer.headers['set-cookie']).toContain('; Secure')
    const next = await secure.app.inject({
      url: address.pathname + address.search,
      headers: { host: 'inside:8080' },
    })
    expect(next.statusCode).toBe(303)
    expect(String(next.headers['set-cookie'])).toContain('; secure')
  } finally {
    await secure.close()
  }
})

test('what has ended is deleted at the next log-in', async () => {
  const { rows } = await house.pool.query<{ count: number }>(
    `insert into session (token_hash, staff_id, created_at, last_seen_at, ends_at)
     values (sha256('old'), $1, now() - interval '2 days', now() - interval '2 days', now() - interval '1 day') returning 1`,
    [sofie],
  )
  expect(rows).toHaveLength(1)
  await logIn(sofie)
  const left = await house.pool.query(`select 1 from session where token_hash = sha256('old')`)
  expect(left.rowCount).toBe(0)
})
