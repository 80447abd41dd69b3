import pg from 'pg'
import { searchName } from '#domain/person/name.ts'
import { freshDatabase } from '#server/database/test-database.ts'
import { houseForTest } from '#server/door/test-house.ts'
import { logInForTest } from '#server/door/test-session.ts'
import { triageRoutes } from './routes.ts'

/** Monday 23 November 2026 at 9 in Denmark. */
export const testNow = Temporal.Instant.from('2026-11-23T08:00:00Z')

interface Words {
  sender_role?: string
  sender_is_youth?: string
  may_tell?: string
  sender_name?: string
  sender_phone?: string | null
  sender_email?: string | null
  youth_given_name?: string
  youth_family_name?: string
  youth_birth_date?: string | null
  youth_age?: number | null
  youth_phone?: string | null
  youth_email?: string | null
  received_on?: string
  channel?: string
}

/** For tests: triage over a database with the law's first interview, and people of every role. */
export async function triageForTest() {
  const database = await freshDatabase()
  let now = testNow
  const house = await houseForTest(database.url, { now: () => now })
  triageRoutes(house)
  const at = testNow
  const caseworker = await logInForTest(house.pool, { roles: ['caseworker'], familyName: 'Rådgiver', at })
  const colleague = await logInForTest(house.pool, { roles: ['caseworker'], familyName: 'Kollega', at })
  const leader = await logInForTest(house.pool, { roles: ['leader'], familyName: 'Leder', at })
  const mentor = await logInForTest(house.pool, { roles: ['mentor'], familyName: 'Mentor', at })
  const owner = new pg.Client({ connectionString: database.url })
  await owner.connect()
  await owner.query(`
    insert into rule (key, name, clock, status, source, during, anchor, pattern, fulfilled_by, interval_unit,
      interval_length, non_working_days, stops_in_pause)
    values ('foerste-samtale', 'Første samtale inden 7 dage', 'statutory', 'law', 'LAB § 31, stk. 5', '[2020-01-01,)',
      'enquiry', 'once', '{meeting}', 'days', 7, 'stays', false)`)
  // In place of the queue, which this house has not: what was asked for.
  await owner.query(`
    create schema graphile_worker;
    create table graphile_worker.asked (task text);
    create function graphile_worker.add_job(task text, payload json) returns void
      language sql as 'insert into graphile_worker.asked values (task)'`)
  let serial = 0

  const send = async (cookie: string, method: 'GET' | 'POST' | 'PUT', url: string, payload?: object) => {
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
    mentor,
    send,
    /** Moves the clock. */
    setNow(instant: string) {
      now = Temporal.Instant.from(instant)
    },
    /** An enquiry as the public page stores it, and its key. */
    async enquiry(words: Words = {}): Promise<number> {
      serial += 1
      const values = {
        reference: `TST-${1000 + serial}`,
        received_on: '2026-11-20',
        channel: 'web',
        sender_role: 'parent',
        sender_name: 'Mor Prøve',
        sender_phone: null,
        youth_given_name: `Ung${serial}`,
        youth_family_name: 'Prøve',
        youth_birth_date: null,
        about: 'Kommer ikke i skole',
        ...words,
      }
      const search = searchName({ givenName: values.youth_given_name, familyName: values.youth_family_name })
      const names = [...Object.keys(values), 'search_name']
      const { rows } = await owner.query<{ id: number }>(
        `with made as (insert into referral (${names.join()}, received_at)
           values (${names.map((_, place) => `$${place + 1}`).join()}, $${names.length + 1}) returning id, received_at, received_on)
         , told as (insert into referral_event (referral_id, at, day, kind) select id, received_at, received_on, 'received' from made)
         select id::int from made`,
        [...Object.values(values), search, `${values.received_on}T10:00:00Z`],
      )
      return rows[0]?.id ?? 0
    },
    /** Somebody in the register with an open case, followed by `staffId` where that is given. */
    async youth(
      person: { given?: string; family?: string; birth?: string; phone?: string | null; search?: string },
      staffId: number | null = null,
    ): Promise<number> {
      const { given = 'Mikkel', family = 'Sørensen', birth = '2008-03-07', phone = null } = person
      const { rows } = await owner.query<{ id: number }>(
        `with y as (insert into youth (given_name, family_name, search_name, birth_date, phone)
           values ($1, $2, $3, $4, $5) returning id),
         c as (insert into youth_case (youth_id, enquiry_day, during) select id, '2026-01-01', '[2026-01-01,)' from y),
         a as (insert into assignment (youth_id, staff_id, role, during)
           select id, $6::bigint, 'caseworker', '[2026-01-01,)' from y where $6::bigint is not null)
         select id::int from y`,
        [given, family, person.search ?? 'mikkel soerensen sorensen', birth, phone, staffId],
      )
      return rows[0]?.id ?? 0
    },
    read: (cookie: string, referralId: number) => send(cookie, 'GET', `/api/referrals/${referralId}`),
    step: (cookie: string, referralId: number, step: string, body: object) =>
      send(
        cookie,
        step === 'telling' || step === 'who-wrote' ? 'PUT' : 'POST',
        `/api/referrals/${referralId}/${step}`,
        body,
      ),
    async end() {
      await owner.end()
      await house.close()
      await database.drop()
    },
  }
}

export type TriageWorld = Awaited<ReturnType<typeof triageForTest>>

export const aTalk = {
  kind: 'call',
  with: 'youth',
  outcome: 'unanswered',
  at: '2026-11-23T07:30:00Z',
  note: '',
}
