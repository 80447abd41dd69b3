import { sql } from 'kysely'
import type { beginAbsence, changeHours, endAbsence, endRole, giveRole } from '#contract/staff.ts'
import type { ParsedInputOf } from '#contract/use-case.ts'
import { inHours, mostDuties } from '#domain/caseload/duties.ts'
import type { DayRange } from '#server/database/values.ts'
import { fieldRefusal, Refusal } from '#server/door/refusal.ts'
import type { Scope } from '#server/door/route.ts'
import { logChange } from '#server/records/change-log.ts'
import {
  asSystem,
  checkGiving,
  checkLeaderUntouched,
  checkNoCases,
  checkSomebodyLeft,
  type LockedStaff,
  lockKeyHolders,
  lockStaff,
  newVersion,
} from './guard.ts'
import { endRelations } from './relations.ts'

type Table = 'staff_role' | 'staff_hours' | 'staff_absence' | 'staff_duty'
type Changed = Promise<{ version: number }>

/** Gives a role from a day on; a role that is held that day or later is said at the field. */
export async function giveTheRole(
  { staffId, version, role, from }: ParsedInputOf<typeof giveRole>,
  scope: Scope,
): Changed {
  const staff = await lockStaff(scope, staffId, version)
  await checkGiving(scope, staffId, role, 'role')
  checkHere(staff)
  const { rows } = await sql`
    select from staff_role where staff_id = ${staffId} and role = ${role}
      and during && daterange(${from}::date, null) limit 1`.execute(scope.db)
  if (rows.length > 0) throw fieldRefusal('role', 'roleHeld')
  const during = { from, to: null }
  const { id } = await scope.db
    .insertInto('staff_role')
    .values({ staff_id: staffId, role, during })
    .returning('id')
    .executeTakeFirstOrThrow()
  await log(scope, 'staffRole.begin', 'staff_role', id, { after: { staffId, role, during } })
  return newVersion(scope, staff)
}

/**
 * Ends a role after its last day, and with it the relations that somebody has in it. One that has not begun by then
 * never comes to be.
 */
export async function endTheRole(
  { staffId, version, id, lastDay }: ParsedInputOf<typeof endRole>,
  scope: Scope,
  timeZone: string,
): Changed {
  const { db } = scope
  const staff = await lockStaff(scope, staffId, version)
  const row = await db
    .selectFrom('staff_role')
    .select(['role', 'during'])
    .where('id', '=', id)
    .where('staff_id', '=', staffId)
    .executeTakeFirst()
  if (row === undefined) throw new Refusal('notFound')
  if (row.role === 'leader') await checkLeaderUntouched(scope, staffId)
  if (row.role === 'caseworker') await checkNoCases(scope, staffId, lastDay, timeZone)
  checkEnd(row.during, lastDay, scope)
  const keys = row.role === 'leader' || row.role === 'administrator'
  if (keys) await lockKeyHolders(scope)
  await endRow(scope, 'staff_role', 'staffRole.end', id, lastDay, { role: row.role })
  if (keys) await checkSomebodyLeft(scope)
  await asSystem(scope)
  await endRelations(scope, { staffId, role: row.role, lastDay, reason: 'staffRole.end' })
  return newVersion(scope, staff)
}

/**
 * A new working time from a day on, no less than other duties take; null is "not given", which is no row. The one that ran ends the day before; one
 * that began on the very day was mistaken and gives way, which the change log remembers.
 */
export async function changeTheHours(
  { staffId, version, weeklyMinutes, from }: ParsedInputOf<typeof changeHours>,
  scope: Scope,
): Changed {
  const { db } = scope
  const staff = await lockStaff(scope, staffId, version)
  checkHere(staff)
  const rows = await db
    .selectFrom('staff_hours')
    .select(['id', 'weekly_minutes', 'during'])
    .where('staff_id', '=', staffId)
    .where(sql<boolean>`during && daterange(${from}::date, null)`)
    .execute()
  if (rows.some(row => Temporal.PlainDate.compare(row.during.from, from) > 0))
    throw fieldRefusal('from', 'laterHours')
  if (weeklyMinutes !== null) await checkDuties(scope, staffId, weeklyMinutes, from)
  for (const row of rows) {
    const given = { weeklyMinutes: row.weekly_minutes }
    const lastDay = from.subtract({ days: 1 })
    await endRow(scope, 'staff_hours', 'staffHours.end', row.id, lastDay, given)
  }
  if (weeklyMinutes !== null) {
    const during = { from, to: null }
    const { id } = await db
      .insertInto('staff_hours')
      .values({ staff_id: staffId, weekly_minutes: weeklyMinutes, during })
      .returning('id')
      .executeTakeFirstOrThrow()
    await log(scope, 'staffHours.begin', 'staff_hours', id, { after: { staffId, weeklyMinutes, during } })
  }
  return newVersion(scope, staff)
}

/** Other duties take no more than the contracted time: they are ended first. */
async function checkDuties(
  { db }: Scope,
  staffId: number,
  weeklyMinutes: number,
  from: Temporal.PlainDate,
): Promise<void> {
  const duties = await db
    .selectFrom('staff_duty')
    .select(['weekly_minutes as weeklyMinutes', 'during'])
    .where('staff_id', '=', staffId)
    .execute()
  const most = mostDuties({ from, to: null }, duties)
  if (most > weeklyMinutes) throw fieldRefusal('weeklyMinutes', 'hoursUnderDuties', { duties: inHours(most) })
}

/** Somebody is away; the deputy, who follows the young people meanwhile, must have a role in their work that day. */
export async function beginTheAbsence(
  { staffId, version, kind, deputyId, from, lastDay }: ParsedInputOf<typeof beginAbsence>,
  scope: Scope,
): Changed {
  const { db } = scope
  const staff = await lockStaff(scope, staffId, version)
  checkHere(staff)
  if (deputyId === staffId) throw fieldRefusal('deputyId', 'ownDeputy')
  if (deputyId !== null) {
    const { rows } = await sql`
      select from staff_role where staff_id = ${deputyId} and role <> 'administrator'
        and during @> ${from}::date limit 1`.execute(db)
    if (rows.length === 0) throw fieldRefusal('deputyId', 'notInRole')
  }
  const during = { from, to: lastDay?.add({ days: 1 }) ?? null }
  const { rows: others } = await sql`
    select from staff_absence where staff_id = ${staffId} and during && ${during}::daterange limit 1`.execute(
    db,
  )
  if (others.length > 0) throw fieldRefusal('from', 'alreadyAway')
  const { id } = await db
    .insertInto('staff_absence')
    .values({ staff_id: staffId, kind, deputy_id: deputyId, during })
    .returning('id')
    .executeTakeFirstOrThrow()
  await log(scope, 'staffAbsence.begin', 'staff_absence', id, { after: { staffId, kind, deputyId, during } })
  return newVersion(scope, staff)
}

/** Somebody is back, or will be on another day; one that has not begun can be called off. */
export async function endTheAbsence(
  { staffId, version, id, lastDay }: ParsedInputOf<typeof endAbsence>,
  scope: Scope,
): Changed {
  const { db, today } = scope
  const staff = await lockStaff(scope, staffId, version)
  const row = await db
    .selectFrom('staff_absence')
    .select(['kind', 'deputy_id', 'during'])
    .where('id', '=', id)
    .where('staff_id', '=', staffId)
    .executeTakeFirst()
  if (row === undefined) throw new Refusal('notFound')
  const ahead = Temporal.PlainDate.compare(row.during.from, today) > 0
  if (lastDay === null && !ahead) throw fieldRefusal('lastDay', 'required')
  if (lastDay !== null && Temporal.PlainDate.compare(lastDay, row.during.from) < 0)
    throw fieldRefusal('lastDay', 'periodOrder')
  const told = { kind: row.kind, deputyId: row.deputy_id }
  const last = lastDay ?? row.during.from.subtract({ days: 1 })
  await endRow(scope, 'staff_absence', 'staffAbsence.end', id, last, told)
  return newVersion(scope, staff)
}

/**
 * Ends a row after a day. One that begins later never comes to be and goes; what it said is in the change log.
 */
export async function endRow(
  scope: Scope,
  table: Table,
  action: string,
  id: number,
  lastDay: Temporal.PlainDate,
  told: Record<string, unknown>,
): Promise<void> {
  const { db } = scope
  const end = lastDay.add({ days: 1 })
  const { rows } = await sql<{ during: DayRange }>`
    select during from ${sql.table(table)} where id = ${id}`.execute(db)
  const [row] = rows
  if (row === undefined) throw new Refusal('notFound')
  const begins = Temporal.PlainDate.compare(row.during.from, lastDay) <= 0
  if (begins) {
    await sql`update ${sql.table(table)} set during = daterange(lower(during), ${end}::date) where id = ${id}`.execute(
      db,
    )
  } else {
    await sql`delete from ${sql.table(table)} where id = ${id}`.execute(db)
  }
  await log(scope, action, table, id, {
    before: { ...told, during: row.during },
    after: begins ? { during: { from: row.during.from, to: end } } : { withdrawn: true },
  })
}

/** What is past stays: a role that has been used is not ended before yesterday was over. */
function checkEnd(during: DayRange, lastDay: Temporal.PlainDate, { today }: Scope): void {
  const yesterday = today.subtract({ days: 1 })
  if (Temporal.PlainDate.compare(lastDay, yesterday) < 0) throw fieldRefusal('lastDay', 'dayPassed')
  if (during.to !== null && Temporal.PlainDate.compare(lastDay.add({ days: 1 }), during.to) > 0)
    throw fieldRefusal('lastDay', 'endsEarlier')
}

function checkHere(staff: LockedStaff): void {
  if (staff.leftOn !== null) throw new Refusal('refused', { reason: 'staffHasLeft' })
}

function log(
  { db }: Scope,
  action: string,
  subject: Table,
  subjectId: number,
  told: { before?: Record<string, unknown>; after?: Record<string, unknown> },
): Promise<void> {
  return logChange(db, { action, youthId: null, subject, subjectId, ...told })
}
