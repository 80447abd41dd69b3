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

describe('what the time is reckoned by', () => {
  const time = {
    key: 'fullTimeForYouths',
    from: '2027-01-01',
    source: 'Ledelsens beslutning',
    status: 'local',
  }
  const rowsOf = async () =>
    (await read()).settings
      .filter(({ key }) => key === 'fullTimeForYouths')
      .map(row => [row.value, span(row)])

  test('changes from a day on, and what ran ends the day before', async () => {
    expect(
      (await read()).settings.every(({ key, status }) => status === 'unverified' || key === 'fullTimeWeekly'),
    ).toBe(true)
    const [running] = (await read()).settings.filter(({ key }) => key === 'fullTimeForYouths')
    const set = await post('settings', { ...time, value: 6000, version: running?.version })
    expect(set.status).toBe(200)
    expect(await rowsOf()).toEqual([
      [6300, '2014-01-01/2026-12-31'],
      [6000, '2027-01-01/'],
    ])
    // Mistaken on the same day: it gives way. Between the two: it ends where the next begins.
    expect((await post('settings', { ...time, value: 6100, version: 1 })).status).toBe(200)
    expect((await post('settings', { ...time, from: '2026-12-01', value: 6200, version: 2 })).status).toBe(
      200,
    )
    expect(await rowsOf()).toEqual([
      [6300, '2014-01-01/2026-11-30'],
      [6200, '2026-12-01/2026-12-31'],
      [6100, '2027-01-01/'],
    ])
  })

  test('whoever read an older figure is told, and nothing is changed', async () => {
    const before = await rowsOf()
    const { status, body } = await post('settings', { ...time, value: 5000, version: 9 })
    expect([status, body.error.code]).toEqual([409, 'changedMeanwhile'])
    expect(await rowsOf()).toEqual(before)
  })

  test('the past stays, and nothing is divided by zero', async () => {
    const past = await post('settings', { ...time, from: '2026-11-22', value: 6000, version: 1 })
    expect(past.body.error.fields).toMatchObject([{ field: 'from', code: 'dayPassed' }])
    const none = await post('settings', { ...time, value: 0, version: 1 })
    expect(none.body.error.fields).toMatchObject([{ field: 'value', code: 'tooSmall' }])
  })
})

describe('minutes of a kind of work', () => {
  const rowsOf = async () => {
    const { rows } = await owner.query(
      `select key || ' ' || minutes || ' ' || during as said from case_weight order by key, lower(during)`,
    )
    return rows.map(({ said }) => said)
  }

  test('are others from a day on, and stay the same kind of work', async () => {
    const { rows } = await owner.query<{ id: number }>(`
      insert into case_weight (key, name, per, minutes, times_a_year, during, source, status) values
        ('moede', 'Møde', 'meeting', 60, 6, '[2024-01-01,)', 'Vores egen slutning', 'unverified'),
        ('team', 'Team', 'month', 15, null, '[2024-01-01,)', 'Vores egen slutning', 'unverified') returning id`)
    const [talk, team] = rows.map(({ id }) => id)
    const given = {
      minutes: 55,
      timesAYear: 6,
      from: '2026-12-01',
      source: 'Det, vi har registreret',
      status: 'local',
    }
    const set = await post(`weights/${talk}`, given)
    expect(set.status).toBe(200)
    expect(await rowsOf()).toEqual([
      'moede 60 [2024-01-01,2026-12-01)',
      'moede 55 [2026-12-01,)',
      'team 15 [2024-01-01,)',
    ])
    // Mistaken on the same day: changed where it stands. Read before that: told so.
    expect((await post(`weights/${set.body.id}`, { ...given, minutes: 50 })).body).toEqual({
      id: set.body.id,
    })
    expect((await post(`weights/${talk}`, given)).body.error.code).toBe('changedMeanwhile')
    expect((await rowsOf())[1]).toBe('moede 50 [2026-12-01,)')
    const often = await post(`weights/${team}`, given)
    expect(often.body.error.fields).toMatchObject([{ field: 'timesAYear' }])
    const past = await post(`weights/${team}`, { ...given, timesAYear: null, from: '2026-11-22' })
    expect(past.body.error.fields).toMatchObject([{ field: 'from', code: 'dayPassed' }])
    expect((await post('weights/999', given)).status).toBe(404)
    const { rows: logged } = await owner.query(
      `select before->>'minutes' as was, after->>'minutes' as is from change_log where subject = 'case_weight' order by id`,
    )
    expect(logged).toEqual([
      { was: '60', is: '55' },
      { was: '55', is: '50' },
    ])
  })
})

describe('a ceiling', () => {
  const ceiling = {
    programmeId: 1,
    staffId: null,
    cases: 36,
    minutes: null,
    from: '2026-12-01',
    source: 'Ledelsens beslutning',
    status: 'local',
    version: null,
  }
  const rowsOf = async () =>
    (await read()).ceilings.map(row => [row.programme, row.staffName, row.cases, span(row)])

  test('begins, is lowered for one person, changes and ends', async () => {
    expect((await post('ceilings', ceiling)).status).toBe(200)
    expect((await post('ceilings', { ...ceiling, staffId: caseworker.staffId, cases: 20 })).status).toBe(200)
    expect((await post('ceilings', { ...ceiling, from: '2027-02-01', cases: 34, version: 1 })).status).toBe(
      200,
    )
    expect(await rowsOf()).toEqual([
      ['Mod til uddannelse', null, 36, '2026-12-01/2027-01-31'],
      ['Mod til uddannelse', null, 34, '2027-02-01/'],
      ['Mod til uddannelse', expect.stringContaining('Holm'), 20, '2026-12-01/'],
    ])
    const ended = await post('ceilings', { ...ceiling, from: '2027-02-01', cases: null, version: 1 })
    expect(ended).toEqual({ status: 200, body: { id: null } })
    expect((await rowsOf()).length).toBe(2)
    const nothing = await post('ceilings', { ...ceiling, from: '2028-01-01', cases: null })
    expect(nothing.body.error.fields).toMatchObject([{ field: 'cases', code: 'required' }])
  })

  test('of a programme or a person that is not there is refused', async () => {
    for (const who of [{ programmeId: 999 }, { staffId: 999 }])
      expect((await post('ceilings', { ...ceiling, ...who })).status).toBeGreaterThanOrEqual(400)
  })
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
  const of = { source: 'x', status: 'local', version: null }
  const days = { from: '2027-03-01', lastDay: '2027-03-31' }
  const numbers = { cases: 30, minutes: null, programmeId: null, staffId: 1 }
  const asked = {
    settings: { key: 'recentWeeks', value: 8, from: '2027-03-01', ...of },
    ceilings: { ...numbers, from: '2027-03-01', ...of },
    exceptions: { ...numbers, ...days, reason: 'x' },
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
