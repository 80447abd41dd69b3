import { sql } from 'kysely'
import { searchName } from '#domain/person/name.ts'
import type { Db } from '#server/database/connection.ts'
import type { CprVault } from './cpr-vault.ts'

export interface YouthRecord {
  givenName: string
  familyName: string
  birthDate: Temporal.PlainDate
  /** Ten digits. */
  cpr: string | null
  phone: string | null
  email: string
  address: string
  postalCode: string
  city: string
  protectedAddress: boolean
  language: string
  needsInterpreter: boolean
  preferredContact: string | null
  about: string
}

export interface GuardianRecord {
  /** The row that this corrects or leaves as it is; null for somebody new. */
  guardianId: number | null
  name: string
  relation: string
  phone: string | null
  email: string
  hasCustody: boolean
}

/** The record as columns of its table. */
export function youthColumns(youth: YouthRecord, vault: CprVault) {
  return {
    given_name: youth.givenName,
    family_name: youth.familyName,
    search_name: searchName(youth),
    birth_date: youth.birthDate,
    cpr_encrypted: youth.cpr === null ? null : vault.encrypt(youth.cpr),
    cpr_index: youth.cpr === null ? null : vault.indexOf(youth.cpr),
    phone: youth.phone,
    email: orNull(youth.email),
    address: orNull(youth.address),
    postal_code: orNull(youth.postalCode),
    city: orNull(youth.city),
    protected_address: youth.protectedAddress,
    language: youth.language,
    needs_interpreter: youth.needsInterpreter,
    preferred_contact: youth.preferredContact,
    about: youth.about,
  }
}

/**
 * Adds somebody to the register and gives the key. The key is drawn first: the row cannot be read back before
 * the first relation is there.
 */
export async function insertYouth(db: Db, youth: YouthRecord, vault: CprVault): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    select nextval(pg_get_serial_sequence('youth', 'id')) as id`.execute(db)
  const [drawn] = rows
  if (drawn === undefined) throw new Error('a sequence gave no key')
  const values = { ...youthColumns(youth, vault), id: drawn.id }
  await sql`
    insert into youth (${sql.join(Object.keys(values).map(name => sql.ref(name)))}, created_by)
    overriding system value
    values (${sql.join(Object.values(values))}, door.staff_id())`.execute(db)
  return drawn.id
}

/** Stores the record if its version is still `version`. @returns whether it was */
export async function updateYouthRecord(
  db: Db,
  youthId: number,
  version: number,
  youth: YouthRecord,
  vault: CprVault,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('youth')
    .set({ ...youthColumns(youth, vault), version: version + 1 })
    .where('id', '=', youthId)
    .where('version', '=', version)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** The guardians who are named today. */
async function loadGuardians(db: Db, youthId: number) {
  return db
    .selectFrom('guardian')
    .select(['id', 'name', 'relation', 'phone', 'email', 'has_custody'])
    .where('youth_id', '=', youthId)
    .where('withdrawn_at', 'is', null)
    .orderBy('id')
    .execute()
}

/** What `replaceGuardians` took away and added, as the change log keeps it. */
export interface GuardianChange {
  before: Record<string, unknown>[]
  after: Record<string, unknown>[]
}

/**
 * Makes these the guardians. Whoever is no longer named, or named otherwise, is withdrawn with author and reason;
 * those who are new are added.
 */
export async function replaceGuardians(
  db: Db,
  youthId: number,
  guardians: readonly GuardianRecord[],
): Promise<GuardianChange> {
  const stored = await loadGuardians(db, youthId)
  const wanted = guardians.map(guardian => ({
    id: guardian.guardianId,
    columns: {
      name: guardian.name,
      relation: guardian.relation,
      phone: guardian.phone,
      email: orNull(guardian.email),
      has_custody: guardian.hasCustody,
    },
  }))
  const same = ({ columns }: (typeof wanted)[number], row: (typeof stored)[number]): boolean =>
    columns.name === row.name &&
    columns.relation === row.relation &&
    columns.phone === row.phone &&
    columns.email === row.email &&
    columns.has_custody === row.has_custody
  const gone = stored.filter(row => !wanted.some(guardian => same(guardian, row)))
  const added = wanted.filter(guardian => !stored.some(row => same(guardian, row)))
  if (gone.length > 0) {
    const ids = gone.map(row => row.id)
    const corrected = gone.map(row => row.id).filter(id => wanted.some(guardian => guardian.id === id))
    await sql`
      update guardian set withdrawn_at = now(), withdrawn_by = door.staff_id(),
        withdrawn_reason = case when id = any (${corrected}::bigint[]) then 'corrected' else 'removed' end
      where id = any (${ids}::bigint[])`.execute(db)
  }
  for (const { columns } of added) {
    await db
      .insertInto('guardian')
      .values({ youth_id: youthId, ...columns })
      .execute()
  }
  return { before: gone, after: added.map(({ columns }) => columns) }
}

function orNull(text: string): string | null {
  return text === '' ? null : text
}
