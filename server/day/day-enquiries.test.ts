import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readDayEnquiries } from '#contract/day.ts'
import { freshDatabase } from '#server/database/test-database.ts'
import { houseForTest, type TestHouse } from '#server/door/test-house.ts'
import { logInForTest } from '#server/door/test-session.ts'
import { dayRoutes } from './routes.ts'

/** Monday 23 November 2026, half past eight in Denmark. */
const now = Temporal.Instant.from('2026-11-23T07:30:00Z')

let database: Awaited<ReturnType<typeof freshDatabase>>
let house: TestHouse
let owner: pg.Client
let me: Awaited<ReturnType<typeof logInForTest>>
let colleague: Awaited<ReturnType<typeof logInForTest>>

beforeAll(async () => {
  database = await freshDatabase()
  owner = new pg.Client({ connectionString: database.url })
  await owner.connect()
  house = await houseForTest(database.url, { now: () => now })
  dayRoutes(house)
  me = await logInForTest(house.pool, { roles: ['caseworker'], at: now })
  colleague = await logInForTest(house.pool, { roles: ['caseworker'], familyName: 'Kollega', at: now })
})
afterAll(async () => {
  await owner.end()
  await house.close()
  await database.drop()
})

async function enquiry(name: string, receivedOn: string, staffId: number | null): Promise<number> {
  const { rows } = await owner.query<{ id: number }>(
    `insert into referral (reference, received_at, received_on, channel, sender_role, youth_given_name, search_name,
       about, state, handler_id)
     values ('REF-' || nextval('referral_id_seq'), $2::date + time '09:00', $2, 'web', 'parent', $1, lower($1),
       'Går ikke i skole', case when $3::bigint is null then 'new' else 'taken' end, $3) returning id::int`,
    [name, receivedOn, staffId],
  )
  return rows[0]?.id ?? 0
}

async function mine(cookie: string) {
  const answer = await house.app.inject({ url: '/api/day/enquiries', headers: { cookie } })
  expect(answer.statusCode).toBe(200)
  return readDayEnquiries.output
    .parse(answer.json())
    .enquiries.map(({ givenName, isOverdue, clock }) => [
      givenName,
      isOverdue,
      clock.stage,
      String(clock.windowTo),
    ])
}

test('my enquiries of which something is due stand on my day, the latest first, and nobody else’s', async () => {
  await enquiry('Frisk', '2026-11-20', me.staffId)
  const late = await enquiry('Sen', '2026-11-12', me.staffId)
  const seen = await enquiry('Talt', '2026-11-19', me.staffId)
  await enquiry('Ny', '2026-11-12', null)
  await enquiry('Kollegas', '2026-11-12', colleague.staffId)
  await owner.query(
    `insert into referral_event (referral_id, at, day, staff_id, kind, details)
     values ($1, '2026-11-20T09:00Z', '2026-11-20', $2, 'contacted', '{"kind": "meeting", "who": "youth", "outcome": "held"}')`,
    [seen, me.staffId],
  )
  expect(await mine(me.cookie)).toEqual([
    ['Sen', true, 'contact', '2026-11-16'],
    ['Frisk', false, 'contact', '2026-11-24'],
  ])
  const { rows } = await owner.query(
    `select referral_ids::int[] as ids from referral_read_log where action = 'day.enquiries' order by id desc limit 1`,
  )
  expect(rows[0].ids).toContain(late)
  expect(rows[0].ids).not.toContain(seen)
})

test('it is for those who triage, and reads over the index of what somebody has taken', async () => {
  const mentor = await logInForTest(house.pool, { roles: ['mentor'], familyName: 'Mentor', at: now })
  const refused = await house.app.inject({ url: '/api/day/enquiries', headers: { cookie: mentor.cookie } })
  expect(refused.statusCode).toBe(403)
  await owner.query('set enable_seqscan = off')
  const { rows } = await owner.query(
    `explain select * from referral r where r.handler_id = 1 and r.state = 'taken' order by r.received_at limit 100`,
  )
  await owner.query('reset enable_seqscan')
  expect(rows.map(row => row['QUERY PLAN']).join('\n')).toContain('referral_handled')
})
