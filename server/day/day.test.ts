import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readDay } from '#contract/day.ts'
import { freshDatabase } from '#server/database/test-database.ts'
import { houseForTest, type TestHouse } from '#server/door/test-house.ts'
import { logInForTest } from '#server/door/test-session.ts'
import { dayRoutes } from './routes.ts'

/** Monday 23 November 2026, half past eight in Denmark. */
const now = Temporal.Instant.from('2026-11-23T07:30:00Z')

let database: Awaited<ReturnType<typeof freshDatabase>>
let house: TestHouse
let owner: pg.Client
let caseworker: Awaited<ReturnType<typeof logInForTest>>
let colleague: Awaited<ReturnType<typeof logInForTest>>

async function youth(name: string, staffId: number): Promise<number> {
  const { rows } = await owner.query<{ id: string }>(
    `insert into youth (given_name, family_name, search_name, birth_date)
     values ($1, 'Prøve', lower($1), '2006-11-23') returning id`,
    [name],
  )
  const id = Number(rows[0]?.id)
  await owner.query(`insert into youth_case (youth_id, during) values ($1, '[2026-01-05,)')`, [id])
  await owner.query(
    `insert into assignment (youth_id, staff_id, role, during) values ($1, $2, 'caseworker', '[2026-11-16,)')`,
    [id, staffId],
  )
  return id
}

async function dayOf(cookie: string) {
  const answer = await house.app.inject({ url: '/api/day', headers: { cookie } })
  return {
    status: answer.statusCode,
    day: answer.statusCode === 200 ? readDay.output.parse(answer.json()) : null,
  }
}

beforeAll(async () => {
  database = await freshDatabase()
  owner = new pg.Client({ connectionString: database.url })
  await owner.connect()
  house = await houseForTest(database.url, { now: () => now })
  dayRoutes(house)
  caseworker = await logInForTest(house.pool, { roles: ['caseworker'], at: now })
  colleague = await logInForTest(house.pool, { roles: ['caseworker'], familyName: 'Kollega', at: now })
})
afterAll(async () => {
  await owner.end()
  await house.close()
  await database.drop()
})

test('shows those whom I follow today and nobody else, and writes down that it did', async () => {
  const mine = await youth('Amira', caseworker.staffId)
  await youth('Jonas', colleague.staffId)
  const { day } = await dayOf(caseworker.cookie)
  expect(
    day?.people.map(({ youthId, givenName, age, metByMe }) => ({ youthId, givenName, age, metByMe })),
  ).toEqual([{ youthId: mine, givenName: 'Amira', age: 20, metByMe: false }])
  const { rows } = await owner.query(
    `select youth_ids::int[] from read_log where action = 'day.read' and staff_id = $1 order by id desc limit 1`,
    [caseworker.staffId],
  )
  expect(rows).toEqual([{ youth_ids: [mine] }])
})

test('puts the appointments of today beside, and asks about those that nobody has registered', async () => {
  const youthId = await youth('Laura', caseworker.staffId)
  await owner.query(
    `insert into appointment (youth_id, staff_id, kind, place, starts_at, ends_at) values
      ($1, $2, 'meeting', 'UngeCentret', '2026-11-23T13:00Z', '2026-11-23T13:30Z'),
      ($1, $2, 'call', '', '2026-11-19T09:00Z', '2026-11-19T09:15Z'),
      ($1, $2, 'meeting', '', '2026-11-02T09:00Z', '2026-11-02T10:00Z'),
      ($1, $2, 'meeting', '', '2026-11-24T09:00Z', '2026-11-24T10:00Z')`,
    [youthId, caseworker.staffId],
  )
  const { day } = await dayOf(caseworker.cookie)
  expect(day?.appointments.map(({ kind, place }) => ({ kind, place }))).toEqual([
    { kind: 'meeting', place: 'UngeCentret' },
  ])
  expect(day?.unregistered.map(({ startsAt }) => startsAt.toString())).toEqual(['2026-11-19T09:00:00Z'])
  expect(day?.people.find(person => person.youthId === youthId)?.appointments).toHaveLength(2)
})

test('a deputy sees the young people of whoever is away, as long as that lasts', async () => {
  const theirs = (await dayOf(colleague.cookie)).day?.people.map(person => person.youthId) ?? []
  const add = `insert into staff_absence (staff_id, kind, deputy_id, during) values ($1, 'illness', $2, $3::daterange)`
  await owner.query(add, [colleague.staffId, caseworker.staffId, '[2026-11-01,2026-11-23)'])
  const before = (await dayOf(caseworker.cookie)).day?.people.length
  await owner.query(add, [colleague.staffId, caseworker.staffId, '[2026-11-23,2026-11-25)'])
  const { day } = await dayOf(caseworker.cookie)
  expect(day?.people).toHaveLength((before ?? 0) + theirs.length)
  expect(
    day?.people
      .filter(person => person.standsInFor !== null)
      .map(person => [person.youthId, person.standsInFor]),
  ).toEqual(theirs.map(youthId => [youthId, 'Sofie Kollega']))
})

test('a leader has no day of this kind', async () => {
  const leader = await logInForTest(house.pool, { roles: ['leader'], at: now })
  expect((await dayOf(leader.cookie)).status).toBe(403)
})
