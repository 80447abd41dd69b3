import pg from 'pg'
import { freshDatabase } from '#server/database/test-database.ts'
import { inTransaction } from '#server/database/transaction.ts'
import { houseForTest } from '#server/door/test-house.ts'
import { logInForTest } from '#server/door/test-session.ts'
import { differingDeadlines, recomputeDeadlines } from '#server/records/deadlines.ts'
import { programmesRoutes } from './routes.ts'

/** Monday 23 November 2026 at 10 in Denmark. */
export const at = Temporal.Instant.from('2026-11-23T09:00:00Z')
const today = Temporal.PlainDate.from('2026-11-23')
export const system = { kind: 'system', onBehalfOf: null, today, requestId: 'test' } as const

/** A database with rules, twenty young people and their deadlines, and somebody of three roles who asks. */
export async function datedWorld() {
  const database = await freshDatabase()
  const house = await houseForTest(database.url, { now: () => at })
  programmesRoutes(house)
  const owner = new pg.Client({ connectionString: database.url })
  await owner.connect()
  // The queue itself is not there, and what is asked of it is not what these tests are about.
  await owner.query(`
    create schema if not exists graphile_worker;
    create or replace function graphile_worker.add_job(task text, payload json) returns void language sql
      return null;
    grant usage on schema graphile_worker to public`)
  const administrator = await logInForTest(house.pool, { roles: ['administrator'], at })
  const leader = await logInForTest(house.pool, { roles: ['leader'], at })
  const caseworker = await logInForTest(house.pool, { roles: ['caseworker'], at })
  let youths: number[] = []

  async function send(cookie: string, method: 'GET' | 'POST' | 'PUT', url: string, payload?: object) {
    const answer = await house.app.inject({
      method,
      url,
      headers: { cookie, 'sec-fetch-site': 'same-origin' },
      ...(payload ? { payload } : {}),
    })
    return { status: answer.statusCode, body: answer.json() }
  }

  return {
    house,
    owner,
    administrator,
    leader,
    caseworker,
    send,
    post: (url: string, payload: object) => send(leader.cookie, 'POST', url, payload),
    recompute: () => inTransaction(house.pool, system, db => recomputeDeadlines(db, youths, today)),
    /** A week ago, so that none of them is owed a meeting that was not held. */
    async meetAll(): Promise<void> {
      await owner.query(`insert into contact (youth_id, kind, outcome, starts_at, day, source)
        select id, 'meeting', 'held', '2026-11-16T09:00Z', '2026-11-16', 'import' from youth`)
      await inTransaction(house.pool, system, db => recomputeDeadlines(db, youths, today))
    },
    /** As the nightly proof sees it. */
    differing: () => inTransaction(house.pool, system, db => differingDeadlines(db, youths)),
    /** Everything that was closed before today, every column of it, as text. */
    async past(): Promise<string> {
      const { rows } = await owner.query(
        `select d::text from deadline d where closed_day < '2026-11-23' order by youth_id, rule_id, ordinal`,
      )
      return JSON.stringify(rows)
    },
    /** What is over whichever way the days ahead are: kept early, an obligation's own day may still be a closing's. */
    async pastDue(): Promise<string> {
      const { rows } = await owner.query(
        `select d::text from deadline d
        where closed_day < '2026-11-22' and due_day < '2026-11-22' and window_to < '2026-11-22'
        order by youth_id, rule_id, ordinal`,
      )
      return JSON.stringify(rows)
    },
    async open(): Promise<{ youth_id: number; rule_id: number; due_day: string }[]> {
      const { rows } = await owner.query(
        `select youth_id::int, rule_id::int, due_day::text from deadline where state = 'open' order by 1, 2, 3`,
      )
      return rows
    },
    /**
     * Twenty who enquired in June and were met now and then: some obligations are kept, some late, some open. Half
     * have a caseworker. The law asks for a first meeting, and, unverified, for one every second month.
     */
    async begin(): Promise<void> {
      await owner.query(`set session_replication_role = replica;
    truncate youth, programme, rule, closing, rate_kind, rate, rule_draft, target_group, read_log, change_log
      restart identity cascade;
    set session_replication_role = origin`)
      await owner.query(
        `insert into target_group (code, name, definition, during, source, status, position) values
      ('activityReady', 'Aktivitetsparat', 'Brug for hjælp', '[2014-01-01,)', 'BEK § 6, stk. 2', 'law', 1),
      ('educationReady', 'Uddannelsesparat', 'Kan snart', '[2014-01-01,)', 'BEK § 6, stk. 3', 'law', 2)`,
      )
      await owner.query(`
    insert into rule (key, name, clock, status, source, during, anchor, pattern, fulfilled_by,
      interval_unit, interval_length, non_working_days, stops_in_pause)
    values
      ('first', 'Første samtale', 'statutory', 'law', 'LAB § 31, stk. 5', '[2020-01-01,)', 'enquiry', 'once',
        array['meeting'], 'days', 7, 'stays', false),
      ('second', 'Hver anden måned', 'statutory', 'unverified', 'Ikke fundet', '[2020-01-01,)', 'enquiry', 'every',
        array['meeting'], 'months', 2, 'stays', false),
      ('promise', 'Opkald hver måned', 'promise', 'local', 'Lokalt', '[2020-01-01,)', 'enquiry', 'every',
        array['call'], 'months', 1, 'dayBefore', true)`)
      const { rows } = await owner.query(
        `
    with y as (insert into youth (given_name, family_name, search_name, birth_date)
      select 'Ung', n::text, 'ung', '2007-01-01' from generate_series(1, 20) n returning id),
    c as (insert into youth_case (youth_id, during, enquiry_day)
      select id, '[2026-06-01,)', date '2026-06-01' + (id % 7)::int from y),
    k as (insert into contact (youth_id, kind, outcome, starts_at, day, source)
      select id, case when n % 2 = 0 then 'meeting' else 'call' end, 'held', d, d, 'import'
      from y, generate_series(0, 4) n,
        lateral (select date '2026-06-03' + (n * 31 + id % 11)::int as d) x
      where (id + n) % 3 > 0),
    a as (insert into assignment (youth_id, staff_id, role, during)
      select id, $1, 'caseworker', '[2026-06-01,)' from y where id % 2 = 0)
    select id::int from y order by id`,
        [caseworker.staffId],
      )
      youths = rows.map(row => row.id)
      await inTransaction(house.pool, system, db => recomputeDeadlines(db, youths, today))
    },
    async end(): Promise<void> {
      await owner.end()
      await house.close()
      await database.drop()
    },
  }
}

/** A rule of the law as it is sent. */
export const law = (more: object = {}) => ({
  name: 'Hver måned',
  clock: 'statutory',
  status: 'law',
  anchor: 'enquiry',
  targetGroup: null,
  pattern: 'every',
  fulfilledBy: ['meeting'],
  intervalUnit: 'months',
  intervalLength: 1,
  count: 1,
  windowWorkingDays: 5,
  nonWorkingDays: 'stays',
  stopsInPause: false,
  stopsInClosing: false,
  returnWorkingDays: 5,
  retryWorkingDays: 3,
  escalateAfter: 3,
  source: 'LAB § 31, stk. 3',
  ...more,
})

/** The whole of a preview, as far as it is one part. */
export const part = { after: 0, names: 50 }

/** The first fault of an answer, or its reason. */
export const fault = (answer: { body: { error?: { fields?: unknown[]; reason?: string } } }) =>
  answer.body.error?.fields?.[0] ?? answer.body.error?.reason
