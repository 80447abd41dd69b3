import type pg from 'pg'
import { createPool } from '#server/database/pool.ts'
import { freshDatabase } from '#server/database/test-database.ts'
import { houseForTest } from '#server/door/test-house.ts'
import { logInForTest } from '#server/door/test-session.ts'
import { caseloadRoutes } from './routes.ts'
import { configuration } from './test-minutes.ts'

const now = Temporal.Instant.from('2026-11-23T08:00:00Z')

export interface Given {
  staffId?: number | null
  since?: string
  from?: string
  birth?: string
  programme?: [key: string, during: string]
}

/** For tests: a unit of 23 November 2026 with minutes and rules configured, and a leader. */
export async function boardForTest() {
  const database = await freshDatabase()
  const house = await houseForTest(database.url, { now: () => now })
  caseloadRoutes(house)
  const owner: pg.Pool = createPool({ url: database.url, role: null, max: 2, onError: () => undefined })
  await owner.query(configuration)
  const leader = await logInForTest(owner, { roles: ['leader'], familyName: 'Leder', at: now })

  async function close(): Promise<void> {
    await house.close()
    await owner.end()
    await database.drop()
  }

  /** Everybody is gone but the leader. */
  async function empty(): Promise<void> {
    await owner.query(`
      truncate assignment, membership, assessment, activity, deadline, youth_case, contact, staff_duty, staff_absence,
        staff_hours, ceiling, ceiling_exception, bar cascade;
      delete from staff_role where role = 'caseworker'`)
  }

  const ask = (url: string, cookie = leader.cookie) => house.app.inject({ url, headers: { cookie } })

  async function post(path: string, payload: object, cookie = leader.cookie) {
    const headers = { cookie, 'sec-fetch-site': 'same-origin' }
    const answer = await house.app.inject({ method: 'POST', url: `/api/caseload/${path}`, headers, payload })
    return { status: answer.statusCode, body: answer.json() }
  }

  /** A full-time caseworker of long standing. */
  async function caseworker(familyName: string, hours = 2220) {
    const somebody = await logInForTest(owner, { roles: ['caseworker'], familyName, at: now })
    await owner.query(`update staff_role set during = '[2020-01-01,)' where staff_id = $1`, [
      somebody.staffId,
    ])
    if (hours > 0)
      await owner.query(
        `insert into staff_hours (staff_id, weekly_minutes, during) values ($1, $2, '[2020-01-01,)')`,
        [somebody.staffId, hours],
      )
    return somebody
  }

  /** A young person with an open case, perhaps with a caseworker and in a programme. */
  async function youth({
    staffId = null,
    since = '2024-01-08',
    from = since,
    birth = '2006-05-05',
    programme,
  }: Given) {
    const { rows } = await owner.query<{ id: number }>(
      `with y as (insert into youth (given_name, family_name, search_name, birth_date)
         values ('Ung', 'Prøve', 'ung prøve', $1) returning id)
       , c as (insert into youth_case (youth_id, during) select id, daterange($2::date, null) from y)
       , a as (insert into assignment (youth_id, staff_id, role, during)
           select id, $3::bigint, 'caseworker', daterange($4::date, null) from y where $3::bigint is not null)
       , m as (insert into membership (youth_id, programme_id, during)
           select y.id, p.id, $6::daterange from y, programme p where p.key = $5)
       select id from y`,
      [birth, since, staffId, from, programme?.[0] ?? null, programme?.[1] ?? null],
    )
    return rows[0]?.id ?? 0
  }

  return { owner, leader, close, empty, ask, post, caseworker, youth }
}
