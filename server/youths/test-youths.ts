import pg from 'pg'
import type { OutputOf, UseCase } from '#contract/use-case.ts'
import { readCpr } from '#domain/person/cpr.ts'
import { searchName } from '#domain/person/name.ts'
import { freshDatabase } from '#server/database/test-database.ts'
import { houseForTest, type TestHouse } from '#server/door/test-house.ts'
import { logInForTest } from '#server/door/test-session.ts'

/** Saturday 21 November 2026, in the morning. */
const testNow = Temporal.Instant.from('2026-11-21T08:00:00Z')

interface Somebody {
  givenName?: string
  familyName?: string
  birthDate?: string
  cpr?: string
  phone?: string
  address?: string
  protectedAddress?: boolean
  /** Who follows the young person since 1 June 2026, and as what. */
  staffId?: number
  role?: string
  targetGroup?: string
  closed?: boolean
}

/**
 * For tests: a house with `open`'s routes over a database of its own, with a group, a programme, a rule and four
 * people who are logged in. `owner` may write past row-level security.
 */
export async function youthsForTest(open: (house: TestHouse) => void) {
  const database = await freshDatabase()
  const house = await houseForTest(database.url, { now: () => testNow })
  open(house)
  const owner = new pg.Client({ connectionString: database.url })
  await owner.connect()
  const at = testNow
  const people = {
    caseworker: await logInForTest(house.pool, { familyName: 'Rådgiver', at }),
    colleague: await logInForTest(house.pool, { familyName: 'Kollega', at }),
    leader: await logInForTest(house.pool, { roles: ['leader'], familyName: 'Leder', at }),
    administrator: await logInForTest(house.pool, { roles: ['administrator'], familyName: 'Drift', at }),
  }
  await owner.query(`
    insert into target_group values ('ready', 'Aktivitetsparat', '', '[2014-01-01,)', 'LAB', 'law', 1);
    insert into programme (key, name, during) values ('mod', 'Mod til uddannelse', '[2017-01-01,)');
    insert into rule (key, name, clock, status, source, during, programme_id, anchor, pattern, fulfilled_by,
      interval_unit, interval_length, non_working_days, stops_in_pause)
    select 'monthly', 'Møde hver måned', 'promise', 'local', 'Lokalt', '[2017-01-01,)', id, 'membership', 'every',
      '{meeting}', 'months', 1, 'dayBefore', true from programme`)

  async function ask(cookie: string, useCase: UseCase, input: Record<string, unknown> = {}) {
    const rest = { ...input }
    const path = useCase.path.replace(/:(\w+)/g, (_, name: string) => {
      const part = String(rest[name])
      delete rest[name]
      return part
    })
    const query = new URLSearchParams(Object.entries(rest).map(([name, value]) => [name, String(value)]))
    const inBody = useCase.method !== 'GET'
    const answer = await house.app.inject({
      method: useCase.method,
      url: inBody || query.size === 0 ? path : `${path}?${query}`,
      headers: { cookie, 'sec-fetch-site': 'same-origin' },
      ...(inBody ? { payload: rest } : {}),
    })
    return { status: answer.statusCode, text: answer.body }
  }

  return {
    ...people,
    owner,
    ask,
    /** What is answered, held against the contract. */
    async get<U extends UseCase>(cookie: string, useCase: U, input: Record<string, unknown> = {}) {
      const { status, text } = await ask(cookie, useCase, input)
      if (status !== 200) throw new Error(`${useCase.name} answered ${status}: ${text}`)
      return useCase.output.parse(JSON.parse(text)) as OutputOf<U>
    },
    async add(who: Somebody = {}): Promise<number> {
      const name = { givenName: who.givenName ?? 'Mikkel', familyName: who.familyName ?? 'Prøve' }
      const reading = who.cpr === undefined ? null : readCpr(who.cpr)
      const digits = reading?.ok ? reading.cpr.digits : null
      const { rows } = await owner.query<{ id: number }>(
        `with made as (
          insert into youth (given_name, family_name, search_name, birth_date, phone, address, postal_code, city,
            protected_address, cpr_encrypted, cpr_index)
          values ($1, $2, $3, $4, $5, $6, '8700', 'Åstrup', $7, $8, $9) returning id
        ), opened as (
          insert into youth_case (youth_id, enquiry_day, during, close_reason)
          select id, '2026-05-20', case when $10::boolean then daterange('2026-05-20', '2026-10-01') else daterange('2026-05-20', null) end,
            case when $10::boolean then 'job' end from made
        ), assessed as (
          insert into assessment (youth_id, target_group, during) select id, $11, '[2026-06-01,)' from made where $11::text is not null
        ), followed as (
          insert into assignment (youth_id, staff_id, role, during)
          select id, $12, $13, '[2026-06-01,)' from made where $12::bigint is not null
        )
        select id::int from made`,
        [
          name.givenName,
          name.familyName,
          searchName(name),
          who.birthDate ?? '2007-02-01',
          who.phone ?? null,
          who.address ?? 'Skjulte Vej 7',
          who.protectedAddress ?? false,
          digits === null ? null : house.cpr.encrypt(digits),
          digits === null ? null : house.cpr.indexOf(digits),
          who.closed ?? false,
          who.targetGroup ?? null,
          who.staffId ?? null,
          who.role ?? 'caseworker',
        ],
      )
      return rows[0]?.id ?? 0
    },
    /** What the read log says of a young person, oldest first. */
    async readings(youthId: number): Promise<{ staff_id: number; action: string }[]> {
      const { rows } = await owner.query(
        'select staff_id::int, action from read_log where $1 = any (youth_ids) order by id',
        [youthId],
      )
      return rows
    },
    async end() {
      await owner.end()
      await house.close()
      await database.drop()
    },
  }
}
