import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readDayAges } from '#contract/day.ts'
import { freshDatabase } from '#server/database/test-database.ts'
import { houseForTest, type TestHouse } from '#server/door/test-house.ts'
import { logInForTest } from '#server/door/test-session.ts'
import { dayRoutes } from './routes.ts'

/** Monday 23 November 2026 at 10 in Denmark. */
const at = Temporal.Instant.from('2026-11-23T09:00:00Z')
const today = Temporal.PlainDate.from('2026-11-23')

let database: Awaited<ReturnType<typeof freshDatabase>>
let house: TestHouse
let owner: pg.Client
beforeAll(async () => {
  database = await freshDatabase()
  house = await houseForTest(database.url, { now: () => at })
  dayRoutes(house)
  owner = new pg.Client({ connectionString: database.url })
  await owner.connect()
})
afterAll(async () => {
  await owner.end()
  await house.close()
  await database.drop()
})

/** Somebody who turns 25, before which one thing is to be done: sixty days before. */
async function turns25On(day: Temporal.PlainDate, staffId: number): Promise<number> {
  const { rows } = await owner.query<{ id: number }>(
    `with y as (insert into youth (given_name, family_name, search_name, birth_date)
       values ('Ung', 'Prøve', 'ung prøve', $1) returning id),
     c as (insert into youth_case (youth_id, during) select id, '[2026-01-05,)' from y)
     insert into assignment (youth_id, staff_id, role, during)
       select id, $2, 'caseworker', '[2026-01-05,)' from y returning youth_id as id`,
    [day.subtract({ years: 25 }).toString(), staffId],
  )
  return Number(rows[0]?.id)
}

async function read(cookie: string) {
  const { statusCode, body } = await house.app.inject({ url: readDayAges.path, headers: { cookie } })
  return { statusCode, turns: statusCode === 200 ? readDayAges.output.parse(JSON.parse(body)).turns : [] }
}

test('a birthday stands on my day when something is to be done within thirty days, or should have been', async () => {
  const me = await logInForTest(house.pool, { roles: ['caseworker'], at })
  const other = await logInForTest(house.pool, { roles: ['leader'], at })
  const soon = await turns25On(today.add({ days: 90 }), me.staffId)
  const late = await turns25On(today.add({ days: 10 }), me.staffId)
  // What would be due on a day of Christmas is due on the 23rd: the next working day is the 28th.
  await turns25On(today.add({ days: 95 }), me.staffId)
  const ticked = await turns25On(today.add({ days: 50 }), me.staffId)
  await owner.query(
    `insert into age_task_done (youth_id, age, item, done_by) values ($1, 25, 'economy-25', $2)`,
    [ticked, me.staffId],
  )
  const { turns } = await read(me.cookie)
  expect(turns.map(({ youthId, left, dueDay }) => [youthId, left, dueDay.toString()])).toEqual([
    [late, 1, '2026-10-02'],
    [soon, 1, '2026-12-23'],
  ])
  const { rows } = await owner.query(`select youth_ids::int[] from read_log where action = 'day.ages'`)
  expect(rows).toEqual([{ youth_ids: [late, soon] }])
  // A leader has the page of all, and on my day only those whom he or she follows.
  expect((await read(other.cookie)).turns).toEqual([])
})

test('it is not for mentors', async () => {
  const mentor = await logInForTest(house.pool, { roles: ['mentor'], at })
  expect((await read(mentor.cookie)).statusCode).toBe(403)
})
