import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { freshDatabase } from '#server/database/test-database.ts'
import { logInWith } from '#server/door/log-in-provider.ts'
import { houseForTest, type TestHouse } from '#server/door/test-house.ts'
import { sessionsRoutes } from './routes.ts'
import { TestBrowser } from './test-browser.ts'
import { TestProvider } from './test-provider.ts'

let database: Awaited<ReturnType<typeof freshDatabase>>
let house: TestHouse
let origin: string
let issuer: URL
let provider: TestProvider
let browser: TestBrowser

beforeAll(async () => {
  database = await freshDatabase()
  provider = new TestProvider()
  issuer = await provider.listen()
  house = await houseForTest(database.url)
  logInWith(house, {
    publicUrl: null,
    trustProxy: false,
    oidc: { issuer, clientId: 'medgang', clientSecret: 'a secret with : and %' },
    cookieKey: Buffer.alloc(32, 3),
    sessionHours: 12,
    idleMinutes: 60,
    logInsPerMinute: 0,
    demoKey: () => Promise.reject(new Error('the demo is not in use')),
  })
  sessionsRoutes(house, { draftKey: Buffer.alloc(32, 4) })
  origin = (await house.app.listen({ port: 0, host: '127.0.0.1' })).replace('127.0.0.1', 'localhost')
})
afterAll(async () => {
  await house.close()
  await provider.close()
  await database.drop()
})
beforeEach(() => {
  browser = new TestBrowser()
})

let count = 0
async function staff(email: string | null, during: string | null = '[2020-01-01,)'): Promise<number> {
  const { rows } = await house.pool.query<{ id: number }>(
    `insert into staff (given_name, family_name, profession, email) values ($1, 'Prøve', 'Socialrådgiver', $2) returning id`,
    [`Nr. ${++count}`, email],
  )
  const id = rows[0]?.id ?? 0
  if (during !== null)
    await house.pool.query(`insert into staff_role (staff_id, role, during) values ($1, 'caseworker', $2)`, [
      id,
      during,
    ])
  return id
}

/** The page at which a log-in ends, and who is logged in then. */
async function logIn() {
  const { answer } = await browser.go(`${origin}/api/log-in`)
  const session = await browser.ask(`${origin}/api/session`)
  const told = (await session.json()) as { staff?: { id: number } }
  return { status: answer.status, text: await answer.text(), staffId: told.staff?.id }
}

const subjectOf = async (id: number) =>
  (
    await house.pool.query<{ oidc_subject: string | null }>('select oidc_subject from staff where id = $1', [
      id,
    ])
  ).rows[0]?.oidc_subject

test('a provider that does not answer is said, and asked again at the next log-in', async () => {
  const down = await logIn()
  expect(down.status).toBe(503)
  expect(down.text).toContain('Log ind-tjenesten svarer ikke')
  provider.open(issuer, `${origin}/api/log-in/callback`)
  const id = await staff('asta@example.dk')
  provider.account = { sub: 'asta', email: 'Asta@Example.dk', email_verified: true }
  expect((await logIn()).staffId).toBe(id)
})

test('the first log-in binds the subject; after that the e-mail may change', async () => {
  const id = await staff('bo@example.dk')
  provider.account = { sub: 'bo', email: 'bo@example.dk', email_verified: true }
  expect((await logIn()).staffId).toBe(id)
  expect(await subjectOf(id)).toBe(`${issuer.href} bo`)
  // Past row-level security: the log of staff is not for the app to read.
  const owner = new pg.Pool({ connectionString: database.url })
  const { rows } = await owner.query(
    `select action from change_log where subject = 'staff' and subject_id = $1 order by id`,
    [id],
  )
  await owner.end()
  expect(rows.map(({ action }) => action)).toEqual(['session.bindSubject', 'session.begin'])
  browser = new TestBrowser()
  provider.account = { sub: 'bo', email: 'bo.nyt@example.dk', email_verified: true }
  expect((await logIn()).staffId).toBe(id)
})

test('an e-mail that the provider has not verified matches nobody', async () => {
  const id = await staff('cia@example.dk')
  for (const account of [
    { sub: 'cia', email: 'cia@example.dk', email_verified: false },
    { sub: 'cia', email: 'cia@example.dk' },
    { sub: 'cia' },
  ]) {
    browser = new TestBrowser()
    provider.account = account
    const { status, text, staffId } = await logIn()
    expect({ status, staffId }).toEqual({ status: 403, staffId: undefined })
    expect(text).toContain('Du er ikke oprettet i Medgang')
    expect(text).not.toContain('cia@example.dk')
  }
  expect(await subjectOf(id)).toBeNull()
})

test('a new colleague who gets an old address does not become the old colleague', async () => {
  const id = await staff('dan@example.dk')
  provider.account = { sub: 'dan-1', email: 'dan@example.dk', email_verified: true }
  expect((await logIn()).staffId).toBe(id)
  browser = new TestBrowser()
  provider.account = { sub: 'dan-2', email: 'dan@example.dk', email_verified: true }
  expect((await logIn()).status).toBe(403)
  expect(await subjectOf(id)).toBe(`${issuer.href} dan-1`)
})

test('a subject of an earlier provider gives way to this one’s', async () => {
  const id = await staff('eva@example.dk')
  await house.pool.query(`update staff set oidc_subject = 'https://old.example.dk/ 7' where id = $1`, [id])
  provider.account = { sub: '7', email: null as never }
  expect((await logIn()).status).toBe(403)
  browser = new TestBrowser()
  provider.account = { sub: '7', email: 'eva@example.dk', email_verified: true }
  expect((await logIn()).staffId).toBe(id)
})

test.each([
  ['a role that ended', '[2020-01-01,2021-01-01)'],
  ['no role', null],
])('somebody with %s is told so, and gets no session', async (what, during) => {
  const sub = what.replaceAll(' ', '-')
  await staff(`${sub}@example.dk`, during)
  provider.account = { sub, email: `${sub}@example.dk`, email_verified: true }
  const { status, text } = await logIn()
  expect(status).toBe(403)
  expect(text).toContain('Du har ingen rolle i Medgang lige nu')
  expect(browser.cookie('medgang')).toBeUndefined()
})

test('a log-in that is broken off leads to a page that says so', async () => {
  provider.account = null
  const { status, text } = await logIn()
  expect(status).toBe(403)
  expect(text).toContain('Du blev ikke logget ind')
})

test('log-out ends the session here and leads on to the provider’s', async () => {
  await staff('finn@example.dk')
  provider.account = { sub: 'finn', email: 'finn@example.dk', email_verified: true }
  await logIn()
  const out = await browser.ask(`${origin}/api/log-out`, {
    method: 'POST',
    headers: { origin, 'content-type': 'application/json' },
    body: '{}',
  })
  const { goTo } = (await out.json()) as { goTo: string }
  const address = new URL(goTo)
  expect(address.origin + address.pathname).toBe(`${issuer.origin}/session/end`)
  expect(address.searchParams.get('post_logout_redirect_uri')).toBe(`${origin}/`)
  // The provider takes the hint for its own, and asks for leave to end.
  expect((await browser.ask(goTo)).status).toBe(200)
  expect((await browser.ask(`${origin}/api/session`)).status).toBe(401)
})

test('the e-mail may also be told at the userinfo address', async () => {
  provider.open(issuer, `${origin}/api/log-in/callback`, false)
  const id = await staff('gro@example.dk')
  provider.account = { sub: 'gro', email: 'gro@example.dk', email_verified: true }
  // The new provider has new keys, which are fetched once the old ones do not fit.
  const { status, staffId } = await logIn()
  expect({ status, staffId }).toEqual({ status: 404, staffId: id })
})

test('with a provider of one’s own there is no demo log-in, even in a demo', async () => {
  await house.pool.query(`insert into municipality (name, is_demo) values ('Prøveby', true)`)
  expect((await browser.ask(`${origin}/demo-log-in/.well-known/openid-configuration`)).status).toBe(404)
})
