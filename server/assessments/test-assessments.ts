import pg from 'pg'
import { shippedDecidedAt } from '#domain/assessment/shipped.ts'
import { freshDatabase } from '#server/database/test-database.ts'
import { houseForTest } from '#server/door/test-house.ts'
import { logInForTest } from '#server/door/test-session.ts'
import { assessmentRoutes } from './routes.ts'

/** Monday 23 November 2026 at 10 in Denmark. */
const testNow = Temporal.Instant.from('2026-11-23T09:00:00Z')

interface Asked {
  error?: { code: string; reason?: string; fields?: { field: string; code: string; params?: object }[] }
  id: number
  orderId: number
  version: number
  revision: number
}

/** For tests: the slice over a database with the shipped groups, the rule of the final assessment, and three people. */
export async function assessmentsForTest() {
  const database = await freshDatabase()
  const house = await houseForTest(database.url, { now: () => testNow })
  assessmentRoutes(house)
  const at = testNow
  const caseworker = await logInForTest(house.pool, { roles: ['caseworker'], familyName: 'Rådgiver', at })
  const colleague = await logInForTest(house.pool, { roles: ['caseworker'], familyName: 'Kollega', at })
  const leader = await logInForTest(house.pool, { roles: ['leader'], familyName: 'Leder', at })
  const adviser = await logInForTest(house.pool, { roles: ['educationAdviser'], familyName: 'Vejleder', at })
  const owner = new pg.Client({ connectionString: database.url })
  await owner.connect()
  for (const [position, code] of Object.keys(shippedDecidedAt).entries()) {
    await owner.query(
      `insert into target_group (code, name, definition, during, source, status, position, decided_at)
       values ($1, $1, '', '[2014-01-01,)', 'BEK § 6', 'law', $2, $3)`,
      [code, position, JSON.stringify(shippedDecidedAt[code])],
    )
  }
  await owner.query(`
    insert into rule (key, name, clock, status, source, during, target_group, anchor, pattern, fulfilled_by,
      interval_unit, interval_length, non_working_days, stops_in_pause) values
      ('endelig', 'Endelig vurdering', 'statutory', 'law', 'BEK § 6, stk. 3', '[2014-01-01,)', null, 'enquiry', 'once',
        '{finalAssessment}', 'months', 3, 'stays', false),
      ('taet', 'Møde hver måned', 'promise', 'local', 'Lokalt', '[2014-01-01,)', 'activityReady', 'assessment', 'every',
        '{meeting}', 'months', 1, 'dayBefore', true),
      ('paalaeg', 'Trin i uddannelsespålæg', 'statutory', 'unverified', 'Ikke fundet', '[2014-01-01,)', null,
        'orderStep', 'set', '{orderStep}', 'days', 1, 'stays', false)`)
  const send = async <Body = Asked>(
    cookie: string,
    method: 'GET' | 'POST' | 'PUT',
    url: string,
    payload?: object,
  ): Promise<{ status: number; body: Body }> => {
    const answer = await house.app.inject({
      method,
      url,
      headers: { cookie, 'sec-fetch-site': 'same-origin' },
      ...(payload ? { payload } : {}),
    })
    return { status: answer.statusCode, body: answer.json() }
  }
  return {
    house,
    owner,
    caseworker,
    colleague,
    leader,
    adviser,
    send,
    /** Wrote on 1 September 2026 and was met on these days; with the caseworker, and the adviser around. */
    async youth(met: readonly string[] = ['2026-09-04', '2026-10-06'], birthDate = '2007-02-01') {
      const { rows } = await owner.query<{ id: number }>(
        `insert into youth (given_name, family_name, search_name, birth_date)
         values ('Mikkel', 'Prøve', 'mikkel prøve', $1) returning id::int`,
        [birthDate],
      )
      const youthId = rows[0]?.id ?? 0
      await owner.query(
        `insert into youth_case (youth_id, enquiry_day, during) values ($1, '2026-09-01', '[2026-09-01,)')`,
        [youthId],
      )
      await owner.query(
        `insert into assignment (youth_id, staff_id, role, during) values
          ($1, $2, 'caseworker', '[2026-09-01,)'), ($1, $3, 'educationAdviser', '[2026-09-01,)')`,
        [youthId, caseworker.staffId, adviser.staffId],
      )
      const interviews: number[] = []
      for (const day of met) {
        const { rows: contacts } = await owner.query<{ id: number }>(
          `insert into contact (youth_id, staff_id, kind, outcome, starts_at, day)
           values ($1, $2, 'meeting', 'held', $3::date + time '09:00', $3) returning id::int`,
          [youthId, caseworker.staffId, day],
        )
        interviews.push(contacts[0]?.id ?? 0)
      }
      return { youthId, interviews }
    },
    /** Open deadlines as `rule: due day`, earliest first. */
    async open(youthId: number): Promise<string[]> {
      const { rows } = await owner.query<{ said: string }>(
        `select r.key || ': ' || d.due_day as said from deadline d join rule r on r.id = d.rule_id
         where d.youth_id = $1 and d.state = 'open' order by d.due_day, r.key`,
        [youthId],
      )
      return rows.map(({ said }) => said)
    },
    async end() {
      await owner.end()
      await house.close()
      await database.drop()
    },
  }
}

export type AssessmentsForTest = Awaited<ReturnType<typeof assessmentsForTest>>
