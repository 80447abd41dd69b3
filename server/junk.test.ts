import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { allUseCases } from '#contract/all-use-cases.ts'
import type { AnyUseCase } from '#contract/use-case.ts'
import { type Role, rolesThatMay } from '#domain/sharing/permissions.ts'
import { freshDatabase } from './database/test-database.ts'
import { inTransaction } from './database/transaction.ts'
import { houseForTest, type TestHouse } from './door/test-house.ts'
import { logInForTest } from './door/test-session.ts'
import { openRoutes } from './main.ts'
import { readEnvironment } from './ports/environment.ts'
import { loadSecrets } from './ports/secrets.ts'
import { applyTemplate } from './setup/apply-template.ts'

/** Monday 23 November 2026 at 10 in Denmark. */
const at = Temporal.Instant.from('2026-11-23T09:00:00Z')
const today = Temporal.PlainDate.from('2026-11-23')

let database: Awaited<ReturnType<typeof freshDatabase>>
let home: string
let house: TestHouse
let owner: pg.Client

beforeAll(async () => {
  database = await freshDatabase()
  owner = new pg.Client({ connectionString: database.url })
  await owner.connect()
  home = await mkdtemp(join(tmpdir(), 'medgang-junk-'))
  house = await houseForTest(database.url, { now: () => at })
  // Without limits: everything that is sent is to be looked at.
  const unlimited = { ENQUIRIES_PER_ADDRESS: '0', LOOK_UPS_PER_ADDRESS: '0', ENQUIRIES_PER_HOUR: '0' }
  const setup = { ...(await readEnvironment(unlimited)), secrets: await loadSecrets(home, {}), home }
  openRoutes(house, { ...setup, importKey: Buffer.alloc(32, 5) })
  const system = { kind: 'system', onBehalfOf: null, today, requestId: 'test' } as const
  const settings = { template: 'horsens', name: 'Prøveby', isDemo: false, isTrial: false, today } as const
  await inTransaction(house.pool, system, db => applyTemplate(db, settings))
})
afterAll(async () => {
  await owner.end()
  await house.close()
  await database.drop()
  await rm(home, { recursive: true })
})

/** What nobody means, and what a program that is mistaken or ill-meaning sends all the same. */
const junk: readonly unknown[] = [
  ...[null, true, [], {}, [null], '', 'x', '-1', -1, 1.5, 1e300],
  ...[2_147_483_648, Number.MAX_SAFE_INTEGER, '9223372036854775808'],
  ...['2026-02-30', '0000-01-01', '9999-12-31', '-000001-01-01T00:00Z', '9999-12-31T23:59:59.999999999Z'],
  ...['a\u0000b', '\ud800', "%\\'", 'x'.repeat(5000)],
]

type Schema = z.core.JSONSchema.BaseSchema
type Place = readonly (string | number)[]

/** What a schema alone does not tell. */
const meant: Readonly<Record<string, unknown>> = {
  after: '2026-11-01T10:00:00Z~contact~1',
  competences: [],
  clientKey: 'f3b0c442-98fc-4c14-9afb-f4c8996fb924',
  content: Buffer.from('Navn;CPR\nUng Prøve;010207-4000\n').toString('base64'),
  cpr: '',
  email: '',
  startsAt: '2026-11-20T10:00:00Z',
  targetGroup: 'activityReady',
  targetGroups: ['activityReady'],
}

/** Something that a schema allows. */
function sample(schema: Schema, name = ''): unknown {
  if (name in meant && schema.type !== undefined && schema.type !== 'integer') return meant[name]
  if (schema.const !== undefined) return schema.const
  if (schema.enum !== undefined) return schema.enum[0]
  const variants = schema.anyOf ?? schema.oneOf ?? []
  const variant = variants.find(one => one.type !== undefined) ?? variants[0]
  if (variant !== undefined) return sample(variant)
  switch (schema.type) {
    case 'object': {
      const fields = Object.entries(schema.properties ?? {})
      return Object.fromEntries(fields.map(([key, field]) => [key, sample(field as Schema, key)]))
    }
    case 'array':
      return schema.items === undefined ? [] : [sample(schema.items as Schema)]
    case 'boolean':
      return false
    case 'string':
      if (schema.pattern?.includes('{4}')) return '2026-11-23'
      return (schema.maxLength ?? 0) > 250 ? 'noget' : '20000001'
    default:
      return Math.max(1, schema.minimum ?? 1)
  }
}

/** Every place in a value, the inner ones too. */
function places(value: unknown): Place[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => [
    [key],
    ...places(inner).map(place => [key, ...place]),
  ])
}

function withAt(value: unknown, [key, ...rest]: Place, put: unknown): unknown {
  if (key === undefined) return put
  const inner = Reflect.get(value as object, key)
  if (Array.isArray(value)) return value.with(Number(key), withAt(inner, rest, put))
  return { ...(value as object), [key]: withAt(inner, rest, put) }
}

function requestOf({ method, path }: AnyUseCase, input: Record<string, unknown>) {
  const rest = { ...input }
  const written = (value: unknown) => {
    const text = typeof value === 'object' ? JSON.stringify(value) : String(value)
    return text.isWellFormed() ? encodeURIComponent(text) : '%ED%A0%80'
  }
  const url = path.replace(/:(\w+)/g, (_all, name: string) => {
    const value = rest[name]
    delete rest[name]
    return written(value)
  })
  if (method !== 'GET') return { method, url, payload: rest }
  const query = Object.entries(rest).map(([name, value]) => `${name}=${written(value)}`)
  return { method, url: `${url}?${query.join('&')}` }
}

const byName = allUseCases.map(useCase => [useCase.name, useCase] as const)

test.each(byName)('%s refuses junk, and never fails of it', async (_name, useCase) => {
  const allowed: readonly Role[] =
    useCase.permission === 'public' ? ['caseworker'] : rolesThatMay[useCase.permission]
  const [role] = allowed
  if (role === undefined) throw new Error('nobody may')
  const { cookie, staffId } = await logInForTest(house.pool, { roles: [role], at })
  const { rows } = await owner.query<{ id: number }>(
    `with y as (insert into youth (given_name, family_name, search_name, birth_date)
       values ('Ung', 'Prøve', 'ung prøve', '2007-01-01') returning id),
     c as (insert into youth_case (youth_id, during) select id, '[2026-10-01,)' from y),
     a as (insert into assignment (youth_id, staff_id, role, during)
       select id, $1, 'caseworker', '[2026-10-01,)' from y)
     select id::int from y`,
    [staffId],
  )
  const ids = { youthId: rows[0]?.id, staffId }
  const schema = z.toJSONSchema(useCase.input, { io: 'input', unrepresentable: 'any' })
  const base = sample(schema) as Record<string, unknown>
  for (const [name, id] of Object.entries(ids)) if (name in base) base[name] = id
  const failed: unknown[] = []
  const ask = async (input: Record<string, unknown>, told: unknown) => {
    const request = requestOf(useCase, input)
    const headers = {
      ...(useCase.permission === 'public' ? {} : { cookie }),
      'sec-fetch-site': 'same-origin',
    }
    const { statusCode } = await house.app.inject({ ...request, headers })
    if (statusCode >= 500) failed.push({ told, statusCode })
  }
  for (const place of places(base))
    for (const value of junk)
      await ask(withAt(base, place, value) as Record<string, unknown>, { place, value })
  for (const value of junk)
    await ask(Object.fromEntries(Object.keys(base).map(key => [key, value])), { everywhere: value })
  expect(failed).toEqual([])
})
