import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { createPool } from '#server/database/pool.ts'
import { freshDatabase } from '#server/database/test-database.ts'
import { inTransaction } from '#server/database/transaction.ts'
import { differingDeadlines, recomputeDeadlines } from './deadlines.ts'
import { loadRhythmHistories } from './rhythm-history.ts'
import { loadRhythm } from './rules.ts'

const at = (day: string) =>
  ({ kind: 'system', onBehalfOf: null, today: Temporal.PlainDate.from(day), requestId: 'test' }) as const

let database: Awaited<ReturnType<typeof freshDatabase>>
let pool: pg.Pool
let owner: pg.Client

beforeAll(async () => {
  database = await freshDatabase()
  pool = createPool({ url: database.url, role: 'medgang_app', max: 2, onError: () => undefined })
  owner = new pg.Client({ connectionString: database.url })
  await owner.connect()
  await owner.query(`
    insert into rule (key, name, clock, status, source, during, target_group, anchor, pattern, fulfilled_by,
      interval_unit, interval_length, non_working_days, stops_in_pause, stops_in_closing) values
    ('final', 'Endelig', 'statutory', 'law', 'BEK § 6', '[2020-01-01,)', 'educationReady', 'enquiry', 'once',
      '{finalAssessment}', 'months', 3, 'stays', false, false),
    ('contact', 'Kontakt', 'statutory', 'law', '§ 10', '[2020-01-01,)', null, 'offPlan', 'once',
      '{meeting,call}', 'workingDays', 5, 'stays', false, false),
    ('activity', 'Aktivitet', 'statutory', 'law', '§ 10', '[2020-01-01,)', null, 'offPlanContact', 'once',
      '{activity}', 'days', 30, 'stays', false, true),
    ('step', 'Trin', 'statutory', 'local', 'Pålægget', '[2014-01-01,)', null, 'orderStep', 'set',
      '{orderStep}', 'days', 1, 'stays', false, false),
    ('promise', 'Løfte', 'promise', 'local', 'Huset', '[2017-01-01,)', null, 'enquiry', 'once',
      '{meeting}', 'workingDays', 10, 'dayBefore', true, false)`)
})
afterAll(async () => {
  await owner.end()
  await pool.end()
  await database.drop()
})

let youthId: number
beforeEach(async () => {
  const { rows } = await owner.query<{ id: number }>(`
    with made as (
      insert into youth (given_name, family_name, search_name, birth_date, created_at)
      values ('Ung', 'Prøve', 'ung prøve', '2009-12-10', '2026-06-20T08:00Z') returning id
    ), opened as (insert into youth_case (youth_id, during) select id, '[2026-06-01,)' from made)
    select id::int from made`)
  youthId = rows[0]?.id ?? 0
})
afterEach(async () => {
  await owner.query('delete from closing')
})

/** The deadlines as of a day, derived and stored; what is stored is proved equal. */
async function deadlines(day: string): Promise<string[]> {
  await inTransaction(pool, at(day), db => recomputeDeadlines(db, [youthId], at(day).today))
  expect(await inTransaction(pool, at(day), db => differingDeadlines(db, [youthId]))).toEqual([])
  const { rows } = await owner.query<{ told: string }>(
    `select concat_ws(' ', r.key, d.state, d.due_day, d.closed_day) as told
     from deadline d join rule r on r.id = d.rule_id where d.youth_id = $1 order by d.rule_id, d.ordinal`,
    [youthId],
  )
  return rows.map(({ told }) => told)
}

const run = (text: string) => owner.query(text.replaceAll(':youth', String(youthId)))

test('out of school: known on the day that was told, the contact, and the activity that ends it', async () => {
  await run(`insert into activity (youth_id, kind, during, notice_day)
    values (:youth, 'education', '[2026-08-10,2026-10-24)', '2026-11-03')`)
  expect(await deadlines('2026-11-04')).toEqual(['contact open 2026-11-10'])
  await run(`insert into contact (youth_id, kind, outcome, starts_at, day, source)
    values (:youth, 'call', 'held', '2026-11-05T09:00Z', '2026-11-05', 'import')`)
  expect(await deadlines('2026-11-06')).toEqual([
    'contact onTime 2026-11-10 2026-11-05',
    'activity open 2026-12-05',
  ])
  await run(`insert into activity (youth_id, kind, during) values (:youth, 'fgu', '[2026-11-23,)')`)
  expect(await deadlines('2026-11-24')).toEqual([
    'contact onTime 2026-11-10 2026-11-05',
    'activity onTime 2026-12-05 2026-11-23',
  ])
})

test('an activity that is written down late, from an earlier day, takes the clock away again', async () => {
  await run(
    `insert into activity (youth_id, kind, during) values (:youth, 'education', '[2026-08-10,2026-10-24)')`,
  )
  expect(await deadlines('2026-11-20')).toEqual(['contact open 2026-10-30'])
  await run(`insert into activity (youth_id, kind, weekly_minutes, during)
    values (:youth, 'work', 1200, '[2026-10-24,)')`)
  expect(await deadlines('2026-11-20')).toEqual([])
})

test('18 years old: the duty is over, and what was overdue is missed', async () => {
  await owner.query(`update youth set birth_date = '2008-12-10' where id = $1`, [youthId])
  await run(
    `insert into activity (youth_id, kind, during) values (:youth, 'education', '[2026-08-10,2026-10-24)')`,
  )
  expect(await deadlines('2026-12-09')).toEqual(['contact open 2026-10-30'])
  expect(await deadlines('2026-12-10')).toEqual(['contact missed 2026-10-30 2026-12-10'])
})

test('the schools’ summer: no clock for whoever begins after it, and no counted day for whoever does not', async () => {
  await run(`insert into closing (kind, name, during, source, status)
    values ('school', 'Sommerferie', '[2026-06-27,2026-08-10)', 'Lokalt', 'local')`)
  await run(`insert into activity (youth_id, kind, during) values
    (:youth, 'education', '[2026-01-05,2026-06-27)'), (:youth, 'education', '[2026-08-10,)')`)
  expect(await deadlines('2026-07-10')).toEqual([])

  await run(
    `update activity set withdrawn_at = now(), withdrawn_reason = 'fejl' where youth_id = :youth and upper_inf(during)`,
  )
  await run(`insert into contact (youth_id, kind, outcome, starts_at, day, source)
    values (:youth, 'call', 'held', '2026-06-29T09:00Z', '2026-06-29', 'import')`)
  expect(await deadlines('2026-07-10')).toEqual([
    'contact onTime 2026-07-03 2026-06-29',
    'activity open 2026-09-08',
  ])
})

test('where nothing at all is known of what somebody does, a case that was taken over starts no clock', async () => {
  expect(await deadlines('2026-06-22')).toEqual([])
  await run(`update youth_case set during = '[2026-06-19,)' where youth_id = :youth`)
  expect(await deadlines('2026-06-22')).toEqual(['contact open 2026-06-26'])
})

test('a birthday starts a clock for whoever was known to do something, and for nobody else', async () => {
  await owner.query(`update youth set birth_date = '2011-09-01' where id = $1`, [youthId])
  expect(await deadlines('2026-09-04')).toEqual([])
  await run(
    `insert into activity (youth_id, kind, during) values (:youth, 'course', '[2026-03-02,2026-08-20)')`,
  )
  expect(await deadlines('2026-09-04')).toEqual(['contact open 2026-09-08'])
})

test('a final assessment ends the three months; those from before the stages were told apart count as final', async () => {
  await run(`update youth_case set enquiry_day = '2026-09-01' where youth_id = :youth`)
  await run(`insert into activity (youth_id, kind, during) values (:youth, 'education', '[2026-06-01,)')`)
  await run(`insert into contact (youth_id, kind, outcome, starts_at, day, source)
    values (:youth, 'meeting', 'held', '2026-09-04T09:00Z', '2026-09-04', 'import')`)
  await run(`insert into assessment (youth_id, target_group, during, stage)
    values (:youth, 'educationReady', '[2026-09-04,)', 'provisional')`)
  expect(await deadlines('2026-11-04')).toEqual([
    'final open 2026-12-01',
    'promise onTime 2026-09-15 2026-09-04',
  ])
  await run(`update assessment set during = '[2026-09-04,2026-11-20)' where youth_id = :youth`)
  await run(`insert into assessment (youth_id, target_group, during, stage)
    values (:youth, 'activityReady', '[2026-11-20,)', 'final')`)
  expect(await deadlines('2026-11-24')).toContain('final onTime 2026-12-01 2026-11-20')
  await run(`update assessment set stage = 'later' where youth_id = :youth`)
  expect(await deadlines('2026-11-24')).toContain('final onTime 2026-12-01 2026-09-04')
})

test('the steps of an education order, one after the other, until it ends', async () => {
  await run(`with made as (
      insert into education_order (youth_id, during, text, given_on) values (:youth, '[2026-09-01,)', '', '2026-09-01')
      returning id)
    insert into education_order_step (order_id, youth_id, position, kind, due_day)
    select id, :youth, s.position, s.kind, s.due::date from made, (values
      (1, 'propose', '2026-09-15'), (2, 'apply', '2026-10-01'), (3, 'start', '2027-01-15')) s (position, kind, due)`)
  await run(`insert into activity (youth_id, kind, during) values (:youth, 'education', '[2026-06-01,)')`)
  expect(await deadlines('2026-09-10')).toEqual(['step open 2026-09-15'])
  await run(
    `update education_order_step set done_day = '2026-09-14' where youth_id = :youth and position = 1`,
  )
  expect(await deadlines('2026-09-20')).toEqual(['step onTime 2026-09-15 2026-09-14', 'step open 2026-10-01'])
  await run(`update education_order_step set due_day = '2026-10-12' where youth_id = :youth and position = 2`)
  expect(await deadlines('2026-10-05')).toEqual(['step onTime 2026-09-15 2026-09-14', 'step open 2026-10-12'])
  await run(
    `update education_order set during = '[2026-09-01,2026-10-20)', end_reason = 'x' where youth_id = :youth`,
  )
  expect(await deadlines('2026-10-25')).toEqual([
    'step onTime 2026-09-15 2026-09-14',
    'step missed 2026-10-12 2026-10-20',
  ])
  await run(
    `update education_order set withdrawn_at = now(), withdrawn_reason = 'fejl' where youth_id = :youth`,
  )
  expect(await deadlines('2026-10-25')).toEqual([])
})

test('the house’s closing moves a promise; one that is taken back does not', async () => {
  await run(`insert into activity (youth_id, kind, during) values (:youth, 'education', '[2026-06-01,)')`)
  await run(`update youth_case set enquiry_day = '2026-07-01' where youth_id = :youth`)
  expect(await deadlines('2026-07-02')).toEqual(['promise open 2026-07-15'])
  await run(`insert into closing (kind, name, during, source, status)
    values ('house', 'Sommerlukket', '[2026-07-13,2026-07-27)', 'Lokalt', 'local')`)
  expect(await deadlines('2026-07-02')).toEqual(['promise open 2026-07-29'])
  await run(`update closing set withdrawn_at = now(), withdrawn_reason = 'fejl'`)
  expect(await deadlines('2026-07-02')).toEqual(['promise open 2026-07-15'])
})

test('who is born on 29 February is 17 on 28 February, and 18 on 1 March of a common year', async () => {
  await run(`update youth set birth_date = '2008-02-29', created_at = '2026-02-28T08:00Z' where id = :youth`)
  await run(`update youth_case set during = '[2026-02-28,)' where youth_id = :youth`)
  expect(await deadlines('2026-02-28')).toEqual(['contact open 2026-03-06'])
  expect(await deadlines('2026-03-01')).toEqual(['contact excused 2026-03-06 2026-03-01'])
  await run(`update youth_case set during = '[2026-03-01,)' where youth_id = :youth`)
  expect(await deadlines('2026-03-01')).toEqual([])
})

test('the day of registration is the one in Denmark, whatever the time zone of the connection', async () => {
  const other = createPool({
    url: `${database.url}${database.url.includes('?') ? '&' : '?'}options=-c%20timezone%3DPacific/Kiritimati`,
    role: 'medgang_app',
    max: 1,
    onError: () => undefined,
  })

  // Half past eleven at night, seven days after the case was opened: the last day on which that is no case taken over.
  await run(`update youth set created_at = '2026-06-08T21:30Z' where id = :youth`)
  try {
    const offPlan = await inTransaction(other, at('2026-06-10'), async db => {
      const { rows } = await sql<{ zone: string }>`select current_setting('timezone') as zone`.execute(db)
      expect(rows).toEqual([{ zone: 'Pacific/Kiritimati' }])
      return (await loadRhythmHistories(db, [youthId])).get(youthId)?.offPlan
    })
    expect(offPlan?.map(({ known }) => known.toString())).toEqual(['2026-06-01'])
  } finally {
    await other.end()
  }
})

test('rules and calendar are one question, and so is everybody’s history', async () => {
  await inTransaction(pool, at('2026-07-02'), async db => {
    const { rules, calendar } = await loadRhythm(db)
    const ofContact = rules.filter(rule => rule.entrance === undefined)
    expect(ofContact.map(rule => rule.name)).toEqual(['Endelig', 'Kontakt', 'Aktivitet', 'Trin', 'Løfte'])
    expect(calendar.closed(['house', 'school'])).toEqual([])
    const histories = await loadRhythmHistories(db, [youthId])
    expect(histories.get(youthId)).toMatchObject({ deeds: [], offPlan: [], orderSteps: [] })
  })
})

test('a house without rules has a calendar all the same', async () => {
  const empty = await freshDatabase()
  const other = createPool({ url: empty.url, role: 'medgang_app', max: 1, onError: () => undefined })
  const client = new pg.Client({ connectionString: empty.url })
  await client.connect()
  try {
    await client.query(`insert into closing (kind, name, during, source, status)
      values ('house', 'Jul', '[2026-12-28,2026-12-31)', 'Lokalt', 'local')`)
    const { rules, calendar } = await inTransaction(other, at('2026-12-01'), loadRhythm)
    expect(rules.filter(rule => rule.entrance === undefined)).toEqual([])
    expect(calendar.closed(['house'])).toHaveLength(1)
  } finally {
    await client.end()
    await other.end()
    await empty.drop()
  }
})
