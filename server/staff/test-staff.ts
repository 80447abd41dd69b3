import pg from 'pg'
import type { Role } from '#domain/sharing/permissions.ts'
import { freshDatabase } from '#server/database/test-database.ts'
import { houseForTest } from '#server/door/test-house.ts'
import { logInForTest } from '#server/door/test-session.ts'
import { staffRoutes } from './routes.ts'

/** Saturday 21 November 2026, in the morning. */
export const at = Temporal.Instant.from('2026-11-21T08:00:00Z')

/** For tests of this slice: a leader who has logged in before, an administrator, and ways to ask. */
export async function staffForTest() {
  const database = await freshDatabase()
  const house = await houseForTest(database.url, { now: () => at })
  staffRoutes(house)
  const owner = new pg.Client({ connectionString: database.url })
  await owner.connect()
  const leader = await logInForTest(house.pool, { roles: ['leader'], familyName: 'Leder', at })
  const administrator = await logInForTest(house.pool, { roles: ['administrator'], familyName: 'Admin', at })
  await owner.query(`update staff set oidc_subject = 'x 1' where id = $1`, [leader.staffId])
  await owner.query(`insert into competence values ('gaeld', 'Gæld og budget')`)

  async function send(cookie: string, method: 'GET' | 'POST' | 'PUT', url: string, payload?: object) {
    const answer = await house.app.inject({
      method,
      url,
      headers: { cookie, 'sec-fetch-site': 'same-origin' },
      ...(payload ? { payload } : {}),
    })
    return { status: answer.statusCode, body: answer.json() }
  }

  let count = 0
  const somebody = (more: object = {}) => ({
    givenName: 'Prøve',
    familyName: `Nr. ${++count}`,
    email: '',
    phone: '',
    profession: 'Socialrådgiver',
    competences: [],
    from: '2026-11-01',
    roles: ['caseworker'] as Role[],
    weeklyMinutes: null as number | null,
    ...more,
  })
  async function added(more: object = {}): Promise<number> {
    const { status, body } = await send(leader.cookie, 'POST', '/api/staff', somebody(more))
    if (status !== 200) throw new Error(`not added: ${status}`)
    return body.staffId
  }
  const member = async (staffId: number, cookie = leader.cookie) =>
    (await send(cookie, 'GET', `/api/staff/${staffId}`)).body

  /** Somebody with an open case, held by `staffId` in a role from the beginning of November. */
  async function youthOf(staffId: number, role: string): Promise<number> {
    const { rows } = await owner.query(
      `insert into youth (given_name, family_name, search_name, birth_date) values ('Ung', 'Prøve', 'ung', '2007-01-01') returning id::int`,
    )
    const [{ id }] = rows
    await owner.query(`insert into youth_case (youth_id, during) values ($1, '[2026-10-01,)')`, [id])
    await owner.query(
      `insert into assignment (youth_id, staff_id, role, during) values ($1, $2, $3, '[2026-11-01,)')`,
      [id, staffId, role],
    )
    return id
  }

  return {
    database,
    house,
    owner,
    leader,
    administrator,
    send,
    somebody,
    added,
    member,
    youthOf,
    async end() {
      await owner.end()
      await house.close()
      await database.drop()
    },
  }
}

export const fieldsOf = (body: { error: { fields?: unknown } }) => body.error.fields
