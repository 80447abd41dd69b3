import { sql } from 'kysely'
import { rolesThatMay } from '#domain/sharing/permissions.ts'
import type { Db } from '#server/database/connection.ts'

/** For whom a list is brought in: what it may decide depends on it. */
export interface Asker {
  /** Null at the terminal, where whoever asks has the database itself. */
  staffId: number | null
  /** May bring lists in at all. */
  mayImport: boolean
  /** May say who follows whom, as elsewhere. */
  mayAssign: boolean
}

export const operator: Asker = { staffId: null, mayImport: true, mayAssign: true }

/** What the roles of a member of staff allow on `today`; a list may lie for days, and roles end. */
export async function loadAsker(db: Db, staffId: number, today: Temporal.PlainDate): Promise<Asker> {
  const { rows } = await sql<{ role: string }>`
    select r.role from staff_role r join staff s on s.id = r.staff_id
    where r.staff_id = ${staffId} and r.during @> ${today}::date
      and (s.left_on is null or s.left_on >= ${today}::date)`.execute(db)
  const may = (permission: 'import.run' | 'assignment.write') =>
    rows.some(({ role }) => rolesThatMay[permission].some(allowed => allowed === role))
  return { staffId, mayImport: may('import.run'), mayAssign: may('assignment.write') }
}
