import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import pino from 'pino'
import { createPool } from '#server/database/pool.ts'
import { freshDatabase } from '#server/database/test-database.ts'
import { logInForTest } from '#server/door/test-session.ts'
import { startMedgang } from '#server/main.ts'

/** Monday 23 November 2026 at 10 in Denmark. */
export const testNow = Temporal.Instant.from('2026-11-23T09:00:00Z')

export interface Answer<Body> {
  status: number
  body: Body
}

export interface Refused {
  error: { code: string; reason?: string; fields?: { field: string; code: string }[] }
}

type Send = <Body = Refused>(
  cookie: string,
  method: string,
  path: string,
  body?: unknown,
) => Promise<Answer<Body>>

export interface TestWorld {
  address: string
  databaseUrl: string
  /** As the database's owner, past row-level security. */
  pool: pg.Pool
  send: Send
  end: () => Promise<void>
}

/** The app over a database of its own, with the rules of "Mod til uddannelse" and two subject areas. */
export async function testWorld(): Promise<TestWorld> {
  const database = await freshDatabase()
  const home = await mkdtemp(join(tmpdir(), 'medgang-contacts-'))
  const pool = createPool({ url: database.url, role: null, max: 4, onError: () => {} })
  await pool.query(configuration)
  const app = await startMedgang({
    databaseUrl: database.url,
    port: 0,
    host: '127.0.0.1',
    home,
    log: pino({ level: 'silent' }),
    demo: false,
    now: () => testNow,
  })
  return {
    address: app.address,
    databaseUrl: database.url,
    pool,
    send: sender(app.address),
    async end() {
      await app.close()
      await pool.end()
      await database.drop()
      await rm(home, { recursive: true })
    },
  }
}

/** Asks the app at `address` over HTTP. */
export function sender(address: string): Send {
  return async (cookie, method, path, body) => {
    const response = await fetch(`${address}${path}`, {
      method,
      headers: { cookie, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return { status: response.status, body: await response.json() }
  }
}

const configuration = `
insert into programme (key, name, during) values ('mod', 'Mod til uddannelse', '[2017-01-01,)');
insert into rule (key, name, clock, status, source, during, programme_id, anchor, pattern, fulfilled_by,
  interval_unit, interval_length, window_working_days, non_working_days, stops_in_pause)
select k, n, 'promise', 'local', 'Serviceløfte', '[2017-01-01,)', p.id, 'membership', t, f, 'months', 1, w, 'dayBefore', true
from programme p, (values
  ('meeting', 'Møde hver måned', 'every', array['meeting', 'accompaniment'], 5),
  ('call', 'Opkald imellem', 'between', array['call'], 3)) as r (k, n, t, f, w);
insert into subject_area (code, name, legal_basis, sensitive, position, status) values
  ('contact', 'Kontakt og aftaler', 'Serviceloven', false, 1, 'local'),
  ('health', 'Sundhed', 'Serviceloven', true, 2, 'local');`

interface Person {
  staffId: number
  cookie: string
}

export interface TestCase {
  youthId: number
  caseworker: Person
}

/** A young person in the programme since 1 October 2026, with a caseworker who is logged in. */
export async function testCase(pool: pg.Pool): Promise<TestCase> {
  const caseworker = await logInForTest(pool, { at: testNow })
  const { rows } = await pool.query<{ id: number }>(
    `insert into youth (given_name, family_name, search_name, birth_date, phone)
     values ('Mikkel', 'Bæk', 'mikkel bæk', '2007-03-04', '+4537203456') returning id`,
  )
  const youthId = rows[0]?.id
  if (youthId === undefined) throw new Error('no young person was made')
  await pool.query(
    `insert into youth_case (youth_id, enquiry_day, during) values ($1, '2026-10-01', '[2026-10-01,)')`,
    [youthId],
  )
  await pool.query(
    `insert into membership (youth_id, programme_id, during) select $1, id, '[2026-10-01,)' from programme`,
    [youthId],
  )
  await assign(pool, youthId, caseworker.staffId, 'caseworker')
  return { youthId, caseworker }
}

/** Gives somebody a relation to a young person. */
export async function assign(pool: pg.Pool, youthId: number, staffId: number, role: string): Promise<void> {
  await pool.query(
    `insert into assignment (youth_id, staff_id, role, during) values ($1, $2, $3, '[2026-10-01,)')`,
    [youthId, staffId, role],
  )
}

/** A held call three days ago, so that the meeting is what is owed. */
export async function calledAlready(pool: pg.Pool, { youthId, caseworker }: TestCase): Promise<void> {
  await pool.query(
    `insert into contact (youth_id, staff_id, kind, outcome, starts_at, day)
     values ($1, $2, 'call', 'held', '2026-11-20T09:00Z', '2026-11-20')`,
    [youthId, caseworker.staffId],
  )
}
