import { sql } from 'kysely'
import type { Db } from '#server/database/connection.ts'
import { logChange } from '#server/records/change-log.ts'

/** Who the provider says has logged in. */
export interface Identity {
  issuerName: string
  subject: string
  /** An address that the provider itself has verified; others prove nothing. */
  verifiedEmail: string | null
}

/**
 * The member of staff behind an identity: by the subject that was bound before, else by verified e-mail, and the
 * subject is bound then. Somebody who is bound to another subject of the same provider is not matched by e-mail:
 * the address may have passed on to a new colleague. A new provider's first log-in binds anew.
 */
export async function findStaff(db: Db, identity: Identity): Promise<number | null> {
  const prefix = `${identity.issuerName} `
  const bound = prefix + identity.subject
  const known = await db.selectFrom('staff').select('id').where('oidc_subject', '=', bound).executeTakeFirst()
  if (known !== undefined) return known.id
  if (identity.verifiedEmail === null) return null
  const named = await db
    .selectFrom('staff')
    .select(['id', 'oidc_subject'])
    .where('email', '=', identity.verifiedEmail.toLowerCase())
    .forUpdate()
    .executeTakeFirst()
  if (named === undefined || (named.oidc_subject?.startsWith(prefix) ?? false)) return null
  await db.updateTable('staff').set({ oidc_subject: bound }).where('id', '=', named.id).execute()
  await logChange(db, {
    action: 'session.bindSubject',
    youthId: null,
    subject: 'staff',
    subjectId: named.id,
    ...(named.oidc_subject === null ? {} : { before: { oidcSubject: named.oidc_subject } }),
    after: { oidcSubject: bound },
  })
  return named.id
}

/** Whether somebody works here with a role on a day. */
export async function hasRole(db: Db, staffId: number, day: Temporal.PlainDate): Promise<boolean> {
  const held = await db
    .selectFrom('staff_role')
    .innerJoin('staff', 'staff.id', 'staff_role.staff_id')
    .select('staff_role.id')
    .where('staff_role.staff_id', '=', staffId)
    .where(sql<boolean>`staff_role.during @> ${day}::date`)
    .where(({ eb, or }) => or([eb('staff.left_on', 'is', null), eb('staff.left_on', '>=', day)]))
    .executeTakeFirst()
  return held !== undefined
}
