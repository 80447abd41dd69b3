import pg from 'pg'
import { freshDatabase } from '#server/database/test-database.ts'
import { houseForTest } from '#server/door/test-house.ts'
import { logInForTest } from '#server/door/test-session.ts'
import { registerRoutes } from './routes.ts'

/** Saturday 21 November 2026, in the morning. */
export const testNow = Temporal.Instant.from('2026-11-21T08:00:00Z')

/** For tests: the register over a database with a group, a programme with a monthly promise, and three people. */
export async function registerForTest() {
  const database = await freshDatabase()
  const house = await houseForTest(database.url, { now: () => testNow })
  registerRoutes(house)
  const at = testNow
  const caseworker = await logInForTest(house.pool, { roles: ['caseworker'], familyName: 'Rådgiver', at })
  const colleague = await logInForTest(house.pool, { roles: ['caseworker'], familyName: 'Kollega', at })
  const leader = await logInForTest(house.pool, { roles: ['leader'], familyName: 'Leder', at })
  const owner = new pg.Client({ connectionString: database.url })
  await owner.connect()
  await owner.query(`
    insert into target_group values
      ('activityReady', 'Aktivitetsparat', '', '[2014-01-01,)', 'LAB', 'law', 4),
      ('educationReady', 'Uddannelsesparat', '', '[2014-01-01,)', 'LAB', 'law', 3);
    insert into programme (key, name, during) values ('mod', 'Mod til uddannelse', '[2017-01-01,)');
    insert into rule (key, name, clock, status, source, during, programme_id, anchor, pattern, fulfilled_by,
      interval_unit, interval_length, non_working_days, stops_in_pause)
    select 'monthly', 'Møde hver måned', 'promise', 'local', 'Lokalt', '[2017-01-01,)', id, 'membership', 'every',
      '{meeting}', 'months', 1, 'dayBefore', true from programme`)
  const { rows } = await owner.query<{ id: number }>('select id::int from programme')
  return {
    house,
    owner,
    caseworker,
    colleague,
    leader,
    programmeId: rows[0]?.id ?? 0,
    async send(cookie: string, method: 'GET' | 'POST' | 'PUT', url: string, payload?: object) {
      const answer = await house.app.inject({
        method,
        url,
        headers: { cookie, 'sec-fetch-site': 'same-origin' },
        ...(payload ? { payload } : {}),
      })
      return { status: answer.statusCode, body: answer.json() }
    },
    async end() {
      await owner.end()
      await house.close()
      await database.drop()
    },
  }
}

/** Somebody invented; the number's serial fails modulus 11 on purpose. */
export const somebody = {
  givenName: 'Mikkel',
  familyName: 'Prøve',
  birthDate: '2007-02-01',
  cpr: '010207-4000',
  phone: '37 20 00 01',
  email: '',
  address: '',
  postalCode: '',
  city: '',
  protectedAddress: false,
  language: 'da',
  needsInterpreter: false,
  preferredContact: null,
  about: '',
  guardians: [],
  enquiryDay: '2026-11-02',
  caseworkerId: null,
}
