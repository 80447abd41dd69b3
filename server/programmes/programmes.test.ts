import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { freshDatabase } from '#server/database/test-database.ts'
import { inTransaction } from '#server/database/transaction.ts'
import { houseForTest, type TestHouse } from '#server/door/test-house.ts'
import { logInForTest } from '#server/door/test-session.ts'
import { differingDeadlines, recomputeDeadlines } from '#server/records/deadlines.ts'
import { programmesRoutes } from './routes.ts'

/** Monday 23 November 2026 at 10 in Denmark. */
const at = Temporal.Instant.from('2026-11-23T09:00:00Z')
const today = Temporal.PlainDate.from('2026-11-23')
const system = { kind: 'system', onBehalfOf: null, today, requestId: 'test' } as const

let database: Awaited<ReturnType<typeof freshDatabase>>
let house: TestHouse
let owner: pg.Client
let administrator: Awaited<ReturnType<typeof logInForTest>>
let leader: Awaited<ReturnType<typeof logInForTest>>
let programmeId: number
let ruleId: number
let youths: number[]

beforeAll(async () => {
  database = await freshDatabase()
  house = await houseForTest(database.url, { now: () => at })
  programmesRoutes(house)
  owner = new pg.Client({ connectionString: database.url })
  await owner.connect()
  administrator = await logInForTest(house.pool, { roles: ['administrator'], at })
  leader = await logInForTest(house.pool, { roles: ['leader'], at })
  await owner.query(
    `insert into target_group values ('activityReady', 'Aktivitetsparat', '', '[2014-01-01,)', 'LAB', 'law', 1)`,
  )
})
afterAll(async () => {
  await owner.end()
  await house.close()
  await database.drop()
})

/** Three in a programme with a meeting a month, who were met on the 9th of November; one more is in nothing. */
beforeEach(async () => {
  // Logs are append-only, and a truncation would reach them.
  await owner.query(`set session_replication_role = replica;
    truncate youth, programme, rule, closing restart identity cascade;
    set session_replication_role = origin`)
  const made = await owner.query(`
    with p as (insert into programme (key, name, during) values ('mod', 'Mod', '[2017-01-01,)') returning id)
    insert into rule (key, name, clock, status, source, during, programme_id, anchor, pattern, fulfilled_by,
      interval_unit, interval_length, non_working_days, stops_in_pause)
    select 'monthly', 'Møde hver måned', 'promise', 'local', 'Lokalt', '[2017-01-01,)', id, 'membership', 'every',
      array['meeting'], 'months', 1, 'dayBefore', true from p
    returning id::int, programme_id::int`)
  ruleId = made.rows[0].id
  programmeId = made.rows[0].programme_id
  const { rows } = await owner.query(`
    with y as (insert into youth (given_name, family_name, search_name, birth_date)
      select 'Ung', n::text, 'ung', '2007-01-01' from generate_series(1, 4) n returning id),
    c as (insert into youth_case (youth_id, during) select id, '[2026-09-01,)' from y),
    k as (insert into contact (youth_id, kind, outcome, starts_at, day, source)
      select id, 'meeting', 'held', '2026-11-09T09:00Z', '2026-11-09', 'import' from y)
    select id::int from y order by id`)
  youths = rows.map(row => row.id)
  await owner.query(
    `insert into membership (youth_id, programme_id, during) select unnest($1::bigint[]), $2, '[2026-10-01,)'`,
    [youths.slice(0, 3), programmeId],
  )
  await inTransaction(house.pool, system, db => recomputeDeadlines(db, youths, today))
})

async function send(cookie: string, method: 'GET' | 'POST' | 'PUT', url: string, payload?: object) {
  const answer = await house.app.inject({
    method,
    url,
    headers: { cookie, 'sec-fetch-site': 'same-origin' },
    ...(payload ? { payload } : {}),
  })
  return { status: answer.statusCode, body: answer.json() }
}

const content = (more: object = {}) => ({
  name: 'Møde hver tredje uge',
  clock: 'promise',
  status: 'local',
  anchor: 'membership',
  targetGroup: null,
  nonWorkingDays: 'dayBefore',
  stopsInClosing: false,
  pattern: 'every',
  fulfilledBy: ['meeting', 'accompaniment'],
  intervalUnit: 'days',
  intervalLength: 21,
  count: 1,
  windowWorkingDays: 5,
  stopsInPause: true,
  returnWorkingDays: 5,
  retryWorkingDays: 3,
  escalateAfter: 3,
  source: 'Besluttet i udvalget',
  ...more,
})
const change = (more: object = {}) => ({
  programmeId: null,
  replaces: { id: ruleId, version: 1 },
  from: '2026-11-23',
  rule: content(),
  reason: '',
  wordsStand: true,
  ...more,
})
const preview = (cookie: string, sent: object) =>
  send(cookie, 'POST', '/api/rules/preview', { after: 0, names: 50, ...sent })

const stored = async () => {
  const { rows } = await owner.query(
    `select youth_id::int, rule_id::int, due_day::text, state from deadline order by youth_id, rule_id, ordinal`,
  )
  return rows
}
/** As the nightly proof sees it: what is stored follows from the history and the rules. */
const differing = () => inTransaction(house.pool, system, db => differingDeadlines(db, youths))

test('an administrator, who sees no young people, is told how many deadlines move, and nothing is changed', async () => {
  const before = await stored()
  const { status, body } = await preview(administrator.cookie, change())
  const counts = { youths: 3, earlier: 3, later: 0, begun: 0, ended: 0 }
  expect({ status, body }).toEqual({
    status: 200,
    body: {
      ...counts,
      total: 3,
      looked: 3,
      next: null,
      caseworkers: [{ staffId: null, name: '', ...counts }],
      people: [],
      notes: [],
    },
  })
  expect(await stored()).toEqual(before)
  const { rows } = await owner.query('select count(*)::int as n from rule')
  expect(rows).toEqual([{ n: 1 }])
})

test('a changed promise ends and another begins; the past stays, and everybody’s deadlines follow', async () => {
  const past = (await stored()).filter(row => row.state !== 'open')
  const saved = await send(administrator.cookie, 'POST', '/api/rules', change())
  expect(saved).toEqual({ status: 200, body: { id: ruleId + 1 } })
  const { rows } = await owner.query(`select key, name, during::text, status, version from rule order by id`)
  expect(rows).toEqual([
    {
      key: 'monthly',
      name: 'Møde hver måned',
      during: '[2017-01-01,2026-11-23)',
      status: 'local',
      version: 2,
    },
    { key: 'monthly', name: 'Møde hver tredje uge', during: '[2026-11-23,)', status: 'local', version: 1 },
  ])
  const now = await stored()
  expect(now).toEqual(expect.arrayContaining(past))
  expect(now.filter(row => row.state === 'open').map(row => row.due_day)).toEqual(Array(3).fill('2026-11-30'))
  expect(await differing()).toEqual([])
  const log = await owner.query(
    `select action, staff_id::int, subject_id::int from change_log where subject = 'rule' order by id desc limit 2`,
  )
  expect(log.rows).toEqual([
    { action: 'rule.begin', staff_id: administrator.staffId, subject_id: ruleId + 1 },
    { action: 'rule.end', staff_id: administrator.staffId, subject_id: ruleId },
  ])
})

test('a promise that ends takes its open deadlines with it', async () => {
  const end = change({ rule: null, reason: 'Udvalget har besluttet det' })
  expect((await preview(leader.cookie, end)).body).toMatchObject({
    youths: 3,
    earlier: 0,
    later: 0,
    ended: 3,
  })
  expect((await send(leader.cookie, 'POST', '/api/rules', end)).status).toBe(200)
  expect((await stored()).filter(row => row.state === 'open')).toEqual([])
})

test('a change ahead moves nothing today, and is told as of its day', async () => {
  const before = await stored()
  const later = change({ from: '2026-11-27' })
  expect((await preview(leader.cookie, later)).body).toMatchObject({ youths: 3, earlier: 3 })
  expect((await send(leader.cookie, 'POST', '/api/rules', later)).status).toBe(200)
  expect(await stored()).toEqual(before)
  expect(await differing()).toEqual([])
})

test('a new promise to a programme, and one to everybody', async () => {
  const call = content({ name: 'Opkald imellem', pattern: 'between', fulfilledBy: ['call'], source: 'x' })
  const made = change({ replaces: null, programmeId, rule: call })
  expect((await preview(leader.cookie, made)).body).toMatchObject({ youths: 3, begun: 3 })
  expect((await send(leader.cookie, 'POST', '/api/rules', made)).status).toBe(200)
  const toAll = change({ replaces: null, rule: content({ name: 'Til alle', anchor: 'enquiry' }) })
  await owner.query(`update youth_case set enquiry_day = '2026-09-01' where youth_id = $1`, [youths[3]])
  expect((await preview(leader.cookie, toAll)).body).toMatchObject({ youths: 1, begun: 1 })
  expect((await send(leader.cookie, 'POST', '/api/rules', toAll)).status).toBe(200)
  expect(await differing()).toEqual([])
})

test.each([
  ['a day that has passed', { from: '2026-11-22' }, { field: 'from', code: 'dayPassed' }],
  [
    'no kind of contact',
    { rule: content({ fulfilledBy: [] }) },
    { field: 'rule.fulfilledBy', code: 'required' },
  ],
  [
    'a call in between without meetings',
    { replaces: null, rule: content({ pattern: 'between' }) },
    { field: 'rule.pattern', code: 'needsMeetings' },
  ],
  [
    'an interval of nothing',
    { rule: content({ intervalLength: 0 }) },
    { field: 'rule.intervalLength', code: 'tooSmall', params: { min: 1 } },
  ],
])('%s is refused at the field, in the preview too', async (_what, more, fault) => {
  for (const path of ['/api/rules/preview', '/api/rules']) {
    const { status, body } = await send(leader.cookie, 'POST', path, { after: 0, names: 0, ...change(more) })
    expect({ status, fields: body.error.fields }).toEqual({ status: 400, fields: [fault] })
  }
})

test('of two who change the same promise at once, the second is told', async () => {
  const both = await Promise.all([
    send(leader.cookie, 'POST', '/api/rules', change()),
    send(administrator.cookie, 'POST', '/api/rules', change({ rule: content({ intervalLength: 14 }) })),
  ])
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
  expect(await differing()).toEqual([])
})

test('a promise of today is corrected where it stands', async () => {
  await send(leader.cookie, 'POST', '/api/rules', change())
  const again = change({ replaces: { id: ruleId + 1, version: 1 }, rule: content({ intervalLength: 14 }) })
  expect((await preview(leader.cookie, again)).body).toMatchObject({ youths: 3, earlier: 3 })
  expect((await send(leader.cookie, 'POST', '/api/rules', again)).status).toBe(200)
  const { rows } = await owner.query('select interval_length, version from rule where id = $1', [ruleId + 1])
  expect(rows).toEqual([{ interval_length: 14, version: 2 }])
  expect((await send(leader.cookie, 'POST', '/api/rules', again)).status).toBe(409)
  expect(await differing()).toEqual([])
})

test.each(['caseworker', 'educationAdviser', 'contactPerson', 'mentor'] as const)(
  'a %s reads the setup and changes nothing',
  async role => {
    const { cookie } = await logInForTest(house.pool, { roles: [role], at })
    const { status, body } = await send(cookie, 'GET', '/api/setup')
    expect(status).toBe(200)
    expect(body.programmes[0]).toMatchObject({ name: 'Mod', members: 3 })
    expect(body.rules[0]).toMatchObject({
      name: 'Møde hver måned',
      during: { from: '2017-01-01', lastDay: null },
    })
    for (const path of ['/api/rules', '/api/rules/preview'])
      expect((await send(cookie, 'POST', path, { after: 0, names: 0, ...change() })).status).toBe(403)
    expect((await send(cookie, 'POST', '/api/programmes', programme())).status).toBe(403)
  },
)

/** Until somebody waits for a lock that `owner` holds. */
async function somebodyWaits(): Promise<void> {
  for (;;) {
    const { rows } = await house.pool.query(
      'select from pg_locks join pg_stat_activity using (pid) where not granted and datname = current_database()',
    )
    if (rows.length > 0) return
  }
}

const programme = (more: object = {}) => ({
  name: 'Nyt på tværs',
  description: '',
  ageFrom: 15,
  ageTo: 17,
  targetGroups: ['activityReady'],
  benefitWeeks: null,
  from: '2026-12-01',
  lastDay: null,
  source: 'Udvalget',
  ...more,
})

test('a changed promise locks as all others do, so that a reopened case brings nobody into a circle', async () => {
  const [first, second] = youths
  await owner.query(
    `update youth_case set during = '[2026-09-01,2026-10-01)', close_reason = 'Flyttet' where youth_id = $1`,
    [first],
  )
  await owner.query(`insert into youth_case (youth_id, during) values ($1, '[2026-10-02,)')`, [first])
  const lock = 'select from youth_case where youth_id = $1 order by id for no key update'
  await owner.query('begin')
  await owner.query(lock, [first])
  const saving = send(administrator.cookie, 'POST', '/api/rules', change())
  await somebodyWaits()
  await owner.query(lock, [second])
  await owner.query('commit')
  expect((await saving).status).toBe(200)
  expect(await differing()).toEqual([])
})

test('who joins the programme while a changed promise waits follows it too', async () => {
  const [first, , , late] = youths
  await owner.query('begin')
  await owner.query('select from youth_case where youth_id = $1 for no key update', [first])
  const saving = send(administrator.cookie, 'POST', '/api/rules', change())
  await somebodyWaits()
  await owner.query(
    `insert into membership (youth_id, programme_id, during) values ($1, $2, '[2026-10-01,)')`,
    [late, programmeId],
  )
  await owner.query('commit')
  const { status } = await saving
  expect(status).toBe(200)
  const { rows } = await owner.query(
    `select due_day::text from deadline where youth_id = $1 and state = 'open'`,
    [late],
  )
  expect(rows).toEqual([{ due_day: '2026-11-30' }])
  expect(await differing()).toEqual([])
})

test('a programme is added, changed, and not changed by two at once', async () => {
  const { body } = await send(administrator.cookie, 'POST', '/api/programmes', programme())
  const path = `/api/programmes/${body.id}`
  const both = await Promise.all([
    send(leader.cookie, 'PUT', path, { version: 1, ...programme({ name: 'Ét' }) }),
    send(administrator.cookie, 'PUT', path, { version: 1, ...programme({ name: 'To' }) }),
  ])
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
  const same = await Promise.all([
    send(leader.cookie, 'POST', '/api/programmes', programme()),
    send(leader.cookie, 'POST', '/api/programmes', programme()),
  ])
  expect(same.map(({ status }) => status)).toEqual([200, 200])
  const { rows } = await owner.query('select key from programme order by id')
  expect(rows.map(row => row.key)).toEqual(['mod', 'nyt-paa-tvaers', 'nyt-paa-tvaers-2', 'nyt-paa-tvaers-3'])
})

test.each([
  [{ ageFrom: 18 }, 'ageTo', 'ageOrder'],
  [{ lastDay: '2026-11-30' }, 'lastDay', 'periodOrder'],
  [{ targetGroups: ['findes ikke'] }, 'targetGroups', 'invalid'],
])('a programme with %j is refused at the field', async (more, field, code) => {
  const { body } = await send(leader.cookie, 'POST', '/api/programmes', programme(more))
  expect(body.error.fields).toEqual([{ field, code }])
})

test('whatever promise is sent is stored with deadlines that follow from it, or refused', async () => {
  const number = (max: number) => fc.integer({ min: -1, max })
  const written = fc.record({
    name: fc.string({ maxLength: 110 }),
    pattern: fc.constantFrom('every', 'between', 'counted', 'once', 'set', 'never'),
    fulfilledBy: fc.array(fc.constantFrom('meeting', 'call', 'text', 'activity', 'orderStep', 'visit'), {
      maxLength: 3,
    }),
    intervalUnit: fc.constantFrom('months', 'days', 'workingDays'),
    intervalLength: number(410),
    count: number(12),
    windowWorkingDays: number(22),
    stopsInPause: fc.boolean(),
    returnWorkingDays: number(10),
    retryWorkingDays: number(10),
    escalateAfter: number(22),
    clock: fc.constantFrom('promise', 'statutory', 'mit'),
    status: fc.constantFrom('law', 'local', 'unverified', 'måske'),
    anchor: fc.constantFrom('enquiry', 'assessment', 'membership', 'offPlan', 'offPlanContact', 'orderStep'),
    targetGroup: fc.constantFrom(null, 'activityReady', 'findes ikke'),
    nonWorkingDays: fc.constantFrom('dayBefore', 'stays'),
    stopsInClosing: fc.boolean(),
    source: fc.string({ minLength: 1, maxLength: 20 }),
  })
  const days = fc.constantFrom('2026-11-22', '2026-11-23', '2027-02-01', 'i morgen')
  await fc.assert(
    fc.asyncProperty(written, days, fc.boolean(), async (rule, from, toAll) => {
      const before = await stored()
      const sent = { programmeId: toAll ? null : programmeId, replaces: null, from, rule, reason: '' }
      const { status } = await send(leader.cookie, 'POST', '/api/rules', sent)
      expect([200, 400]).toContain(status)
      if (status === 400) expect(await stored()).toEqual(before)
      expect(await differing()).toEqual([])
    }),
    { numRuns: 60 },
  )
})
