import { sql } from 'kysely'
import type { Db } from '#server/database/connection.ts'
import { logChange } from '#server/records/change-log.ts'

export interface FirstAdministrator {
  givenName: string
  familyName: string
  /** As the log-in provider tells it; lower case. */
  email: string
}

/**
 * Makes the one who can let everybody else in, in an installation that nobody can log in to yet. Somebody with the
 * address is left as they are: whoever runs Medgang may leave the setting in place.
 */
export async function ensureFirstAdministrator(
  db: Db,
  { givenName, familyName, email }: FirstAdministrator,
  today: Temporal.PlainDate,
): Promise<void> {
  const made = await db
    .insertInto('staff')
    .values({ given_name: givenName, family_name: familyName, email, profession: 'Administrator' })
    .onConflict(conflict => conflict.column('email').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (made === undefined) return
  await db
    .insertInto('staff_role')
    .values({ staff_id: made.id, role: 'administrator', during: sql`daterange(${today}::date, null)` })
    .execute()
  await logChange(db, {
    action: 'setup.firstAdministrator',
    youthId: null,
    subject: 'staff',
    subjectId: made.id,
  })
}
