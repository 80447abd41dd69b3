import pg from 'pg'
import type { OutputOf, UseCase } from '#contract/use-case.ts'
import { searchName } from '#domain/person/name.ts'
import { freshDatabase } from '#server/database/test-database.ts'
import { houseForTest } from '#server/door/test-house.ts'
import { logInForTest, sessionForTest } from '#server/door/test-session.ts'
import { dutyRoutes } from './routes.ts'

interface Somebody {
  givenName?: string
  familyName?: string
  birthDate?: string
  protectedAddress?: boolean
  phone?: string
  /** Who follows the young person since August 2026. */
  staffId?: number
  role?: string
  /** Kind, from, to (excluded), minutes a week, told on. */
  activities?: [string, string, string | null, (number | null)?, (string | null)?][]
  guardians?: { name: string; phone?: string; hasCustody?: boolean }[]
}

/** For tests: the duty over a database of its own, with the law's two rules and a clock that can be moved. */
export async function dutyForTest(today: string) {
  const database = await freshDatabase()
  let now = Temporal.Instant.from(`${today}T08:00:00Z`)
  const house = await houseForTest(database.url, { now: () => now })
  dutyRoutes(house)
  const owner = new pg.Client({ connectionString: database.url })
  await owner.connect()
  const at = now
  const staff = {
    caseworker: await logInForTest(house.pool, { familyName: 'Rådgiver', at }),
    adviser: await logInForTest(house.pool, { roles: ['educationAdviser'], familyName: 'Vejleder', at }),
    leader: await logInForTest(house.pool, { roles: ['leader'], familyName: 'Leder', at }),
    mentor: await logInForTest(house.pool, { roles: ['mentor'], familyName: 'Mentor', at }),
  }
  await owner.query(`
    insert into rule (key, name, clock, status, source, during, anchor, pattern, fulfilled_by, interval_unit,
      interval_length, non_working_days, stops_in_pause) values
      ('off-plan', 'Kontakt', 'statutory', 'law', 'KUI', '[2020-01-01,)', 'offPlan', 'once',
        '{meeting,call,accompaniment}', 'workingDays', 5, 'stays', false),
      ('new-activity', 'Ny aktivitet', 'statutory', 'law', 'KUI', '[2020-01-01,)', 'offPlanContact', 'once',
        '{activity}', 'days', 30, 'stays', false)`)

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
    return { status: answer.statusCode, body: JSON.parse(answer.body) }
  }

  return {
    staff,
    owner,
    ask,
    /** Moves the clock to a day, and gives new sessions for it. */
    async goTo(day: string) {
      now = Temporal.Instant.from(`${day}T08:00:00Z`)
      for (const person of Object.values(staff)) {
        person.cookie = await sessionForTest(house.pool, person.staffId, now)
      }
    },
    /** What is answered, held against the contract. */
    async get<U extends UseCase>(cookie: string, useCase: U, input: Record<string, unknown> = {}) {
      const { status, body } = await ask(cookie, useCase, input)
      if (status !== 200) throw new Error(`${useCase.name} answered ${status}: ${JSON.stringify(body)}`)
      return useCase.output.parse(body) as OutputOf<U>
    },
    async add(who: Somebody = {}): Promise<number> {
      const name = { givenName: who.givenName ?? 'Mikkel', familyName: who.familyName ?? 'Prøve' }
      const { rows } = await owner.query<{ id: number }>(
        `with made as (
          insert into youth (given_name, family_name, search_name, birth_date, protected_address, phone, created_at)
          values ($1, $2, $3, $4, $5, $6, '2026-08-01') returning id
        ), opened as (
          insert into youth_case (youth_id, enquiry_day, during) select id, '2026-08-01', '[2026-08-01,)' from made
        ), followed as (
          insert into assignment (youth_id, staff_id, role, during)
          select id, $7, $8, '[2026-08-01,)' from made where $7::bigint is not null
        )
        select id::int from made`,
        [
          name.givenName,
          name.familyName,
          searchName(name),
          who.birthDate ?? '2010-03-01',
          who.protectedAddress ?? false,
          who.phone ?? null,
          who.staffId ?? null,
          who.role ?? 'caseworker',
        ],
      )
      const youthId = rows[0]?.id ?? 0
      for (const [kind, from, to, minutes, told] of who.activities ?? []) {
        await owner.query(
          `insert into activity (youth_id, kind, description, weekly_minutes, during, notice_day, recorded_at)
           values ($1, $2, 'FGU Nord', $3, daterange($4, $5), $6, '2026-08-01')`,
          [youthId, kind, minutes ?? null, from, to, told ?? null],
        )
      }
      for (const guardian of who.guardians ?? []) {
        await owner.query(
          `insert into guardian (youth_id, name, relation, phone, has_custody) values ($1, $2, 'mor', $3, $4)`,
          [youthId, guardian.name, guardian.phone ?? null, guardian.hasCustody ?? true],
        )
      }
      return youthId
    },
    /** A held call on a day. */
    async talk(youthId: number, staffId: number, day: string): Promise<number> {
      const { rows } = await owner.query<{ id: number }>(
        `insert into contact (youth_id, staff_id, kind, outcome, starts_at, day)
         values ($1, $2, 'call', 'held', ($3 || 'T10:00Z')::timestamptz, $3::date) returning id::int`,
        [youthId, staffId, day],
      )
      return rows[0]?.id ?? 0
    },
    /** What the read log says of a young person, oldest first. */
    async readings(youthId: number): Promise<string[]> {
      const { rows } = await owner.query(
        'select action from read_log where $1 = any (youth_ids) order by id',
        [youthId],
      )
      return rows.map(({ action }) => action)
    },
    async end() {
      await owner.end()
      await house.close()
      await database.drop()
    },
  }
}
