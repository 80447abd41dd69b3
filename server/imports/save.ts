import { sql } from 'kysely'
import { sayIn } from '#contract/language/say-in.ts'
import { searchName } from '#domain/person/name.ts'
import type { Db } from '#server/database/connection.ts'
import type { CprVault } from '#server/records/cpr-vault.ts'
import { recomputeDeadlines } from '#server/records/deadlines.ts'
import { followChanges } from '#server/records/handover.ts'
import { lockCases } from '#server/records/youth-case.ts'
import { type Decision, isMasked, type PersonWrites } from './decide.ts'
import type { PeriodWrite } from './place-period.ts'
import type { NewStaff } from './staff-book.ts'

export type WrittenDecision = Extract<Decision, { writes: PersonWrites }>

/** Somebody of the list who is in the register now. */
export interface SavedPerson {
  /** Row in the file. */
  row: number
  youthId: number
  writes: PersonWrites
}

interface SaveContext {
  cpr: CprVault
  today: Temporal.PlainDate
  timeZone: string
  /** Ids of the staff that were created, by `new:<key>`. */
  newStaff: ReadonlyMap<string, number>
}

const json = (rows: readonly unknown[]) => sql`${JSON.stringify(rows)}::json`

/**
 * Creates caseworkers without log-in: they get an e-mail, and with it a log-in, under staff.
 *
 * @returns ids by `new:<key>`
 */
export async function saveStaff(db: Db, staff: readonly NewStaff[]): Promise<Map<string, number>> {
  const ids = new Map<string, number>()
  for (const { key, name, from } of staff) {
    const { rows } = await sql<{ id: number }>`
      insert into staff (given_name, family_name, profession)
      values (${name.givenName}, ${name.familyName}, ${sayIn('da')('role.caseworker')}) returning id`.execute(
      db,
    )
    const id = rows[0]?.id
    if (id === undefined) throw new Error('a member of staff was not made')
    await sql`insert into staff_role (staff_id, role, during)
      values (${id}, 'caseworker', daterange(${from}::date, null))`.execute(db)
    await sql`insert into change_log (staff_id, request_id, action, subject, subject_id, after)
      values (door.staff_id(), door.request_id(), 'imports.run', 'staff', ${id},
        ${JSON.stringify({ given_name: name.givenName, family_name: name.familyName })}::jsonb)`.execute(db)
    ids.set(`new:${key}`, id)
  }
  return ids
}

/**
 * Writes a number of people in a handful of statements, with change log, and leaves their deadlines to
 * {@link saveDeadlines}.
 */
export async function savePeople(
  db: Db,
  decisions: readonly WrittenDecision[],
  context: SaveContext,
): Promise<SavedPerson[]> {
  const ids = await savePersons(db, decisions, context)
  const people = decisions.map(({ writes, row }) => {
    const youthId = ids.get(row)
    if (youthId === undefined) throw new Error('a person was not made')
    return { row, youthId, writes }
  })
  await saveCases(db, people)
  await saveGuardians(db, people)
  await savePeriods(
    db,
    'assessment',
    'target_group',
    collect(people, writes => writes.assessment),
  )
  await savePeriods(
    db,
    'benefit',
    'kind',
    collect(people, writes => writes.benefit),
  )
  await savePeriods(
    db,
    'membership',
    'programme_id',
    collect(people, writes => writes.membership),
  )
  await savePeriods(
    db,
    'assignment',
    'staff_id',
    collect(people, writes => writes.assignment).map(({ youthId, write }) => ({
      youthId,
      write: { ...write, insert: { ...write.insert, value: staffIdOf(write.insert.value, context) } },
    })),
  )
  await saveContacts(db, people, context)
  await saveChanges(db, decisions, ids)
  const reassigned = people.filter(({ writes }) => writes.assignment !== null && writes.youthId !== null)
  await followChanges(
    db,
    reassigned.map(({ youthId }) => youthId),
    context.today,
  )
  return people
}

/**
 * Writes what a person's deadlines depend on and locks the case for, and derives the deadlines anew where something
 * has moved them. To be called when nothing else is left to write, in the order of the people's keys: whoever
 * registers something of one of them waits from here until the transaction ends.
 */
export async function saveDeadlines(
  db: Db,
  people: readonly SavedPerson[],
  today: Temporal.PlainDate,
): Promise<void> {
  const ids = people.filter(({ writes }) => movesDeadlines(writes)).map(({ youthId }) => youthId)
  if (ids.length === 0) return
  await lockCases(db, ids)
  await saveEnquiryDays(db, people)
  await recomputeDeadlines(db, ids, today)
}

function movesDeadlines(writes: PersonWrites): boolean {
  const { youthId, openCase, enquiryOfCase, assessment, membership, contacts } = writes
  const moved = [openCase, enquiryOfCase, assessment, membership].some(write => write !== null)
  return youthId === null || moved || contacts.length > 0
}

function staffIdOf(value: number | string, context: SaveContext): number {
  const id = typeof value === 'number' ? value : context.newStaff.get(value)
  if (id === undefined) throw new Error('a row names somebody who was not made')
  return id
}

function collect<Value>(
  people: readonly SavedPerson[],
  pick: (writes: PersonWrites) => PeriodWrite<Value> | null,
) {
  return people.flatMap(({ youthId, writes }) => {
    const write = pick(writes)
    return write === null ? [] : [{ youthId, write }]
  })
}

async function savePersons(
  db: Db,
  decisions: readonly WrittenDecision[],
  { cpr }: SaveContext,
): Promise<Map<number, number>> {
  const rows = decisions.map(({ row, source, writes }) => {
    const { givenName, familyName } = writes.fields
    return {
      row,
      id: writes.youthId,
      birth_date: source.birthDate,
      given_name: givenName,
      family_name: familyName,
      search_name:
        givenName !== undefined && familyName !== undefined
          ? searchName({ givenName, familyName })
          : undefined,
      phone: writes.fields.phone,
      email: writes.fields.email,
      address: writes.fields.address,
      postal_code: writes.fields.postalCode,
      city: writes.fields.city,
      protected_address: writes.fields.protectedAddress,
      language: writes.fields.language,
      needs_interpreter: writes.fields.needsInterpreter,
      cpr_encrypted: writes.cpr === null ? null : cpr.encrypt(writes.cpr).toString('hex'),
      cpr_index: writes.cpr === null ? null : cpr.indexOf(writes.cpr).toString('hex'),
    }
  })
  const columns = sql`(row int, id bigint, birth_date date, given_name text, family_name text, search_name text,
    phone text, email text, address text, postal_code text, city text, protected_address boolean, language text,
    needs_interpreter boolean, cpr_encrypted text, cpr_index text)`
  const created = rows.filter(row => row.id === null)
  const updated = rows.filter(row => row.id !== null)
  // Keys are drawn before the rows are made, so that each row knows its key whatever order they are returned in.
  const { rows: made } = await sql<{ row: number; id: number }>`
    with listed as materialized (
      select l.*, nextval(pg_get_serial_sequence('youth', 'id')) as key
      from json_to_recordset(${json(created)}) as l ${columns}
    ), inserted as (
      insert into youth (id, given_name, family_name, search_name, birth_date, cpr_encrypted, cpr_index, phone, email,
        address, postal_code, city, protected_address, language, needs_interpreter, created_by)
      overriding system value
      select key, given_name, family_name, search_name, birth_date, decode(cpr_encrypted, 'hex'),
        decode(cpr_index, 'hex'), phone, email, address, postal_code, city, coalesce(protected_address, false),
        coalesce(language, 'da'), coalesce(needs_interpreter, false), door.staff_id()
      from listed
    )
    select row, key as id from listed`.execute(db)
  await sql`
    update youth y set
      given_name = coalesce(l.given_name, y.given_name), family_name = coalesce(l.family_name, y.family_name),
      search_name = coalesce(l.search_name, y.search_name), phone = coalesce(l.phone, y.phone),
      email = coalesce(l.email, y.email), address = coalesce(l.address, y.address),
      postal_code = coalesce(l.postal_code, y.postal_code), city = coalesce(l.city, y.city),
      protected_address = coalesce(l.protected_address, y.protected_address),
      language = coalesce(l.language, y.language),
      needs_interpreter = coalesce(l.needs_interpreter, y.needs_interpreter),
      cpr_encrypted = coalesce(decode(l.cpr_encrypted, 'hex'), y.cpr_encrypted),
      cpr_index = coalesce(decode(l.cpr_index, 'hex'), y.cpr_index),
      version = y.version + 1
    from json_to_recordset(${json(updated)}) as l ${columns}
    where y.id = l.id`.execute(db)
  return new Map(
    [...made, ...updated.map(({ row, id }) => ({ row, id: id ?? 0 }))].map(({ row, id }) => [row, id]),
  )
}

async function saveCases(db: Db, people: readonly SavedPerson[]): Promise<void> {
  const opened = people.flatMap(({ youthId, writes: { openCase } }) =>
    openCase === null ? [] : [{ youth_id: youthId, enquiry_day: openCase.enquiryDay, from: openCase.from }],
  )
  await sql`
    insert into youth_case (youth_id, enquiry_day, during)
    select youth_id, enquiry_day, daterange("from", null)
    from json_to_recordset(${json(opened)}) as l (youth_id bigint, enquiry_day date, "from" date)`.execute(db)
}

async function saveEnquiryDays(db: Db, people: readonly SavedPerson[]): Promise<void> {
  const corrected = people.flatMap(({ writes: { enquiryOfCase } }) =>
    enquiryOfCase === null ? [] : [{ id: enquiryOfCase.id, enquiry_day: enquiryOfCase.enquiryDay }],
  )
  if (corrected.length === 0) return
  await sql`
    update youth_case c set enquiry_day = l.enquiry_day
    from json_to_recordset(${json(corrected)}) as l (id bigint, enquiry_day date) where c.id = l.id`.execute(
    db,
  )
}

async function saveGuardians(db: Db, people: readonly SavedPerson[]): Promise<void> {
  const inserted = people.flatMap(({ youthId, writes }) =>
    writes.guardians.insert.map(guardian => ({ youth_id: youthId, ...guardian })),
  )
  if (inserted.length > 0) {
    await sql`
      insert into guardian (youth_id, name, phone, email)
      select youth_id, name, phone, email
      from json_to_recordset(${json(inserted)}) as l (youth_id bigint, name text, phone text, email text)`.execute(
      db,
    )
  }
  const corrected = people.flatMap(({ writes }) => writes.guardians.update)
  if (corrected.length === 0) return
  // What was said before stays readable, as in the register.
  await sql`
    with gone as (
      update guardian g
      set withdrawn_at = now(), withdrawn_by = door.staff_id(), withdrawn_reason = 'corrected'
      from json_to_recordset(${json(corrected)}) as l (id bigint, phone text, email text)
      where g.id = l.id and g.withdrawn_at is null
      returning g.youth_id, g.name, g.relation, g.has_custody, l.phone, l.email
    )
    insert into guardian (youth_id, name, relation, has_custody, phone, email)
    select youth_id, name, relation, has_custody, phone, email from gone`.execute(db)
}

const EXTRA_COLUMNS = {
  assessment: [sql`, stage`, sql`, stage`],
  benefit: [sql``, sql``],
  membership: [sql``, sql``],
  assignment: [sql`, role`, sql`, 'caseworker'`],
} as const

async function savePeriods(
  db: Db,
  table: keyof typeof EXTRA_COLUMNS,
  column: string,
  periods: readonly { youthId: number; write: PeriodWrite<string | number> }[],
): Promise<void> {
  if (periods.length === 0) return
  const [names, values] = EXTRA_COLUMNS[table]
  const withdrawn = periods.flatMap(({ write }) => write.withdraw)
  if (withdrawn.length > 0) {
    await sql`
      update ${sql.table(table)} set withdrawn_at = now(), withdrawn_by = door.staff_id(), withdrawn_reason = ${sayIn('da')('imports.corrected')}
      where id = any (${withdrawn}::bigint[])`.execute(db)
  }
  const ended = periods.flatMap(({ write }) => (write.end === null ? [] : [write.end]))
  if (ended.length > 0) {
    await sql`
      update ${sql.table(table)} t set during = daterange(lower(t.during), l."to")
      from json_to_recordset(${json(ended)}) as l (id bigint, "to" date) where t.id = l.id`.execute(db)
  }
  const inserted = periods.map(({ youthId, write: { insert } }) => ({ youth_id: youthId, ...insert }))
  const type = typeof inserted[0]?.value === 'number' ? sql`bigint` : sql`text`
  await sql`
    insert into ${sql.table(table)} (youth_id, ${sql.ref(column)}, during, author_id ${names})
    select youth_id, value, daterange("from", null), door.staff_id() ${values}
    from json_to_recordset(${json(inserted)}) as l (youth_id bigint, value ${type}, "from" date, stage text)`.execute(
    db,
  )
}

/** The last meeting or call that a list tells of was held some time that day: noon stands for it. */
async function saveContacts(db: Db, people: readonly SavedPerson[], context: SaveContext): Promise<void> {
  const contacts = people.flatMap(({ youthId, writes }) =>
    writes.contacts.map(({ kind, day, author }) => ({
      youth_id: youthId,
      staff_id: author === null ? null : staffIdOf(author, context),
      kind,
      day,
    })),
  )
  if (contacts.length === 0) return
  await sql`
    insert into contact (youth_id, staff_id, kind, outcome, starts_at, day, source)
    select youth_id, staff_id, kind, 'held', (day + time '12:00') at time zone ${context.timeZone}, day, 'import'
    from json_to_recordset(${json(contacts)}) as l (youth_id bigint, staff_id bigint, kind text, day date)`.execute(
    db,
  )
}

/** What the log says instead of a protected address. */
const masked = 'changed'

async function saveChanges(
  db: Db,
  decisions: readonly WrittenDecision[],
  ids: ReadonlyMap<number, number>,
): Promise<void> {
  const rows = decisions.map(decision => {
    const { row, verdict, changes } = decision
    const told = (part: 'before' | 'after') =>
      Object.fromEntries(
        changes.map(change => [change.field, isMasked(change, decision) ? masked : change[part]]),
      )
    return {
      youth_id: ids.get(row),
      // The CPR number itself stays out of the log: that it was set is what the log tells.
      before: verdict === 'created' ? null : told('before'),
      after: told('after'),
    }
  })
  await sql`
    insert into change_log (staff_id, request_id, action, youth_id, subject, subject_id, before, after)
    select door.staff_id(), door.request_id(), 'imports.run', youth_id, 'youth', youth_id, before, after
    from json_to_recordset(${json(rows)}) as l (youth_id bigint, before jsonb, after jsonb)`.execute(db)
}
