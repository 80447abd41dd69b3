import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { defineUseCase } from '#contract/use-case.ts'
import { freshDatabase } from '#server/database/test-database.ts'
import { fieldRefusal } from './refusal.ts'
import { readRoute, route } from './route.ts'
import { houseForTest, type TestHouse } from './test-house.ts'
import { logInForTest, sessionForTest } from './test-session.ts'

const readName = defineUseCase({
  name: 'test.read',
  summary: 'Reads',
  method: 'GET',
  path: '/api/test/:youthId',
  permission: 'youth.read',
  input: z.object({ youthId: z.coerce.number() }),
  output: z.object({ staffId: z.number() }),
})
const write = defineUseCase({
  name: 'test.write',
  summary: 'Writes',
  method: 'POST',
  path: '/api/test/:youthId',
  permission: 'contact.write',
  input: z.object({ youthId: z.coerce.number(), note: z.string() }),
  output: z.object({ staffId: z.number(), youthId: z.number() }),
})

const start = Temporal.Instant.from('2026-11-23T08:00:00Z')
let now = start
let database: Awaited<ReturnType<typeof freshDatabase>>
let house: TestHouse

beforeAll(async () => {
  database = await freshDatabase()
  house = await houseForTest(database.url, { now: () => now })
  readRoute(house, readName, () => ({
    name: 'test.read',
    text: `select json_build_object('staffId', door.staff_id())::text as body`,
    values: [],
  }))
  route(house, write, async ({ youthId, note }, { staffId }) => {
    if (note === 'wrong') throw fieldRefusal('note', 'invalid')
    return { staffId, youthId }
  })
})
afterAll(async () => {
  await house.close()
  await database.drop()
})
beforeEach(() => {
  now = start
})

const logIn = (who: Parameters<typeof logInForTest>[1] = {}) =>
  logInForTest(house.pool, { at: start, ...who })
const read = (cookie?: string) =>
  house.app.inject({ url: '/api/test/1', headers: cookie === undefined ? {} : { cookie } })
const send = (cookie: string, headers: Record<string, string> = {}) =>
  house.app.inject({
    method: 'POST',
    url: '/api/test/1',
    headers: { cookie, host: 'localhost:8080', ...headers },
    payload: { note: 'x' },
  })

describe('a session', () => {
  test('none, one that nobody has, and one in another cookie are not enough', async () => {
    const { cookie } = await logIn()
    for (const wrong of [
      undefined,
      'medgang=',
      `medgang=${'A'.repeat(43)}`,
      cookie.replace('medgang=', 'other='),
    ]) {
      const answer = await read(wrong)
      expect(answer.statusCode).toBe(401)
      expect(answer.json().error.code).toBe('notLoggedIn')
    }
    expect((await read(cookie)).statusCode).toBe(200)
  })

  test('tells the use case who asks', async () => {
    const { cookie, staffId } = await logIn()
    expect((await read(cookie)).json()).toEqual({ staffId })
    expect((await send(cookie)).json()).toEqual({ staffId, youthId: 1 })
  })

  test('ends an hour after the last request, and each request prolongs it', async () => {
    const { cookie } = await logIn()
    for (const minutes of [59, 118, 177]) {
      now = start.add({ minutes })
      expect((await read(cookie)).statusCode).toBe(200)
    }
    now = start.add({ minutes: 177 + 61 })
    expect((await read(cookie)).statusCode).toBe(401)
  })

  test('ends after twelve hours, however busy', async () => {
    const { cookie } = await logIn()
    for (let minutes = 30; minutes < 12 * 60; minutes += 30) {
      now = start.add({ minutes })
      expect((await read(cookie)).statusCode).toBe(200)
    }
    now = start.add({ hours: 12 })
    expect((await read(cookie)).statusCode).toBe(401)
  })

  test('does not wait for a long transaction of its own', async () => {
    const { cookie, staffId } = await logIn()
    const client = await house.pool.connect()
    try {
      await client.query('begin')
      await client.query('update session set last_seen_at = last_seen_at where staff_id = $1', [staffId])
      now = start.add({ minutes: 5 })
      expect((await read(cookie)).statusCode).toBe(200)
    } finally {
      await client.query('rollback')
      client.release()
    }
  })
})

describe('a role', () => {
  test('that ended yesterday opens nothing', async () => {
    const { cookie, staffId } = await logIn()
    await house.pool.query(`update staff_role set during = '[2026-01-01,2026-11-23)' where staff_id = $1`, [
      staffId,
    ])
    const answer = await read(cookie)
    expect(answer.statusCode).toBe(403)
    expect(answer.json().error.code).toBe('notPermitted')
  })

  test('of somebody who has left opens nothing from the day after', async () => {
    const { cookie, staffId } = await logIn()
    await house.pool.query(`update staff set left_on = '2026-11-23' where id = $1`, [staffId])
    expect((await read(cookie)).statusCode).toBe(200)
    now = start.add({ hours: 24 })
    const next = await sessionForTest(house.pool, staffId, now)
    expect((await read(next)).statusCode).toBe(403)
  })

  test('that may not is refused', async () => {
    expect((await read((await logIn({ roles: ['administrator'] })).cookie)).statusCode).toBe(403)
    expect((await read((await logIn({ roles: [] })).cookie)).statusCode).toBe(403)
  })
})

describe('other sites', () => {
  test.each([
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'https://evil.example' },
    { origin: 'http://localhost:9999' },
    { origin: 'null' },
    { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' },
    { origin: 'http://evil.example', host: 'evil.example' },
  ])('%o may not change anything', async headers => {
    const { cookie } = await logIn()
    expect((await send(cookie, headers as Record<string, string>)).statusCode).toBe(403)
  })

  test.each([
    { 'sec-fetch-site': 'same-origin', origin: 'http://localhost:8080' },
    { 'sec-fetch-site': 'none' },
    {},
  ])('%o may', async headers => {
    const { cookie } = await logIn()
    expect((await send(cookie, headers as Record<string, string>)).statusCode).toBe(200)
  })

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    'a body of %s, which a form can send, is not read',
    async type => {
      const { cookie } = await logIn()
      const answer = await house.app.inject({
        method: 'POST',
        url: '/api/test/1',
        headers: { cookie, 'content-type': type },
        payload: '{"note":"x"}',
      })
      expect(answer.statusCode).toBe(415)
    },
  )
})

describe('answers', () => {
  test('carry strict headers', async () => {
    const { headers } = await read((await logIn()).cookie)
    expect(headers['content-security-policy']).toBe(
      "default-src 'self';base-uri 'none';object-src 'none';frame-ancestors 'none';form-action 'self'",
    )
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
    })
    expect(headers['permissions-policy']).toContain('geolocation=()')
    expect(headers['strict-transport-security']).toBeUndefined()
  })

  test('to something wrong name the field and the request, and repeat nothing', async () => {
    const { cookie } = await logIn()
    const answer = await house.app.inject({
      method: 'POST',
      url: '/api/test/1',
      headers: { cookie },
      payload: { note: 'wrong' },
    })
    expect(answer.statusCode).toBe(400)
    expect(answer.json()).toEqual({
      error: {
        code: 'badInput',
        fields: [{ field: 'note', code: 'invalid' }],
        requestId: expect.any(String),
      },
    })
  })

  test.each([
    ['no JSON', '{"note":', 400],
    ['too much', JSON.stringify({ note: 'x'.repeat(300_000) }), 413],
    ['a poisoned prototype', '{"__proto__":{"note":"x"}}', 400],
  ])('%s is refused', async (_what, payload, status) => {
    const { cookie } = await logIn()
    const answer = await house.app.inject({
      method: 'POST',
      url: '/api/test/1',
      headers: { cookie, 'content-type': 'application/json' },
      payload,
    })
    expect(answer.statusCode).toBe(status)
  })

  test('the path decides about whom, whatever the body says', async () => {
    const { cookie } = await logIn()
    const answer = await house.app.inject({
      method: 'POST',
      url: '/api/test/1',
      headers: { cookie },
      payload: { note: 'x', youthId: 2 },
    })
    expect(answer.json().youthId).toBe(1)
  })

  test('an unknown address under /api is not found, as JSON', async () => {
    const answer = await house.app.inject({ url: '/api/nowhere', headers: { accept: 'text/html' } })
    expect(answer.statusCode).toBe(404)
    expect(answer.json().error.code).toBe('notFound')
  })
})

describe('on https', () => {
  test('only the cookie with the prefix counts, and HSTS is told', async () => {
    const secure = await houseForTest(database.url, {
      now: () => now,
      publicUrl: new URL('https://medgang.example.dk'),
      issuerOrigin: 'https://log-in.example.dk',
    })
    try {
      readRoute(secure, readName, () => ({ name: 'x', text: `select '{}' as body`, values: [] }))
      route(secure, write, async ({ youthId }, { staffId }) => ({ staffId, youthId }))
      const { cookie } = await logIn()
      expect((await secure.app.inject({ url: '/api/test/1', headers: { cookie } })).statusCode).toBe(401)
      const answer = await secure.app.inject({ url: '/api/test/1', headers: { cookie: `__Host-${cookie}` } })
      expect(answer.statusCode).toBe(200)
      expect(answer.headers['strict-transport-security']).toBe('max-age=31536000')
      expect(answer.headers['content-security-policy']).toContain(
        "form-action 'self' https://log-in.example.dk",
      )
      const post = (origin: string) =>
        secure.app.inject({
          method: 'POST',
          url: '/api/test/1',
          headers: { cookie: `__Host-${cookie}`, origin, host: 'inside:8080' },
          payload: { note: 'x' },
        })
      expect((await post('https://medgang.example.dk')).statusCode).toBe(200)
      expect((await post('http://inside:8080')).statusCode).toBe(403)
    } finally {
      await secure.close()
    }
  })
})

test('a session that asks too often is told to wait, another is not', async () => {
  const busy = await houseForTest(database.url, { now: () => now, requestsPerMinute: 3 })
  try {
    readRoute(busy, readName, () => ({ name: 'x', text: `select '{}' as body`, values: [] }))
    const [one, two] = [await logIn(), await logIn()]
    const ask = async (cookie: string) => busy.app.inject({ url: '/api/test/1', headers: { cookie } })
    // Until it is known, a session counts for its address.
    expect((await ask(one.cookie)).statusCode).toBe(200)
    for (let count = 0; count < 3; count++) expect((await ask(one.cookie)).statusCode).toBe(200)
    const answer = await ask(one.cookie)
    expect(answer.statusCode).toBe(429)
    expect(answer.json().error.code).toBe('tooMany')
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
    expect((await ask(two.cookie)).statusCode).toBe(200)
  } finally {
    await busy.close()
  }
})

test('whoever makes up sessions is counted by address, and keeps nobody out who is known', async () => {
  const busy = await houseForTest(database.url, { now: () => now, requestsPerMinute: 3 })
  try {
    readRoute(busy, readName, () => ({ name: 'x', text: `select '{}' as body`, values: [] }))
    const { cookie } = await logIn()
    const ask = async (cookieSent: string, remoteAddress: string) =>
      (await busy.app.inject({ url: '/api/test/1', headers: { cookie: cookieSent }, remoteAddress }))
        .statusCode
    expect(await ask(cookie, '10.0.0.1')).toBe(200)
    const invented: number[] = []
    for (let count = 0; count < 4; count++) invented.push(await ask(`medgang=made-up-${count}`, '10.0.0.1'))
    expect(invented).toEqual([401, 401, 429, 429])
    expect(await ask(cookie, '10.0.0.1')).toBe(200)
    expect(await ask('medgang=made-up', '10.0.0.2')).toBe(401)
  } finally {
    await busy.close()
  }
})

test('a session that has ended counts for its address again', async () => {
  const busy = await houseForTest(database.url, { now: () => now, requestsPerMinute: 2 })
  try {
    readRoute(busy, readName, () => ({ name: 'x', text: `select '{}' as body`, values: [] }))
    const { cookie, staffId } = await logIn()
    const ask = async () => (await busy.app.inject({ url: '/api/test/1', headers: { cookie } })).statusCode
    // One for the address, then one for the session.
    expect([await ask(), await ask()]).toEqual([200, 200])
    await busy.pool.query('delete from session where staff_id = $1', [staffId])
    // The session's last, then the address's last.
    expect([await ask(), await ask(), await ask()]).toEqual([401, 401, 429])
  } finally {
    await busy.close()
  }
})
