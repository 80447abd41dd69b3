import { type RawBuilder, sql } from 'kysely'
import type { allowMore, endException, setCeiling, setTime } from '#contract/caseload-limits.ts'
import type { ParsedInputOf } from '#contract/use-case.ts'
import { fieldRefusal, Refusal } from '#server/door/refusal.ts'
import type { Scope } from '#server/door/route.ts'
import { logChange } from '#server/records/change-log.ts'

interface Running {
  id: number
  version: number
  from: Temporal.PlainDate
}

type Table = 'capacity_setting' | 'ceiling'

/**
 * Makes room from a day on: the row that runs then ends the day before, or goes where it begins on that very day, which
 * the change log remembers. A later row stays, and what is set now ends where it begins.
 *
 * @throws Refusal badInput for a day that has passed; changedMeanwhile when another row runs than the one that was read
 */
async function makeRoom(
  { db, today }: Scope,
  table: Table,
  same: RawBuilder<boolean>,
  from: Temporal.PlainDate,
  version: number | null,
): Promise<{ before: Running | null; during: RawBuilder<unknown> }> {
  if (Temporal.PlainDate.compare(from, today) < 0) throw fieldRefusal('from', 'dayPassed')
  await sql`lock table ${sql.table(table)} in share row exclusive mode`.execute(db)
  const [{ rows }, { rows: ahead }] = await Promise.all([
    sql<Running>`select n.id, n.version, lower(n.during) as from from ${sql.table(table)} n
      where ${same} and n.during @> ${from}::date`.execute(db),
    sql<{ next: Temporal.PlainDate | null }>`select min(lower(n.during)) as next from ${sql.table(table)} n
      where ${same} and lower(n.during) > ${from}::date`.execute(db),
  ])
  const before = rows[0] ?? null
  if ((before?.version ?? null) !== version) throw new Refusal('changedMeanwhile')
  const during = sql`daterange(${from}::date, ${ahead[0]?.next ?? null}::date)`
  if (before === null) return { before, during }
  await (before.from.equals(from)
    ? sql`delete from ${sql.table(table)} where id = ${before.id}`
    : sql`update ${sql.table(table)} set during = daterange(lower(during), ${from}::date), version = version + 1
          where id = ${before.id}`
  ).execute(db)
  return { before, during }
}

/** Another figure from a day on. */
export async function setTheTime(
  { key, value, from, source, status, version }: ParsedInputOf<typeof setTime>,
  scope: Scope,
): Promise<{ id: number }> {
  const { db } = scope
  const { before, during } = await makeRoom(scope, 'capacity_setting', sql`n.key = ${key}`, from, version)
  const { rows } = await sql<{ id: number }>`
    insert into capacity_setting (key, value, during, source, status)
    values (${key}, ${value}, ${during}, ${source}, ${status}) returning id`.execute(db)
  const id = idOf(rows)
  await log(scope, 'caseload.setTime', 'capacity_setting', id, before, { key, value, from, source, status })
  return { id }
}

/** A ceiling from a day on; with neither a number nor minutes the one that runs only ends. */
export async function setTheCeiling(
  { version, from, ...ceiling }: ParsedInputOf<typeof setCeiling>,
  scope: Scope,
): Promise<{ id: number | null }> {
  const { programmeId, staffId, cases, minutes, source, status } = ceiling
  const same = sql<boolean>`n.programme_id is not distinct from ${programmeId}::bigint
    and n.staff_id is not distinct from ${staffId}::bigint`
  const { before, during } = await makeRoom(scope, 'ceiling', same, from, version)
  if (cases === null && minutes === null) {
    if (before === null) throw fieldRefusal('cases', 'required')
    await log(scope, 'ceiling.end', 'ceiling', before.id, before, { from })
    return { id: null }
  }
  const { rows } = await sql<{ id: number }>`
    insert into ceiling (programme_id, staff_id, cases, minutes, during, source, status)
    values (${programmeId}, ${staffId}, ${cases}, ${minutes}, ${during}, ${source}, ${status}) returning id`.execute(
    scope.db,
  )
  const id = idOf(rows)
  await log(scope, 'ceiling.set', 'ceiling', id, before, { ...ceiling, from })
  return { id }
}

export async function allowTheMore(
  { staffId, programmeId, cases, minutes, from, lastDay, reason }: ParsedInputOf<typeof allowMore>,
  scope: Scope,
): Promise<{ id: number }> {
  const { db, today } = scope
  if (Temporal.PlainDate.compare(lastDay, today) < 0) throw fieldRefusal('lastDay', 'dayPassed')
  const during = { from, to: lastDay.add({ days: 1 }) }
  const { id } = await db
    .insertInto('ceiling_exception')
    .values({
      staff_id: staffId,
      programme_id: programmeId,
      cases,
      minutes,
      during,
      reason,
      author_id: scope.staffId,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await log(scope, 'ceiling.allowMore', 'ceiling_exception', id, null, {
    staffId,
    programmeId,
    cases,
    minutes,
    during,
    reason,
  })
  return { id }
}

export async function endTheException(
  { id, version, lastDay }: ParsedInputOf<typeof endException>,
  scope: Scope,
): Promise<{ id: number }> {
  const { db, today } = scope
  const row = await db
    .selectFrom('ceiling_exception')
    .select(['version', 'during'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) throw new Refusal('notFound')
  if (row.version !== version) throw new Refusal('changedMeanwhile')
  if (Temporal.PlainDate.compare(lastDay, today.subtract({ days: 1 })) < 0)
    throw fieldRefusal('lastDay', 'dayPassed')
  const begins = Temporal.PlainDate.compare(row.during.from, lastDay) <= 0
  await (begins
    ? sql`update ceiling_exception set during = daterange(lower(during), ${lastDay.add({ days: 1 })}::date),
        version = version + 1 where id = ${id}`
    : sql`delete from ceiling_exception where id = ${id}`
  ).execute(db)
  await logChange(db, {
    action: 'ceiling.endException',
    youthId: null,
    subject: 'ceiling_exception',
    subjectId: id,
    before: { during: row.during },
    after: begins ? { lastDay } : { withdrawn: true },
  })
  return { id }
}

function idOf(rows: readonly { id: number }[]): number {
  const [row] = rows
  if (row === undefined) throw new Error('an insert gave no row')
  return row.id
}

function log(
  { db }: Scope,
  action: string,
  subject: string,
  subjectId: number,
  before: Running | null,
  after: Record<string, unknown>,
): Promise<void> {
  const ended = before === null ? {} : { before: { id: before.id, from: before.from } }
  return logChange(db, { action, youthId: null, subject, subjectId, ...ended, after })
}
