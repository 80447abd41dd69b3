import { sql } from 'kysely'
import type { beginDuty, endDuty } from '#contract/staff.ts'
import type { ParsedInputOf } from '#contract/use-case.ts'
import { fullestDuties, inHours, type WeeklyMinutes } from '#domain/caseload/duties.ts'
import { fieldRefusal, Refusal } from '#server/door/refusal.ts'
import type { Scope } from '#server/door/route.ts'
import { logChange } from '#server/records/change-log.ts'
import { endRow } from './dated.ts'
import { lockStaff, newVersion } from './guard.ts'

/**
 * Somebody has other work than with young people of their own, from a day on.
 *
 * @throws Refusal badInput where all such work of that time is more than the contracted hours
 */
export async function beginTheDuty(
  { staffId, version, name, weeklyMinutes, from, lastDay }: ParsedInputOf<typeof beginDuty>,
  scope: Scope,
): Promise<{ version: number }> {
  const { db } = scope
  const staff = await lockStaff(scope, staffId, version)
  if (staff.leftOn !== null) throw new Refusal('refused', { reason: 'staffHasLeft' })
  const during = { from, to: lastDay?.add({ days: 1 }) ?? null }
  const weeklyRows = async (table: 'staff_duty' | 'staff_hours') =>
    (
      await sql<WeeklyMinutes>`
        select weekly_minutes as "weeklyMinutes", during from ${sql.table(table)}
        where staff_id = ${staffId}`.execute(db)
    ).rows
  const most = fullestDuties(
    { weeklyMinutes, during },
    await weeklyRows('staff_duty'),
    await weeklyRows('staff_hours'),
  )
  if (most !== null && most.duties > most.hours)
    throw fieldRefusal('weeklyMinutes', 'dutiesOverHours', {
      duties: inHours(most.duties),
      hours: inHours(most.hours),
    })
  const { id } = await db
    .insertInto('staff_duty')
    .values({ staff_id: staffId, name, weekly_minutes: weeklyMinutes, during })
    .returning('id')
    .executeTakeFirstOrThrow()
  await logChange(db, {
    action: 'staffDuty.begin',
    youthId: null,
    subject: 'staff_duty',
    subjectId: id,
    after: { staffId, name, weeklyMinutes, during },
  })
  return newVersion(scope, staff)
}

/** A duty ends after a last day; one that has not begun by then never comes to be. */
export async function endTheDuty(
  { staffId, version, id, lastDay }: ParsedInputOf<typeof endDuty>,
  scope: Scope,
): Promise<{ version: number }> {
  const { db } = scope
  const staff = await lockStaff(scope, staffId, version)
  const row = await db
    .selectFrom('staff_duty')
    .select(['name', 'weekly_minutes'])
    .where('id', '=', id)
    .where('staff_id', '=', staffId)
    .executeTakeFirst()
  if (row === undefined) throw new Refusal('notFound')
  const told = { name: row.name, weeklyMinutes: row.weekly_minutes }
  await endRow(scope, 'staff_duty', 'staffDuty.end', id, lastDay, told)
  return newVersion(scope, staff)
}
