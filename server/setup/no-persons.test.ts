import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDatabase } from '#server/database/test-database.ts'
import { inTransaction } from '#server/database/transaction.ts'
import { loadDemo } from '#server/demo/load-demo.ts'
import { houseForTest, type TestHouse } from '#server/door/test-house.ts'
import { createCprVault } from '#server/records/cpr-vault.ts'
import { setupText } from './export-setup.ts'

const today = Temporal.PlainDate.from('2026-11-23')
const system = { kind: 'system', onBehalfOf: null, today, requestId: 'test' } as const

let database: Awaited<ReturnType<typeof freshDatabase>>
let house: TestHouse
let owner: pg.Client

beforeAll(async () => {
  database = await freshDatabase()
  house = await houseForTest(database.url, {
    now: () => today.toZonedDateTime('Europe/Copenhagen').toInstant(),
  })
  owner = new pg.Client({ connectionString: database.url })
  await owner.connect()
  const key = Buffer.alloc(32, 7)
  const cpr = createCprVault({ encryption: new Map([[1, key]]), current: 1, index: key })
  await inTransaction(house.pool, system, db => loadDemo(db, { seed: 2018, today, cpr }))
})
afterAll(async () => {
  await owner.end()
  await house.close()
  await database.drop()
})

/** Every table that is about somebody, or that names somebody by a path of references, but the set-up's own. */
const tablesOfPersons = `
  with recursive references_to as (
    select conrelid as from_table, confrelid as to_table from pg_constraint where contype = 'f'
  ), reached as (
    select 'public.youth'::regclass::oid as id union select 'public.staff'::regclass::oid
    union select r.from_table from reached join references_to r on r.to_table = reached.id
  )
  select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = 'public' and c.relkind = 'r' and c.relname not in (select unnest($1::text[]))
    and (c.oid in (select id from reached)
      or exists (select from pg_attribute a where a.attrelid = c.oid and a.attname in ('youth_id', 'youth_ids', 'staff_id')))
  order by 1`

/**
 * Closings name who wrote them down, and a step of being new or a ceiling may be one member of staff's; the file leaves
 * that out, as the test below sees.
 */
const setup = [
  'closing',
  'rule',
  'rule_draft',
  'rate',
  'rate_kind',
  'target_group',
  'subject_area',
  'competence',
  'onboarding_step',
  'ceiling',
]

test('the file is the same without a single person in the database', async () => {
  await owner.query(`insert into ceiling (staff_id, cases, during, source, status)
    select min(id), 12, '[2026-01-01,)', 'Ny', 'local' from staff`)
  await owner.query(`insert into onboarding_step (staff_id, from_week, percent, during, source, status)
    select min(id), 0, 40, '[2026-01-01,)', 'Ny', 'local' from staff`)
  const whole = await inTransaction(house.pool, system, setupText)
  const { rows } = await owner.query<{ name: string }>(tablesOfPersons, [
    [...setup, 'programme', 'case_weight', 'word'],
  ])
  const tables = rows.map(row => row.name)
  for (const expected of [
    'youth',
    'guardian',
    'staff',
    'contact',
    'note',
    'assignment',
    'change_log',
    'read_log',
    'session',
  ])
    expect(tables).toContain(expected)
  const filled: string[] = []
  // References and append-only triggers rest: these are all the tables that could be asked.
  await owner.query(`set session_replication_role = 'replica'`)
  for (const table of tables) {
    const { rowCount } = await owner.query(`delete from "${table}"`)
    if ((rowCount ?? 0) > 0) filled.push(table)
  }
  await owner.query('update closing set author_id = null, withdrawn_by = null')
  await owner.query('delete from onboarding_step where staff_id is not null')
  await owner.query('delete from ceiling where staff_id is not null')
  await owner.query(`set session_replication_role = 'origin'`)
  expect(filled).toContain('youth')
  expect(filled).toContain('staff')
  expect(filled).toContain('note')
  expect(await inTransaction(house.pool, system, setupText)).toBe(whole)
})
