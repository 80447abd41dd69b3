import type { releaseLogIn } from '#contract/staff.ts'
import type { ParsedInputOf } from '#contract/use-case.ts'
import { Refusal } from '#server/door/refusal.ts'
import type { Scope } from '#server/door/route.ts'
import { logChange } from '#server/records/change-log.ts'
import { asSystem, lockStaff, mayMakeLeaders, newVersion } from './guard.ts'

/**
 * Forgets the account that somebody is known by, and ends what it has open: the next log-in with the verified e-mail
 * binds anew. An administrator may change e-mails, so that only a leader may do this: both together would be a way to
 * log in as a colleague and see who they see.
 *
 * @throws Refusal notPermitted to oneself; refused to an administrator; changedMeanwhile where nothing is bound
 */
export async function releaseTheLogIn(
  { staffId, version }: ParsedInputOf<typeof releaseLogIn>,
  scope: Scope,
): Promise<{ version: number }> {
  const { db } = scope
  const staff = await lockStaff(scope, staffId, version)
  if (staffId === scope.staffId) throw new Refusal('notPermitted')
  if (!(await mayMakeLeaders(scope))) throw new Refusal('refused', { reason: 'onlyLeaders' })
  await asSystem(scope)
  const { oidc_subject: bound } = await db
    .selectFrom('staff')
    .select('oidc_subject')
    .where('id', '=', staffId)
    .executeTakeFirstOrThrow()
  if (bound === null) throw new Refusal('changedMeanwhile')
  await db.updateTable('staff').set({ oidc_subject: null }).where('id', '=', staffId).execute()
  await db.deleteFrom('session').where('staff_id', '=', staffId).execute()
  await logChange(db, {
    action: 'staff.releaseLogIn',
    youthId: null,
    subject: 'staff',
    subjectId: staffId,
    before: { oidcSubject: bound },
  })
  return newVersion(scope, staff)
}
