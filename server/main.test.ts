import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import pino from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type OpenApi, openApi } from '#contract/open-api.ts'
import { freshDatabase } from './database/test-database.ts'
import { statusOf } from './door/status.ts'
import { houseForTest, type TestHouse } from './door/test-house.ts'
import { logInForTest } from './door/test-session.ts'
import { openRoutes, startMedgang } from './main.ts'
import { readEnvironment } from './ports/environment.ts'
import { loadSecrets } from './ports/secrets.ts'

let database: Awaited<ReturnType<typeof freshDatabase>>
let home: string
let house: TestHouse

beforeAll(async () => {
  database = await freshDatabase()
  home = await mkdtemp(join(tmpdir(), 'medgang-main-'))
  house = await houseForTest(database.url)
  const setup = { ...(await readEnvironment({})), secrets: await loadSecrets(home, {}), home }
  openRoutes(house, { ...setup, importKey: Buffer.alloc(32, 5) })
  await house.app.ready()
})
afterAll(async () => {
  await house.close()
  await database.drop()
  await rm(home, { recursive: true })
})

const documented = (document: OpenApi) =>
  Object.entries(document.paths).flatMap(([path, item]) =>
    Object.keys(item).map(method => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
  )

test('every route is in the OpenAPI document, and everything in the document is a route', () => {
  // HEAD comes with GET; what lies under /demo-log-in is the demo's provider, with a description of its own.
  const ours = [...house.routes].filter(route => !/^(HEAD|\w+ \/demo-log-in\/)/.test(route))
  expect(ours.sort()).toEqual(documented(openApi('1', statusOf)).sort())
})

test('without a session every use case is refused, and log-out is none', async () => {
  const document = openApi('1', statusOf)
  for (const route of documented(document)) {
    const [method = '', path = ''] = route.split(' ')
    const item = document.paths[path.replace(/:(\w+)/g, '{$1}')]
    const operation = item?.[method.toLowerCase() as 'get']
    if (operation?.security.length === 0 || operation?.operationId === 'session.end') continue
    const answer = await house.app.inject({
      method: method as 'GET',
      url: path.replace(/:\w+/g, '1'),
      ...(method === 'GET' ? {} : { payload: {} }),
    })
    expect({ route, status: answer.statusCode }).toEqual({ route, status: 401 })
  }
})

test('somebody without a role that may is refused everywhere', async () => {
  const { cookie } = await logInForTest(house.pool, { roles: [] })
  const document = openApi('1', statusOf)
  for (const [path, item] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(item)) {
      if (operation.security.length === 0 || operation.operationId === 'session.end') continue
      const answer = await house.app.inject({
        method: method.toUpperCase() as 'GET',
        url: path.replace(/\{\w+\}/g, '1'),
        headers: { cookie },
        ...(method === 'get' ? {} : { payload: {} }),
      })
      // Wrong input may be said first; nothing may be answered.
      expect([400, 403], `${method} ${path}`).toContain(answer.statusCode)
    }
  }
})

test('the page and the document about the API', async () => {
  const page = await house.app.inject({ url: '/api' })
  expect(page.statusCode).toBe(200)
  expect(page.headers['content-type']).toBe('text/html; charset=utf-8')
  expect(page.body).not.toMatch(/<script|<style|\sstyle=|\son\w+=/)
  for (const route of documented(openApi('1', statusOf)))
    expect(page.body).toContain(`<code>${route.replace(/:(\w+)/g, '{$1}')}</code>`)
  const document = await house.app.inject({ url: '/api/openapi.json' })
  expect(document.json().openapi).toBe('3.1.1')
})

test('a new installation has settings and its first administrator, and a second start changes nothing', async () => {
  const empty = await freshDatabase()
  const owner = new pg.Pool({ connectionString: empty.url })
  const stored = async () => {
    const { rows } = await owner.query(`select
      (select json_agg(json_build_object('name', name, 'isDemo', is_demo)) from municipality) as municipality,
      (select count(*)::int from rule) as rules, (select count(*)::int from subject_area) as areas,
      (select json_agg(json_build_object('email', email, 'role', role))
        from staff join staff_role on staff_id = staff.id) as staff`)
    return rows[0]
  }
  const start = (name: string) =>
    startMedgang({
      databaseUrl: empty.url,
      port: 0,
      host: '127.0.0.1',
      home,
      log: pino({ level: 'silent' }),
      demo: false,
      env: { MUNICIPALITY_NAME: name, FIRST_ADMINISTRATOR: 'Asta Holm <asta@example.dk>' },
    })
  try {
    const first = await start('Prøveby')
    const before = await stored()
    expect(first.demoPeople).toEqual([])
    await first.close()
    expect(before.municipality).toEqual([{ name: 'Prøveby', isDemo: false }])
    expect(before.staff).toEqual([{ email: 'asta@example.dk', role: 'administrator' }])
    expect(before.rules).toBeGreaterThan(0)
    expect(before.areas).toBeGreaterThan(0)
    await (await start('Andenby')).close()
    expect(await stored()).toEqual(before)
  } finally {
    await owner.end()
    await empty.drop()
  }
})

test('a start that fails lets go of everything, and says why', async () => {
  const empty = await freshDatabase()
  const owner = new pg.Client({ connectionString: empty.url })
  await owner.connect()
  const options = {
    databaseUrl: empty.url,
    host: '127.0.0.1',
    home,
    log: pino({ level: 'silent' }),
    demo: false,
    env: {},
  }
  try {
    const first = await startMedgang({ ...options, port: 0 })
    const connections = async () =>
      (await owner.query(`select 1 from pg_stat_activity where datname = current_database()`)).rowCount
    const port = Number(new URL(first.address).port)
    await expect(startMedgang({ ...options, port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
    await first.close()
    // Our own question is one.
    await expect.poll(connections).toBe(1)
  } finally {
    await owner.end()
    await empty.drop()
  }
})
