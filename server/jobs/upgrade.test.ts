import { createHash, randomBytes } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { statutoryRules } from '#domain/rhythm/templates/statutory.ts'
import { migrate } from '#server/database/migrate.ts'
import { createPool } from '#server/database/pool.ts'
import { inTransaction } from '#server/database/transaction.ts'
import { differingDeadlines } from '#server/records/deadlines.ts'
import { ruleColumns } from '#server/records/rule-columns.ts'
import { nightly } from './nightly.ts'

/** The last of the files that the version before this knew. */
const lastBefore = '0063_close_the_door.sql'
const folder = new URL('../database/migrations/', import.meta.url)
const today = Temporal.Now.plainDateISO()
const entry = { kind: 'system', onBehalfOf: null, today, requestId: 'test' } as const

const name = `test_${randomBytes(6).toString('hex')}`
const url = `${inject('databaseServer')}/${name}`
let owner: pg.Client
let pool: pg.Pool

/** A municipality at work with the version before: 1 newcomer, 2 long there, 3 out of school, 4 closed. */
beforeAll(async () => {
  const server = new pg.Client({ connectionString: `${inject('databaseServer')}/postgres` })
  await server.connect()
  await server.query(`create database ${name}`)
  await server.end()
  owner = new pg.Client({ connectionString: url })
  await owner.connect()
  await owner.query(`create table migration (
    name text primary key, checksum text not null, run_at timestamptz not null default now())`)
  for (const file of (await readdir(folder)).filter(each => each <= lastBefore).sort()) {
    const text = await readFile(new URL(file, folder), 'utf8')
    await owner.query(text)
    const checksum = createHash('sha256').update(text).digest('hex')
    await owner.query('insert into migration (name, checksum) values ($1, $2)', [file, checksum])
  }
  await owner.query(
    `insert into municipality (name, template, is_demo, is_trial) values ('Prøveby', 'horsens', false, false)`,
  )
  await owner.query(`
    insert into rule (key, name, clock, status, source, during, anchor, pattern, fulfilled_by,
      interval_unit, interval_length, non_working_days, stops_in_pause)
    values ('foerste-samtale', 'Første samtale inden 7 dage', 'statutory', 'law', 'LAB § 31, stk. 5', '[2020-01-01,)',
      'enquiry', 'once', '{meeting}', 'days', 7, 'stays', false);
    insert into youth (given_name, family_name, search_name, birth_date) values
      ('Ny', 'Prøve', 'ny prøve', current_date - 20 * 366), ('Gammel', 'Prøve', 'gammel prøve', current_date - 22 * 366),
      ('Ung', 'Prøve', 'ung prøve', current_date - 16 * 366), ('Lukket', 'Prøve', 'lukket prøve', current_date - 21 * 366);
    insert into youth_case (youth_id, enquiry_day, during, close_reason) values
      (1, current_date - 20, daterange(current_date - 20, null), null),
      (2, current_date - 400, daterange(current_date - 400, null), null),
      (3, current_date - 200, daterange(current_date - 200, null), null),
      (4, current_date - 40, daterange(current_date - 40, current_date - 5), 'moved');
    insert into assessment (youth_id, target_group, during) values
      (1, 'educationReady', daterange(current_date - 18, null)),
      (2, 'educationReady', daterange(current_date - 390, null));
    insert into activity (youth_id, kind, during) values (3, 'education', daterange(current_date - 180, current_date - 3));
    insert into derivation select id, current_date - 1 from youth`)
  await migrate(url)
  pool = createPool({ url, role: 'medgang_app', max: 2, onError: () => undefined })
})
afterAll(async () => {
  await owner.end()
  await pool.end()
  const server = new pg.Client({ connectionString: `${inject('databaseServer')}/postgres` })
  await server.connect()
  await server.query(`drop database ${name} with (force)`)
  await server.end()
})

const newKeys = ['endelig-maalgruppe', 'kontakt-uden-for-plan', 'ny-aktivitet', 'trin-i-paalaeg']

test('whoever is at work gets the statutory rules as they ship, from so lately that the past stays as it was', async () => {
  const { rows } = await owner.query<Record<string, unknown>>(
    `select *, lower(during) <= current_date and lower(during) > current_date - interval '3 months' as is_lately
     from rule where key = any ($1) order by key`,
    [newKeys],
  )
  expect(rows.map(row => row['key'])).toEqual(newKeys)
  for (const row of rows) {
    const shipped = statutoryRules.find(rule => rule.key === row['key'] && rule.during.to === null)
    const { during: _during, ...columns } = ruleColumns({ ...(shipped ?? fail()), programmeId: null })
    expect(row).toMatchObject(columns)
    expect(row['is_lately']).toBe(true)
  }
})

test('all is derived anew at the next start, and what the old rules had made is not called wrong', async () => {
  expect(await nightly(pool, entry)).toEqual({ checked: 4, differing: [] })
  const { rows } = await owner.query(
    `
    select d.youth_id::int, r.key, d.state, d.due_day - current_date as days
    from deadline d join rule r on r.id = d.rule_id where r.key = any ($1) order by d.youth_id, r.key`,
    [newKeys],
  )
  expect(rows).toEqual([
    { youth_id: 1, key: 'endelig-maalgruppe', state: 'open', days: expect.any(Number) },
    { youth_id: 3, key: 'kontakt-uden-for-plan', state: 'open', days: expect.any(Number) },
  ])
  expect(rows.every(({ days }) => days >= 0)).toBe(true)
  expect(await nightly(pool, entry)).toEqual({ checked: 0, differing: [] })
  expect(await inTransaction(pool, entry, db => differingDeadlines(db, [1, 2, 3, 4]))).toEqual([])
})

test('whoever had contacts of several kinds on one day is derived anew, since they are counted in another order', async () => {
  await owner.query(`
    insert into contact (youth_id, source, kind, outcome, starts_at, day)
    select youth_id, 'import', kind, 'held', now() - days * interval '1 day', current_date - days
    from (values (1, 'call', 2), (1, 'letter', 2), (2, 'call', 2), (2, 'letter', 3), (3, 'call', 2), (3, 'call', 2))
      as c (youth_id, kind, days)`)
  await nightly(pool, entry)
  await owner.query(await readFile(new URL('0158_one_order_in_a_day.sql', folder), 'utf8'))
  const { rows } = await owner.query('select youth_id::int from derivation where anew')
  expect(rows).toEqual([{ youth_id: 1 }])
})

test('whoever lately asked for help awaits the final decision; nobody else is called provisional', async () => {
  const { rows } = await owner.query('select youth_id::int, stage from assessment order by id')
  expect(rows).toEqual([
    { youth_id: 1, stage: 'provisional' },
    { youth_id: 2, stage: 'later' },
  ])
})

function fail(): never {
  throw new Error('a rule that was put in does not ship')
}
