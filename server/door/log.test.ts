import { Writable } from 'node:stream'
import pino from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { defineUseCase } from '#contract/use-case.ts'
import { text } from '#contract/values.ts'
import { freshDatabase } from '#server/database/test-database.ts'
import { healthRoute } from './health.ts'
import { readRoute, route } from './route.ts'
import { houseForTest, type TestHouse } from './test-house.ts'
import { logInForTest } from './test-session.ts'

const search = defineUseCase({
  name: 'test.search',
  summary: 'Searches',
  method: 'GET',
  path: '/api/test/:youthId/search',
  permission: 'youth.read',
  input: z.object({ youthId: z.string(), words: z.string() }),
  output: z.object({}),
})
const save = defineUseCase({
  name: 'test.save',
  summary: 'Saves',
  method: 'POST',
  path: '/api/test/:youthId',
  permission: 'youth.write',
  input: z.object({ youthId: z.string(), how: text(20), givenName: text(100), phone: text(30) }),
  output: z.object({}),
})

const secrets = ['0102034567', '010203-4567', 'Freja', 'Hemmelig', '20304050', 'freja@example.dk']

let database: Awaited<ReturnType<typeof freshDatabase>>
let house: TestHouse
let lines: string[]

beforeAll(async () => {
  database = await freshDatabase()
  lines = []
  const sink = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk))
      done()
    },
  })
  house = await houseForTest(database.url, { log: pino({ level: 'trace' }, sink) })
  healthRoute(house)
  readRoute(house, search, ({ words }) => ({
    name: 'test.search',
    text: `select json_build_object('found', $1::text)::text as body where $1::date is not null`,
    values: [words],
  }))
  route(house, save, async ({ how, givenName, phone }, { db, staffId }) => {
    const row = {
      given_name: givenName,
      family_name: 'Hemmelig',
      search_name: givenName,
      phone,
      created_by: staffId,
    }
    const born = (day: string) => ({ ...row, birth_date: Temporal.PlainDate.from(day) })
    if (how === 'constraint') await db.insertInto('youth').values(born('1700-01-01')).execute()
    if (how === 'type')
      await db
        .insertInto('youth')
        .values({ ...born('2005-01-01'), phone: phone.repeat(9) })
        .execute()
    if (how === 'throw') throw new Error(`${givenName} ${phone}`, { cause: new TypeError(givenName) })
    if (how === 'text') throw `${givenName} ${phone}`
    return {}
  })
})
afterAll(async () => {
  await house.close()
  await database.drop()
})

const taken = () => lines.splice(0).map(line => JSON.parse(line))

test('a whole day leaves no name, number or address of anybody in the log', async () => {
  const { cookie, staffId } = await logInForTest(house.pool, { givenName: 'Freja', familyName: 'Hemmelig' })
  const statuses: number[] = []
  for (const words of ['0102034567', '010203-4567', 'Freja Hemmelig', 'freja@example.dk', '2026-11-21']) {
    const url = `/api/test/0102034567/search?words=${encodeURIComponent(words)}`
    statuses.push(
      (await house.app.inject({ url, headers: { cookie, referer: `http://localhost${url}` } })).statusCode,
    )
  }
  expect(statuses).toEqual([500, 500, 500, 500, 200])
  const asked: Record<string, number> = {}
  for (const how of [
    'constraint',
    'type',
    'throw',
    'text',
    'well',
    'far too long for a word: Freja Hemmelig',
  ]) {
    const answer = await house.app.inject({
      method: 'POST',
      url: '/api/test/010203-4567',
      headers: { cookie, 'user-agent': 'Freja' },
      payload: { how, givenName: 'Freja', phone: '20304050' },
    })
    asked[how] = answer.statusCode
    expect(answer.body).not.toMatch(/Freja|20304050/)
  }
  expect(asked).toMatchObject({ constraint: 409, type: 409, throw: 500, text: 500, well: 200 })
  await house.app.inject({ url: '/api/0102034567/Freja?phone=20304050', headers: { cookie } })
  await house.app.inject({ method: 'POST', url: '/api/test/1', headers: { cookie }, payload: '{"Freja' })

  const whole = lines.join('')
  for (const secret of secrets) expect(whole).not.toContain(secret)
  expect(whole).not.toContain(cookie.slice('medgang='.length))
  const told = taken()
  expect(told).toContainEqual(
    expect.objectContaining({
      method: 'POST',
      route: '/api/test/:youthId',
      status: 200,
      staffId,
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      ms: expect.any(Number),
      msg: 'request',
    }),
  )
})

test('an error is logged once with its kind and place, under the request’s number', async () => {
  const { cookie } = await logInForTest(house.pool)
  taken()
  const answer = await house.app.inject({
    method: 'POST',
    url: '/api/test/1',
    headers: { cookie },
    payload: { how: 'throw', givenName: 'Freja', phone: '20304050' },
  })
  const told = taken()
  expect(told.map(({ msg }) => msg)).toEqual(['a request failed', 'request'])
  expect(told[0]).toMatchObject({
    level: 50,
    requestId: answer.json().error.requestId,
    error: { type: 'Error', cause: { type: 'TypeError' } },
  })
  expect(told[0].error.stack[0]).toContain('log.test.ts')
})

test('health: well with the database, unavailable without, and nothing told', async () => {
  expect((await house.app.inject({ url: '/health' })).json()).toEqual({ status: 'ok' })
  const alone = await houseForTest('postgres://nobody@127.0.0.1:9/nothing')
  healthRoute(alone)
  const answer = await alone.app.inject({ url: '/health' })
  expect(answer.statusCode).toBe(503)
  expect(answer.json()).toEqual({ status: 'unavailable' })
  await alone.close()
})
