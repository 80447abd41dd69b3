import { sql } from 'kysely'
import { rolesThatMay } from '#domain/sharing/permissions.ts'
import type { Db } from '#server/database/connection.ts'

/** Whether a colleague may be given an enquiry today. Whoever leaves at the same time is waited for. */
export async function mayTriage(db: Db, staffId: number, today: Temporal.PlainDate): Promise<boolean> {
  await db.selectFrom('staff').select('id').where('id', '=', staffId).forKeyShare().execute()
  const { rows } = await sql`
    select from staff_role r join staff s on s.id = r.staff_id
    where r.staff_id = ${staffId} and r.during @> ${today}::date and (s.left_on is null or s.left_on > ${today}::date)
      and r.role = any (${rolesThatMay['referral.write']}::text[]) limit 1`.execute(db)
  return rows.length > 0
}
