import { sql } from 'kysely'
import type { Db } from '#server/database/connection.ts'
import { demoIssuerName } from '#server/door/demo-provider.ts'
import { logChange } from '#server/records/change-log.ts'

/** With whom a trial begins; nobody is called so. */
const starters = [
  { givenName: 'Leder', role: 'leader', profession: 'Leder' },
  { givenName: 'Administrator', role: 'administrator', profession: 'Administrator' },
] as const

/** The same, by name: what the terminal says. */
export const trialPeople = starters.map(({ givenName, role }) => ({ name: `${givenName} Prøve`, role }))

/**
 * Makes a new installation one that is only tried out: whoever started it logs in with the code that the
 * terminal says, to begin with as a leader or an administrator. To be called in the transaction that makes the municipality: one that is
 * there already never becomes a trial, which the database itself refuses.
 */
export async function beginTrial(db: Db, today: Temporal.PlainDate): Promise<void> {
  for (const { givenName, role, profession } of starters) {
    const { id } = await db
      .insertInto('staff')
      .values({ given_name: givenName, family_name: 'Prøve', profession })
      .returning('id')
      .executeTakeFirstOrThrow()
    await db
      .insertInto('staff_role')
      .values({ staff_id: id, role, during: { from: today, to: null } })
      .execute()
  }
  await logChange(db, { action: 'setup.trial', youthId: null, subject: 'municipality', subjectId: 1 })
}

/**
 * Ends a trial for good: whoever got in without a password is out, and is known by e-mail at the new provider's first
 * log-in or not at all. Nothing happens where there is no trial.
 */
export async function endTrial(db: Db): Promise<void> {
  const ended = await db
    .updateTable('municipality')
    .set({ is_trial: false })
    .where('is_trial', '=', true)
    .executeTakeFirst()
  if (ended.numUpdatedRows === 0n) return
  await db.deleteFrom('session').execute()
  await sql`
    update staff set oidc_subject = null, version = version + 1 where oidc_subject like ${`${demoIssuerName} %`}`.execute(
    db,
  )
  await logChange(db, { action: 'setup.trialEnded', youthId: null, subject: 'municipality', subjectId: 1 })
}
