import fc from 'fast-check'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readLimits } from '#contract/caseload-limits.ts'
import type { OutputOf } from '#contract/use-case.ts'
import { createPool } from '#server/database/pool.ts'
import { freshDatabase } from '#server/database/test-database.ts'
import { houseForTest, type TestHouse } from '#server/door/test-house.ts'
import { logInForTest } from '#server/door/test-session.ts'
import { caseloadRoutes } from './routes.ts'

const now = Temporal.Instant.from('2026-11-23T08:00:00Z')
let database: { url: string; drop: () => Promise<void> }
let house: TestHouse
let owner: pg.Pool
let leader: { cookie: string; staffId: number }
let caseworker: { cookie: string; staffId: number }

beforeAll(async () => {
  database = await freshDatabase()
  house = await houseForTest(database.url, { now: () => now })
  caseloadRoutes(house)
  owner = createPool({ url: database.url, role: null, max: 2, onError: () => undefined })
  await owner.query(
    `insert into programme (key, name, during) values ('mod', 'Mod til uddannelse', '[2017-01-01,)')`,
  )
  leader = await logInForTest(owner, { roles: ['leader'], familyName: 'Leder', at: now })
  caseworker = await logInForTest(owner, { roles: ['caseworker'], familyName: 'Holm', at: now })
})
afterAll(async () => {
  await house.close()
  await owner.end()
  await database.drop()
})

async function post(path: string, payload: object, cookie = leader.cookie) {
  const headers = { cookie, 'sec-fetch-site': 'same-origin' }
  const answer = await house.app.inject({ method: 'POST', url: `/api/caseload/${path}`, headers, payload })
  return { status: answer.statusCode, body: answer.json() }
}
async function read(): Promise<OutputOf<typeof readLimits>> {
  const answer = await house.app.inject({ url: '/api/caseload/limits', headers: { cookie: leader.cookie } })
  expect(answer.statusCode).toBe(200)
  return readLimits.output.parse(answer.json()) as OutputOf<typeof readLimits>
}
const span = ({ during }: { during: { from: Temporal.PlainDate; lastDay: Temporal.PlainDate | null } }) =>
  `${during.from}/${during.lastDay ?? ''}`

test('all that holds today or is to come is shown, and who stands above a ceiling', async () => {
  await owner.query(`insert into ceiling (programme_id, cases, during, source, status) values
    (null, 1, '[2026-01-01,)', 'Ledelsen', 'local'), (1, 30, '[2027-01-01,)', 'Ledelsen', 'local'),
    (1, 40, '[2026-01-01,2026-10-01)', 'Ledelsen', 'local')`)
  await owner.query(
    `with y as (insert into youth (given_name, family_name, search_name, birth_date)
       select 'Ung', n::text, n::text, '2007-03-04' from generate_series(1, 2) n returning id),
     c as (insert into youth_case (youth_id, during) select id, '[2026-01-05,)' from y)
     insert into assignment (youth_id, staff_id, role, during) select id, $1, 'caseworker', '[2026-05-01,)' from y`,
    [caseworker.staffId],
  )
  const { settings, onboarding, ceilings, standing, caseworkers, programmes } = await read()
  expect(settings.length).toBe(6)
  expect(
    settings.every(({ setting, status }) => status === 'unverified' || setting === 'fullTimeWeekly'),
  ).toBe(true)
  expect(onboarding.map(({ key, percent }) => [key, percent])).toEqual([
    ['0', 50],
    ['8', 75],
    ['16', 100],
  ])
  expect(ceilings.map(row => [row.key, row.programme, row.cases, span(row)])).toEqual([
    ['0/0', null, 1, '2026-01-01/'],
    ['1/0', 'Mod til uddannelse', 30, '2027-01-01/'],
  ])
  expect(standing).toMatchObject([
    { staffId: caseworker.staffId, programme: null, cases: 2, mostCases: 1, state: 'over', lastDay: null },
  ])
  expect(caseworkers.map(({ staffId }) => staffId)).toEqual([caseworker.staffId])
  expect(programmes).toMatchObject([{ name: 'Mod til uddannelse' }])
  await owner.query(`insert into ceiling_exception (staff_id, cases, during, reason)
    select ${caseworker.staffId}, 3, '[2026-11-01,2027-01-01)', 'Til den nye begynder'`)
  const [allowed] = (await read()).standing
  expect([allowed?.state, String(allowed?.lastDay)]).toEqual(['byException', '2026-12-31'])
  await owner.query('delete from ceiling_exception; delete from ceiling')
})

describe('an exception', () => {
  const more = () => ({
    staffId: caseworker.staffId,
    programmeId: 1,
    cases: 38,
    minutes: null,
    from: '2026-11-23',
    lastDay: '2026-12-31',
    reason: 'Til den nye begynder',
  })

  test('has a reason and an end, and can end sooner', async () => {
    const { status, body } = await post('exceptions', more())
    expect(status).toBe(200)
    expect((await read()).exceptions).toMatchObject([
      { id: body.id, cases: 38, reason: 'Til den nye begynder' },
    ])
    const twice = await post('exceptions', more())
    expect(twice.body.error.reason).toBe('ceiling_exception_no_overlap')
    expect((await post(`exceptions/${body.id}/end`, { version: 7, lastDay: '2026-11-30' })).status).toBe(409)
    expect((await post(`exceptions/${body.id}/end`, { version: 1, lastDay: '2026-11-30' })).status).toBe(200)
    expect((await read()).exceptions.map(span)).toEqual(['2026-11-23/2026-11-30'])
    expect((await post('exceptions/999/end', { version: 1, lastDay: '2026-11-30' })).status).toBe(404)
    const { rows } = await owner.query(
      `select action from change_log where subject = 'ceiling_exception' order by id`,
    )
    expect(rows.map(({ action }) => action)).toEqual(['ceiling.allowMore', 'ceiling.endException'])
  })

  test('one that allows no more than the ceiling in force is refused at the field, with its figure', async () => {
    await owner.query(`insert into ceiling (cases, during, source, status)
      values (36, '[2026-01-01,)', 'Ledelsen', 'local')`)
    const { status, body } = await post('exceptions', { ...more(), programmeId: null, cases: 36 })
    await owner.query('delete from ceiling')
    expect([status, body.error.fields]).toEqual([
      400,
      [{ field: 'cases', code: 'notAboveCeiling', params: { most: 36 } }],
    ])
  })

  test('without a reason, an end or a number is refused at the field', async () => {
    const field = async (given: object) =>
      (await post('exceptions', { ...more(), ...given })).body.error.fields?.[0]?.field
    expect(await field({ reason: ' ' })).toBe('reason')
    expect(await field({ lastDay: null })).toBe('lastDay')
    expect(await field({ lastDay: '2026-11-22' })).toBe('lastDay')
    expect(await field({ cases: null })).toBe('cases')
    expect(await field({ from: '2026-11-01', lastDay: '2026-11-20' })).toBe('lastDay')
  })

  test('numbers outside of what is sensible are said at the field', async () => {
    const wrong = fc.oneof(
      fc
        .integer()
        .filter(cases => cases < 1 || cases > 1000)
        .map(cases => ({ cases })),
      fc
        .integer()
        .filter(minutes => minutes < 1 || minutes > 100_000)
        .map(minutes => ({ minutes })),
      fc.double({ noInteger: true, noNaN: true }).map(cases => ({ cases })),
    )
    await fc.assert(
      fc.asyncProperty(wrong, async given => {
        const { status, body } = await post('exceptions', { ...more(), ...given })
        expect([status, body.error.fields[0].field]).toEqual([400, Object.keys(given)[0]])
      }),
      { numRuns: 40 },
    )
  })
})

test('limits are the leader’s', async () => {
  const numbers = { cases: 30, minutes: null, programmeId: null, staffId: 1 }
  const asked = {
    exceptions: { ...numbers, from: '2027-03-01', lastDay: '2027-03-31', reason: 'x' },
    'exceptions/1/end': { version: 1, lastDay: '2027-03-31' },
  }
  for (const [path, payload] of Object.entries(asked))
    expect((await post(path, payload, caseworker.cookie)).status).toBe(403)
  const { statusCode } = await house.app.inject({
    url: '/api/caseload/limits',
    headers: { cookie: caseworker.cookie },
  })
  expect(statusCode).toBe(403)
})
