import { sql } from 'kysely'
import type { comeBack, leaveJob } from '#contract/staff.ts'
import type { ParsedInputOf } from '#contract/use-case.ts'
import { fieldRefusal, Refusal } from '#server/door/refusal.ts'
import type { Scope } from '#server/door/route.ts'
import { logChange } from '#server/records/change-log.ts'
import { endRow } from './dated.ts'
import {
  checkLeaderUntouched,
  checkNoCases,
  checkSomebodyLeft,
  lockKeyHolders,
  lockStaff,
  newVersion,
} from './guard.ts'

/**
 * Somebody leaves after a last day: roles, working time, absences and relations to young people end with it. Open
 * cases must be handed over first, since nobody's case may be without a caseworker by accident.
 */
export async function leaveTheJob(
  { staffId, version, lastDay }: ParsedInputOf<typeof leaveJob>,
  scope: Scope,
  timeZone: string,
): Promise<{ version: number }> {
  const { db, today } = scope
  const staff = await lockStaff(scope, staffId, version)
  await checkLeaderUntouched(scope, staffId)
  if (staff.leftOn !== null) throw new Refusal('refused', { reason: 'staffHasLeft' })
  if (Temporal.PlainDate.compare(lastDay, today.subtract({ days: 1 })) < 0)
    throw fieldRefusal('lastDay', 'dayPassed')
  await checkNoCases(scope, staffId, lastDay, timeZone)
  await lockKeyHolders(scope)
  await db.updateTable('staff').set({ left_on: lastDay }).where('id', '=', staffId).execute()
  await logChange(db, {
    action: 'staff.leave',
    youthId: null,
    subject: 'staff',
    subjectId: staffId,
    after: { lastDay },
  })
  // From here on as the system on behalf of whoever asked: an administrator sees neither absences nor young people.
  await sql`select door.enter_as_system(${today}::date, door.request_id(), ${scope.staffId})`.execute(db)
  const end = lastDay.add({ days: 1 })
  for (const [table, action] of [
    ['staff_role', 'staffRole.end'],
    ['staff_hours', 'staffHours.end'],
    ['staff_absence', 'staffAbsence.end'],
  ] as const) {
    const { rows } = await sql<{ id: number; told: Record<string, unknown> }>`
      select id, to_jsonb(t) - 'during' as told from ${sql.table(table)} t
      where staff_id = ${staffId} and (upper_inf(during) or upper(during) > ${end}::date)`.execute(db)
    for (const { id, told } of rows) await endRow(scope, table, action, id, lastDay, told)
  }
  await endRelations(scope, staffId, end)
  await checkSomebodyLeft(scope)
  return newVersion(scope, staff)
}

/** Relations other than those of a caseworker, which have been handed over. */
async function endRelations({ db }: Scope, staffId: number, end: Temporal.PlainDate): Promise<void> {
  const { rows } = await sql<{ id: number; youth_id: number; role: string; begins: boolean }>`
    select id, youth_id, role, lower(during) < ${end}::date as begins from assignment
    where staff_id = ${staffId} and withdrawn_at is null
      and (upper_inf(during) or upper(during) > ${end}::date)
    order by youth_id, id for no key update`.execute(db)
  for (const row of rows) {
    // One that would begin after the end never came to be: it is withdrawn, not emptied.
    await (row.begins
      ? sql`update assignment set during = daterange(lower(during), ${end}::date) where id = ${row.id}`
      : sql`update assignment set withdrawn_at = now(), withdrawn_by = door.staff_id(), withdrawn_reason = 'staff.leave'
            where id = ${row.id}`
    ).execute(db)
    await logChange(db, {
      action: 'assignment.end',
      youthId: row.youth_id,
      subject: 'assignment',
      subjectId: row.id,
      after: { role: row.role, lastDay: end.subtract({ days: 1 }), withdrawn: !row.begins },
    })
  }
}

/** Somebody works here again, without roles: those are given anew. */
export async function takeBack(
  { staffId, version }: ParsedInputOf<typeof comeBack>,
  scope: Scope,
): Promise<{ version: number }> {
  const { db } = scope
  const staff = await lockStaff(scope, staffId, version)
  if (staff.leftOn === null) throw new Refusal('changedMeanwhile')
  await db.updateTable('staff').set({ left_on: null }).where('id', '=', staffId).execute()
  await logChange(db, {
    action: 'staff.comeBack',
    youthId: null,
    subject: 'staff',
    subjectId: staffId,
    before: { leftOn: staff.leftOn },
  })
  return newVersion(scope, staff)
}
