import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readAccess } from '#contract/accesslog.ts'
import { freshDatabase } from '#server/database/test-database.ts'
import { houseForTest, type TestHouse } from '#server/door/test-house.ts'
import { logInForTest } from '#server/door/test-session.ts'
import { accesslogRoutes } from './routes.ts'

/** Saturday 21 November 2026, in the morning. */
const now = Temporal.Instant.from('2026-11-21T08:00:00Z')

let database: Awaited<ReturnType<typeof freshDatabase>>
let house: TestHouse
let owner: pg.Client
let people: Record<
  'caseworker' | 'colleague' | 'leader' | 'administrator' | 'mentor',
  { staffId: number; cookie: string }
>

beforeAll(async () => {
  database = await freshDatabase()
  house = await houseForTest(database.url, { now: () => now })
  accesslogRoutes(house)
  owner = new pg.Client({ connectionString: database.url })
  await owner.connect()
  people = {
    caseworker: await logInForTest(house.pool, { familyName: 'Rådgiver', at: now }),
    colleague: await logInForTest(house.pool, { familyName: 'Kollega', at: now }),
    leader: await logInForTest(house.pool, { roles: ['leader'], at: now }),
    administrator: await logInForTest(house.pool, { roles: ['administrator'], at: now }),
    mentor: await logInForTest(house.pool, { roles: ['mentor'], at: now }),
  }
})
afterAll(async () => {
  await owner.end()
  await house.close()
  await database.drop()
})

async function somebody(): Promise<number> {
  const { rows } = await owner.query<{ id: number }>(
    `with made as (
      insert into youth (given_name, family_name, search_name, birth_date)
      values ('Mikkel', 'Prøve', 'mikkel proeve', '2007-02-01') returning id
    ), followed as (
      insert into assignment (youth_id, staff_id, role, during)
      select id, $1, 'caseworker', daterange('2026-06-01', null) from made
    ) select id::int from made`,
    [people.caseworker.staffId],
  )
  return rows[0]?.id ?? 0
}

async function shown(youthIds: number[], at: string, action: string, staffId = people.colleague.staffId) {
  await owner.query(
    `insert into read_log (at, staff_id, action, youth_ids, request_id) values ($1, $2, $3, $4, 'test')`,
    [at, staffId, action, youthIds],
  )
}

async function ask(cookie: string, youthId: number, before?: string) {
  const query = before === undefined ? '' : `?before=${before}`
  const answer = await house.app.inject({ url: `/api/youths/${youthId}/access${query}`, headers: { cookie } })
  return { status: answer.statusCode, body: answer.json() }
}

test('readings are gathered by day and reader, the latest first, on the day as it was here', async () => {
  const youthId = await somebody()
  const other = await somebody()
  await shown([youthId, other], '2026-11-19 09:00+01', 'youth.list')
  await shown([youthId], '2026-11-19 09:05+01', 'youth.read')
  await shown([youthId], '2026-11-19 10:05+01', 'youth.read')
  await shown([youthId], '2026-11-19 08:00+01', 'day.read', people.caseworker.staffId)
  await shown([youthId], '2026-11-17 23:30+00', 'youth.read')
  await shown([other], '2026-11-20 09:00+01', 'youth.read')
  const { status, body } = await ask(people.caseworker.cookie, youthId)
  expect(status).toBe(200)
  const answer = readAccess.output.parse(body)
  expect(
    answer.readings.map(({ day, staff, actions }) => [
      day.toString(),
      staff.familyName,
      actions.map(({ action, times }) => `${action} ${times}`),
    ]),
  ).toEqual([
    ['2026-11-19', 'Kollega', ['youth.read 2', 'youth.list 1']],
    ['2026-11-19', 'Rådgiver', ['day.read 1']],
    ['2026-11-18', 'Kollega', ['youth.read 1']],
  ])
  expect(answer.readings[0]?.first.toString()).toBe('2026-11-19T08:00:00Z')
  expect(answer.readings[0]?.last.toString()).toBe('2026-11-19T09:05:00Z')
  expect(answer.next).toBeNull()
})

test('to read who has read is itself in the log', async () => {
  const youthId = await somebody()
  expect((await ask(people.caseworker.cookie, youthId)).body.readings).toEqual([])
  const { body } = await ask(people.leader.cookie, youthId)
  expect(body.readings).toMatchObject([
    { staff: { staffId: people.caseworker.staffId }, actions: [{ action: 'accesslog.read', times: 1 }] },
  ])
})

test('the pages of many days give each day once', async () => {
  const youthId = await somebody()
  for (let day = 1; day <= 30; day++)
    await shown([youthId], `2026-10-${String(day).padStart(2, '0')} 09:00+02`, 'youth.read')
  const days: string[] = []
  let before: string | undefined
  do {
    const answer = readAccess.output.parse((await ask(people.leader.cookie, youthId, before)).body)
    days.push(...answer.readings.map(({ day }) => day.toString()))
    before = answer.next?.toString()
  } while (before !== undefined)
  const read = days.filter(day => day.startsWith('2026-10'))
  expect(read).toEqual([...new Set(read)].sort().reverse())
  expect(read).toHaveLength(30)
})

test('only those who follow and leaders see the log', async () => {
  const youthId = await somebody()
  await shown([youthId], '2026-11-19 09:00+01', 'youth.read')
  expect((await ask(people.leader.cookie, youthId)).status).toBe(200)
  expect((await ask(people.colleague.cookie, youthId)).status).toBe(404)
  expect((await ask(people.administrator.cookie, youthId)).status).toBe(403)
  expect((await ask(people.mentor.cookie, youthId)).status).toBe(403)
})
