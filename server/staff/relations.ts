import { sql } from 'kysely'
import type { Scope } from '#server/door/route.ts'
import { logChange } from '#server/records/change-log.ts'

interface Ending {
  staffId: number
  /** Only the relations of this role; null is all. */
  role: string | null
  lastDay: Temporal.PlainDate
  /** What is written at a relation that never came to be. */
  reason: string
}

/**
 * Ends somebody's relations to young people, which give sight, after a last day. Those of a caseworker have been handed
 * over before: see checkNoCases. To be called as the system, since an administrator sees no young people.
 */
export async function endRelations({ db }: Scope, { staffId, role, lastDay, reason }: Ending): Promise<void> {
  const end = lastDay.add({ days: 1 })
  const { rows } = await sql<{ id: number; youth_id: number; role: string; begins: boolean }>`
    select id, youth_id, role, lower(during) < ${end}::date as begins from assignment
    where staff_id = ${staffId} and withdrawn_at is null
      and (${role}::text is null or role = ${role})
      and (upper_inf(during) or upper(during) > ${end}::date)
    order by youth_id, id for no key update`.execute(db)
  for (const row of rows) {
    // One that would begin after the end never came to be: it is withdrawn, not emptied.
    await (row.begins
      ? sql`update assignment set during = daterange(lower(during), ${end}::date) where id = ${row.id}`
      : sql`update assignment set withdrawn_at = now(), withdrawn_by = door.staff_id(), withdrawn_reason = ${reason}
            where id = ${row.id}`
    ).execute(db)
    await logChange(db, {
      action: 'assignment.end',
      youthId: row.youth_id,
      subject: 'assignment',
      subjectId: row.id,
      after: { role: row.role, lastDay, withdrawn: !row.begins },
    })
  }
}
