import pg from 'pg'
import type { OutputOf, UseCase } from '#contract/use-case.ts'
import type { Role } from '#domain/sharing/permissions.ts'
import { freshDatabase } from '#server/database/test-database.ts'
import { houseForTest, type TestHouse } from '#server/door/test-house.ts'
import { logInForTest } from '#server/door/test-session.ts'
import { ageRoutes } from './routes.ts'

/** Monday 23 November 2026 at 10 in Denmark, and days from it. */
export const testNow = Temporal.Instant.from('2026-11-23T09:00:00Z')
export const testToday = Temporal.PlainDate.from('2026-11-23')

interface Somebody {
  birthDate: string
  staffId?: number
  /** Period of the membership in the programme that is left at 18; null for none. */
  membership?: string | null
  /** Period of the assessment; null for none. */
  assessment?: string | null
  guardian?: boolean
  closed?: boolean
}

/** For tests: the ages over a database with a programme that is left at 18 and has a monthly promise, and people. */
export async function agesForTest(open: (house: TestHouse) => void = () => undefined) {
  const database = await freshDatabase()
  const house = await houseForTest(database.url, { now: () => testNow })
  ageRoutes(house)
  open(house)
  const owner = new pg.Client({ connectionString: database.url })
  await owner.connect()
  const at = testNow
  const as = (familyName: string, role: Role) => logInForTest(house.pool, { roles: [role], familyName, at })
  const people = {
    caseworker: await as('Rådgiver', 'caseworker'),
    colleague: await as('Kollega', 'caseworker'),
    adviser: await as('Vejleder', 'educationAdviser'),
    mentor: await as('Mentor', 'mentor'),
    leader: await as('Leder', 'leader'),
    administrator: await as('Drift', 'administrator'),
  }
  await owner.query(`
    insert into target_group values ('ready', 'Aktivitetsparat', '', '[2014-01-01,)', 'LAB', 'law', 1);
    insert into programme (key, name, during, leave_age, leave_age_from)
      values ('to18', 'Sikker overgang', '[2017-01-01,)', 18, '2017-01-01');
    insert into rule (key, name, clock, status, source, during, programme_id, anchor, pattern, fulfilled_by,
      interval_unit, interval_length, non_working_days, stops_in_pause)
    select 'monthly', 'Møde hver måned', 'promise', 'local', 'Lokalt', '[2017-01-01,)', id, 'membership', 'every',
      '{meeting}', 'months', 1, 'dayBefore', true from programme`)
  let serial = 0

  async function ask(cookie: string, useCase: UseCase, input: Record<string, unknown> = {}) {
    const rest = { ...input }
    const url = useCase.path.replace(/:(\w+)/g, (_, name: string) => {
      const part = String(rest[name])
      delete rest[name]
      return part
    })
    const { statusCode, body } = await house.app.inject({
      method: useCase.method,
      url,
      headers: { cookie, 'sec-fetch-site': 'same-origin' },
      ...(useCase.method === 'GET' ? {} : { payload: rest }),
    })
    return { status: statusCode, body: JSON.parse(body) }
  }

  return {
    ...people,
    house,
    owner,
    databaseUrl: database.url,
    ask,
    /** What is answered, held against the contract. */
    async get<U extends UseCase>(cookie: string, useCase: U, input: Record<string, unknown> = {}) {
      const { status, body } = await ask(cookie, useCase, input)
      if (status !== 200) throw new Error(`${useCase.name} answered ${status}: ${JSON.stringify(body)}`)
      return useCase.output.parse(body) as OutputOf<U>
    },
    async add({ birthDate, staffId, ...who }: Somebody): Promise<number> {
      serial += 1
      const { rows } = await owner.query<{ id: number }>(
        `with y as (insert into youth (given_name, family_name, search_name, birth_date)
           values ('Ung', $1, $1, $2) returning id),
         c as (insert into youth_case (youth_id, during, close_reason)
           select id, case when $3 then daterange('2026-01-05', '2026-10-01') else daterange('2026-01-05', null) end,
             case when $3 then 'job' end from y),
         g as (insert into guardian (youth_id, name, relation, phone, email)
           select id, 'Mor', 'mor', '+4537200002', 'mor@eksempel.dk' from y where $4),
         m as (insert into membership (youth_id, programme_id, during)
           select y.id, p.id, $5::daterange from y, programme p where p.key = 'to18' and $5::daterange is not null),
         a as (insert into assessment (youth_id, target_group, during)
           select id, 'ready', $6::daterange from y where $6::daterange is not null),
         f as (insert into assignment (youth_id, staff_id, role, during)
           select id, $7::bigint, 'caseworker', '[2026-01-05,)' from y where $7::bigint is not null)
         select id::int from y`,
        [
          `Nummer ${serial}`,
          birthDate,
          who.closed ?? false,
          who.guardian ?? false,
          who.membership ?? null,
          who.assessment ?? null,
          staffId ?? null,
        ],
      )
      return rows[0]?.id ?? 0
    },
    async periods(table: 'membership' | 'assessment' | 'assignment', youthId: number): Promise<string[]> {
      const { rows } = await owner.query<{ during: string }>(
        `select during::text from ${table} where youth_id = $1 and withdrawn_at is null order by id`,
        [youthId],
      )
      return rows.map(({ during }) => during)
    },
    async end() {
      await owner.end()
      await house.close()
      await database.drop()
    },
  }
}
