import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPool } from '#server/database/pool.ts'
import { freshDatabase } from '#server/database/test-database.ts'
import { inTransaction } from '#server/database/transaction.ts'
import { differingDeadlines, recomputeDeadlines } from '#server/records/deadlines.ts'
import { nightly } from './nightly.ts'
import { brokenSeals, sealLogs } from './seal-logs.ts'

const at = (day: string) =>
  ({ kind: 'system', onBehalfOf: null, today: Temporal.PlainDate.from(day), requestId: 'test' }) as const

let database: Awaited<ReturnType<typeof freshDatabase>>
let pool: pg.Pool
let owner: pg.Client
let youthIds: number[]

beforeAll(async () => {
  database = await freshDatabase()
  pool = createPool({ url: database.url, role: 'medgang_app', max: 4, onError: () => undefined })
  owner = new pg.Client({ connectionString: database.url })
  await owner.connect()
  await owner.query(`
    insert into rule (key, name, clock, status, source, during, anchor, pattern, fulfilled_by, target_group,
      interval_unit, interval_length, non_working_days, stops_in_pause)
    values ('monthly', 'Møde hver måned', 'promise', 'local', 'Lokalt', '[2017-01-01,)', 'assessment', 'every',
      '{meeting}', 'activityReady', 'months', 1, 'dayBefore', true);
    insert into youth (given_name, family_name, search_name, birth_date)
      select 'Ung', n::text, 'ung ' || n, '2006-05-05' from generate_series(1, 5) n;
    insert into youth_case (youth_id, during) select id, '[2026-01-05,)' from youth;
    insert into assessment (youth_id, target_group, during) select id, 'activityReady', '[2026-01-05,)' from youth;
    insert into contact (youth_id, kind, outcome, starts_at, day, source)
      select id, 'meeting', 'held', '2026-10-20T08:00Z', '2026-10-20', 'import' from youth`)
  youthIds = (await owner.query<{ id: string }>('select id from youth')).rows.map(row => Number(row.id))
  await inTransaction(pool, at('2026-11-19'), db =>
    recomputeDeadlines(db, youthIds, Temporal.PlainDate.from('2026-11-19')),
  )
})
afterAll(async () => {
  await owner.end()
  await pool.end()
  await database.drop()
})

test('a quiet night proves every stored deadline equal, and derives them as of the new day', async () => {
  expect(await nightly(pool, at('2026-11-20'))).toEqual({ checked: 5, differing: [] })
  expect(await nightly(pool, at('2026-11-20'))).toEqual({ checked: 0, differing: [] })
})

test('a stored deadline that does not follow from the history is found, written down and mended', async () => {
  await owner.query(`update deadline set due_day = due_day + 1 where youth_id = $1 and state = 'open'`, [
    youthIds[2],
  ])
  expect(await nightly(pool, at('2026-11-21'))).toEqual({ checked: 5, differing: [youthIds[2]] })
  const { rows } = await owner.query('select differing::int[] from proof order by id desc limit 1')
  expect(rows).toEqual([{ differing: [youthIds[2]] }])
  expect(await nightly(pool, at('2026-11-22'))).toEqual({ checked: 5, differing: [] })
})

test('two changes of the same person at once leave what follows from both', async () => {
  const [youthId] = youthIds
  const today = Temporal.PlainDate.from('2026-11-22')
  const meet = (day: string) =>
    inTransaction(pool, at('2026-11-22'), async db => {
      await db
        .insertInto('contact')
        .values({
          youth_id: youthId ?? 0,
          kind: 'meeting',
          outcome: 'held',
          starts_at: Temporal.Instant.from(`${day}T09:00Z`),
          day: Temporal.PlainDate.from(day),
          source: 'import',
        })
        .execute()
      await recomputeDeadlines(db, [youthId ?? 0], today)
    })
  await Promise.all([meet('2026-11-05'), meet('2026-11-12'), meet('2026-11-17')])
  expect(await nightly(pool, at('2026-11-23'))).toEqual({ checked: 5, differing: [] })
})

test('stopped in the middle of a change of the rules, nobody is half derived, and the next run goes on', async () => {
  const today = Temporal.PlainDate.from('2026-11-24')
  await owner.query(`
    with y as (insert into youth (given_name, family_name, search_name, birth_date)
      select 'Flere', n::text, 'flere ' || n, '2006-05-05' from generate_series(1, 500) n returning id),
    c as (insert into youth_case (youth_id, during) select id, '[2026-01-05,)' from y)
    insert into assessment (youth_id, target_group, during) select id, 'activityReady', '[2026-01-05,)' from y`)
  const everybody = (await owner.query<{ id: string }>('select id from youth order by id')).rows.map(row =>
    Number(row.id),
  )
  await inTransaction(pool, at('2026-11-24'), db => recomputeDeadlines(db, everybody, today))
  await owner.query(`
    update rule set during = '[2017-01-01,2026-11-24)';
    insert into rule (key, name, clock, status, source, during, anchor, pattern, fulfilled_by, target_group,
      interval_unit, interval_length, non_working_days, stops_in_pause)
    values ('monthly', 'Møde hver anden måned', 'promise', 'local', 'Lokalt', '[2026-11-24,)', 'assessment', 'every',
      '{meeting}', 'activityReady', 'months', 2, 'dayBefore', true);
    update derivation set anew = true`)
  const last = everybody.at(-1)
  await owner.query('begin')
  await owner.query('select from youth_case where youth_id = $1 for update', [last])
  const dying = createPool({ url: database.url, role: 'medgang_app', max: 1, onError: () => undefined })
  const run = nightly(dying, at('2026-11-24'))
  const failed = expect(run).rejects.toThrow()
  for (;;) {
    const { rows } = await owner.query<{ pid: number }>(
      `select pid from pg_locks where not granted and pid in
        (select pid from pg_stat_activity where datname = current_database())`,
    )
    if (rows[0] === undefined) continue
    await owner.query('select pg_terminate_backend($1)', [rows[0].pid])
    break
  }
  await failed
  await dying.end()
  await owner.query('commit')
  const left = await owner.query<{ id: string }>('select youth_id as id from derivation where anew')
  expect(left.rows).toHaveLength(105)
  const marked = new Set(left.rows.map(({ id }) => Number(id)))
  const done = everybody.filter(id => !marked.has(id))
  expect(await inTransaction(pool, at('2026-11-24'), db => differingDeadlines(db, done))).toEqual([])
  expect(await nightly(pool, at('2026-11-24'))).toEqual({ checked: 105, differing: [] })
  expect(await inTransaction(pool, at('2026-11-24'), db => differingDeadlines(db, everybody))).toEqual([])
})

test('a seal fits its log, and no longer when somebody with the power to has rewritten a row', async () => {
  await inTransaction(pool, at('2026-11-22'), async db => {
    await db
      .insertInto('change_log')
      .values({ action: 'test', subject: 'test', request_id: 'test', youth_id: youthIds[0] ?? null })
      .execute()
  })
  const [seal] = await sealLogs(pool, at('2026-11-22'))
  expect(seal).toEqual({
    log: 'change_log',
    toId: expect.any(Number),
    hash: expect.stringMatching(/^[0-9a-f]{64}$/),
  })
  expect(await sealLogs(pool, at('2026-11-22'))).toEqual([seal])
  expect(await brokenSeals(pool, at('2026-11-22'))).toEqual([])
  await inTransaction(pool, at('2026-11-22'), db =>
    db
      .insertInto('change_log')
      .values({ action: 'later', subject: 'test', request_id: 'test', youth_id: youthIds[1] ?? null })
      .execute(),
  )
  const [next] = await sealLogs(pool, at('2026-11-22'))
  expect(next?.toId).toBe((seal?.toId ?? 0) + 1)
  expect(await brokenSeals(pool, at('2026-11-22'))).toEqual([])
  await expect(owner.query(`update change_log set action = 'other'`)).rejects.toThrow('append-only')
  await owner.query('alter table change_log disable trigger change_log_append_only')
  await owner.query(`update change_log set action = 'other' where action = 'test'`)
  expect(await brokenSeals(pool, at('2026-11-22'))).toEqual([
    { log: 'change_log', seal_id: expect.anything() },
  ])
})
