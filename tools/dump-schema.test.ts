import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDatabase } from '../server/database/test-database.ts'
import { checkSchemaHabits, dumpSchema } from './dump-schema.ts'

const one = await freshDatabase()
const other = await freshDatabase()
const client = new pg.Client({ connectionString: one.url })
const twin = new pg.Client({ connectionString: other.url })

beforeAll(async () => {
  await client.connect()
  await twin.connect()
})

afterAll(async () => {
  await client.end()
  await twin.end()
  await one.drop()
  await other.drop()
})

async function isSeen(change: string): Promise<boolean> {
  const before = await dumpSchema(client)
  await client.query('begin')
  try {
    await client.query(change)
    return (await dumpSchema(client)) !== before
  } finally {
    await client.query('rollback')
  }
}

test('the same schema gives the same text', async () => {
  const text = await dumpSchema(client)
  expect(text).toContain('create table public.municipality')
  expect(await dumpSchema(twin)).toBe(text)
})

test.each([
  'alter table municipality add column extra integer',
  'alter table municipality alter column name drop not null',
  'alter table municipality alter column is_demo set default true',
  'alter table municipality drop constraint municipality_name_length',
  'create index extra on municipality (name)',
  'create table extra (id integer)',
  'create view extra as select name from municipality',
  'alter table municipality enable row level security',
  'create policy extra on municipality using (true)',
  'grant delete on municipality to medgang_app',
  'grant update (template) on municipality to medgang_app',
  `comment on table municipality is 'something else'`,
  `comment on column municipality.name is 'something else'`,
  'create function extra() returns integer language sql as $$ select 1 $$',
  `create type extra as enum ('a')`,
  'drop trigger read_log_append_only on read_log',
])('a change is seen: %s', async change => {
  expect(await isSeen(change)).toBe(true)
})

test('the habits hold for the schema, and a slip is named', async () => {
  const kept = await checkSchemaHabits(client)
  await client.query('begin')
  await client.query(
    'create table slip (id integer primary key, other integer references slip, unique (other), check (id > 0))',
  )
  const slips = (await checkSchemaHabits(client)).filter(problem => !kept.includes(problem))
  await client.query('rollback')
  expect(slips).toEqual([
    'constraint slip_id_check of public.slip has the name that PostgreSQL gave it',
    'constraint slip_other_fkey of public.slip has the name that PostgreSQL gave it',
    'constraint slip_other_key of public.slip has the name that PostgreSQL gave it',
    'table public.slip has no comment',
  ])
})
