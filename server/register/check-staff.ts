import { sql } from 'kysely'
import { fieldRefusal } from '#server/door/refusal.ts'
import type { Scope } from '#server/door/route.ts'

/**
 * A case goes only to somebody who has the role when the assignment begins.
 *
 * @throws Refusal badInput at `field`
 */
export async function checkRole(
  db: Scope['db'],
  staffId: number,
  role: string,
  from: Temporal.PlainDate,
  field: string,
): Promise<void> {
  // Whoever leaves at the same time is waited for: nobody gets a case on the way out.
  await db.selectFrom('staff').select('id').where('id', '=', staffId).forKeyShare().execute()
  const held = await db
    .selectFrom('staff_role')
    .select('id')
    .where('staff_id', '=', staffId)
    .where('role', '=', role)
    .where(sql<boolean>`during @> ${from}::date`)
    .executeTakeFirst()
  if (held === undefined) throw fieldRefusal(field, 'notInRole')
}
