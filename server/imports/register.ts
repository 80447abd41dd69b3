import { sql } from 'kysely'
import type { DecidableAt, Stage } from '#domain/assessment/types.ts'
import type { ContactKind } from '#domain/rhythm/types.ts'
import type { Db } from '#server/database/connection.ts'
import type { CprVault } from '#server/records/cpr-vault.ts'
import type { CaseRow } from './case-row.ts'
import { type Vocabulary, vocabularyOf } from './words.ts'

/** A dated row that counts: not withdrawn. */
export interface DatedValue<Value> {
  id: number
  value: Value
  from: Temporal.PlainDate
  to: Temporal.PlainDate | null
}

export interface KnownAssessment extends DatedValue<string> {
  stage: Stage
}

export interface KnownGuardian {
  id: number
  name: string
  phone: string | null
  email: string | null
}

/** What the register holds of a person, as far as a case list can speak of it. */
export interface KnownPerson {
  id: number
  givenName: string
  familyName: string
  birthDate: Temporal.PlainDate
  cprIndex: string | null
  phone: string | null
  email: string | null
  address: string | null
  postalCode: string | null
  city: string | null
  protectedAddress: boolean
  language: string
  needsInterpreter: boolean
  /** The newest case. */
  case: {
    id: number
    enquiryDay: Temporal.PlainDate | null
    from: Temporal.PlainDate
    to: Temporal.PlainDate | null
  } | null
  guardians: KnownGuardian[]
  assessments: KnownAssessment[]
  benefits: DatedValue<string>[]
  memberships: DatedValue<number>[]
  caseworkers: DatedValue<number>[]
  /** Whom bars keep away. */
  barred: DatedValue<number>[]
  /** Days on which a meeting or call was held, of those that the list asks about: see {@link heldKey}. */
  held: Set<string>
}

export interface KnownStaff {
  id: number
  givenName: string
  familyName: string
  email: string | null
  /** On the day on which the register was loaded. */
  isCaseworker: boolean
}

export interface Configuration {
  vocabulary: Vocabulary
  targetGroupNames: ReadonlyMap<string, string>
  programmeNames: ReadonlyMap<number, string>
  /** When each group may be decided; null is at each decision, and an empty list a work status. */
  decidedAt: ReadonlyMap<string, readonly DecidableAt[] | null>
}

export interface Register {
  byCpr: ReadonlyMap<string, KnownPerson>
  /** People without a CPR number, and those born on the day of a row without one, by that day. */
  byBirthDate: ReadonlyMap<string, readonly KnownPerson[]>
  staff: readonly KnownStaff[]
}

export function heldKey(kind: ContactKind, day: Temporal.PlainDate): string {
  return `${kind} ${day.toString()}`
}

/** The municipality's own words on `today`: target groups, programmes. */
export async function loadConfiguration(db: Db, today: Temporal.PlainDate): Promise<Configuration> {
  const [groups, programmes] = await Promise.all([
    sql<{ code: string; name: string; decided_at: DecidableAt[] | null }>`
      select code, name, decided_at from target_group where during @> ${today}::date order by position`.execute(
      db,
    ),
    sql<{ id: number; key: string; name: string }>`
      select id, key, name from programme where during @> ${today}::date order by id`.execute(db),
  ])
  return {
    vocabulary: vocabularyOf(groups.rows, programmes.rows),
    targetGroupNames: new Map(groups.rows.map(({ code, name }) => [code, name])),
    programmeNames: new Map(programmes.rows.map(({ id, name }) => [id, name])),
    decidedAt: new Map(groups.rows.map(({ code, decided_at }) => [code, decided_at])),
  }
}

interface PersonRow {
  id: number
  given_name: string
  family_name: string
  birth_date: Temporal.PlainDate
  cpr_index: string | null
  phone: string | null
  email: string | null
  address: string | null
  postal_code: string | null
  city: string | null
  protected_address: boolean
  language: string
  needs_interpreter: boolean
}

interface StaffRow {
  id: number
  given_name: string
  family_name: string
  email: string | null
  is_caseworker: boolean
}

const personColumns = sql`y.id, y.given_name, y.family_name, y.birth_date, encode(y.cpr_index, 'hex') as cpr_index,
  y.phone, y.email, y.address, y.postal_code, y.city, y.protected_address, y.language, y.needs_interpreter`

/** Everything in the register that these rows may be about, in a handful of statements however many they are. */
export async function loadRegister(
  db: Db,
  rows: readonly CaseRow[],
  cpr: CprVault,
  today: Temporal.PlainDate,
): Promise<Register> {
  const indexes = rows.flatMap(row => (row.cpr === null ? [] : [cpr.indexOf(row.cpr)]))
  const allDays = [...new Set(rows.map(row => row.birthDate.toString()))]
  const daysWithoutCpr = [
    ...new Set(rows.filter(row => row.cpr === null).map(row => row.birthDate.toString())),
  ]
  const [people, staff] = await Promise.all([
    sql<PersonRow>`
      select ${personColumns} from youth y where y.cpr_index = any (${indexes}::bytea[])
      union
      select ${personColumns} from youth y
        where y.birth_date = any (${allDays}::date[])
          and (y.cpr_index is null or y.birth_date = any (${daysWithoutCpr}::date[]))`.execute(db),
    sql<StaffRow>`
      select id, given_name, family_name, email, exists (select from staff_role r
          where r.staff_id = s.id and r.role = 'caseworker' and r.during @> ${today}::date) as is_caseworker
      from staff s where left_on is null or left_on > ${today}::date order by id`.execute(db),
  ])
  const known = new Map(people.rows.map(row => [row.id, toPerson(row)]))
  await loadDetails(db, known, rows)
  const byBirthDate = new Map<string, KnownPerson[]>()
  for (const person of known.values()) {
    const day = person.birthDate.toString()
    byBirthDate.set(day, [...(byBirthDate.get(day) ?? []), person])
  }
  return {
    byCpr: new Map(
      [...known.values()].flatMap(person => (person.cprIndex === null ? [] : [[person.cprIndex, person]])),
    ),
    byBirthDate,
    staff: staff.rows.map(row => ({
      id: row.id,
      givenName: row.given_name,
      familyName: row.family_name,
      email: row.email,
      isCaseworker: row.is_caseworker,
    })),
  }
}

function toPerson(row: PersonRow): KnownPerson {
  return {
    id: row.id,
    givenName: row.given_name,
    familyName: row.family_name,
    birthDate: row.birth_date,
    cprIndex: row.cpr_index,
    phone: row.phone,
    email: row.email,
    address: row.address,
    postalCode: row.postal_code,
    city: row.city,
    protectedAddress: row.protected_address,
    language: row.language,
    needsInterpreter: row.needs_interpreter,
    case: null,
    guardians: [],
    assessments: [],
    benefits: [],
    memberships: [],
    caseworkers: [],
    barred: [],
    held: new Set(),
  }
}

interface PeriodRow<Value> {
  youth_id: number
  id: number
  value: Value
  during: { from: Temporal.PlainDate; to: Temporal.PlainDate | null }
}

async function loadDetails(
  db: Db,
  known: ReadonlyMap<number, KnownPerson>,
  rows: readonly CaseRow[],
): Promise<void> {
  const ids = [...known.keys()]
  if (ids.length === 0) return
  const days = [
    ...new Set(rows.flatMap(row => [row.lastMeeting, row.lastCall]).flatMap(day => day?.toString() ?? [])),
  ]
  const [cases, guardians, assessments, benefits, memberships, caseworkers, bars, contacts] =
    await Promise.all([
      sql<{
        youth_id: number
        id: number
        enquiry_day: Temporal.PlainDate | null
        during: PeriodRow<unknown>['during']
      }>`
      select distinct on (youth_id) youth_id, id, enquiry_day, during from youth_case
      where youth_id = any (${ids}::bigint[]) order by youth_id, lower(during) desc`.execute(db),
      sql<KnownGuardian & { youth_id: number }>`
      select youth_id, id, name, phone, email from guardian
      where youth_id = any (${ids}::bigint[]) and withdrawn_at is null order by id`.execute(db),
      sql<PeriodRow<string> & { stage: Stage }>`
      select youth_id, id, target_group as value, during, stage from assessment
      where youth_id = any (${ids}::bigint[]) and withdrawn_at is null order by lower(during)`.execute(db),
      sql<PeriodRow<string>>`
      select youth_id, id, kind as value, during from benefit
      where youth_id = any (${ids}::bigint[]) and withdrawn_at is null order by lower(during)`.execute(db),
      sql<PeriodRow<number>>`
      select youth_id, id, programme_id as value, during from membership
      where youth_id = any (${ids}::bigint[]) and withdrawn_at is null order by lower(during)`.execute(db),
      sql<PeriodRow<number>>`
      select youth_id, id, staff_id as value, during from assignment
      where youth_id = any (${ids}::bigint[]) and withdrawn_at is null and role = 'caseworker'
      order by lower(during)`.execute(db),
      sql<PeriodRow<number>>`
      select youth_id, id, staff_id as value, during from bar
      where youth_id = any (${ids}::bigint[]) order by lower(during)`.execute(db),
      sql<{ youth_id: number; kind: ContactKind; day: Temporal.PlainDate }>`
      select distinct youth_id, kind, day from contact
      where youth_id = any (${ids}::bigint[]) and day = any (${days}::date[]) and outcome = 'held'`.execute(
        db,
      ),
    ])
  for (const row of cases.rows) {
    const person = known.get(row.youth_id)
    if (person) person.case = { id: row.id, enquiryDay: row.enquiry_day, ...row.during }
  }
  for (const { youth_id, ...guardian } of guardians.rows) known.get(youth_id)?.guardians.push(guardian)
  for (const row of contacts.rows) known.get(row.youth_id)?.held.add(heldKey(row.kind, row.day))
  const dated = <Value>(row: PeriodRow<Value>): DatedValue<Value> => ({
    id: row.id,
    value: row.value,
    ...row.during,
  })
  for (const row of assessments.rows) {
    known.get(row.youth_id)?.assessments.push({ ...dated(row), stage: row.stage })
  }
  for (const row of benefits.rows) known.get(row.youth_id)?.benefits.push(dated(row))
  for (const row of memberships.rows) known.get(row.youth_id)?.memberships.push(dated(row))
  for (const row of caseworkers.rows) known.get(row.youth_id)?.caseworkers.push(dated(row))
  for (const row of bars.rows) known.get(row.youth_id)?.barred.push(dated(row))
}
