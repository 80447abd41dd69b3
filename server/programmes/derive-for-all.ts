import { sql } from 'kysely'
import type { Scope } from '#server/door/route.ts'
import { deriveForAll as derive } from '#server/records/derive-for-all.ts'

/** The deadlines of everybody in these programmes (null is everybody) follow, as the system on behalf of whoever asks. */
export async function deriveForAll(
  programmeIds: readonly number[] | null,
  { db, today, staffId }: Scope,
): Promise<void> {
  await sql`select door.enter_as_system(${today}::date, door.request_id(), ${staffId})`.execute(db)
  await derive(db, programmeIds, today)
}
