import { sql } from 'kysely'
import type { comeBack, leaveJob } from '#contract/staff.ts'
import type { ParsedInputOf } from '#contract/use-case.ts'
import { fieldRefusal, Refusal } from '#server/door/refusal.ts'
import type { Scope } from '#server/door/route.ts'
import { logChange } from '#server/records/change-log.ts'
import { endRow } from './dated.ts'
import {
  asSystem,
  checkLeaderUntouched,
  checkNoCases,
  checkSomebodyLeft,
  lockKeyHolders,
  lockStaff,
  newVersion,
} from './guard.ts'
import { endRelations } from './relations.ts'

/**
 * Somebody leaves after a last day: roles, working time, other duties, absences and relations to young people end
 * with it. Open
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
  await asSystem(scope)
  for (const [table, action] of [
    ['staff_role', 'staffRole.end'],
    ['staff_hours', 'staffHours.end'],
    ['staff_absence', 'staffAbsence.end'],
    ['staff_duty', 'staffDuty.end'],
  ] as const) {
    const { rows } = await sql<{ id: number; told: Record<string, unknown> }>`
      select id, to_jsonb(t) - 'during' as told from ${sql.table(table)} t
      where staff_id = ${staffId} and (upper_inf(during) or upper(during) > ${lastDay.add({ days: 1 })}::date)`.execute(
      db,
    )
    for (const { id, told } of rows) await endRow(scope, table, action, id, lastDay, told)
  }
  await endRelations(scope, { staffId, role: null, lastDay, reason: 'staff.leave' })
  await checkSomebodyLeft(scope)
  return newVersion(scope, staff)
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
