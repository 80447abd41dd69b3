import { createHmac } from 'node:crypto'
import { readSession } from '#contract/session.ts'
import { permissionsOf } from '#domain/sharing/permissions.ts'
import { type House, route } from '#server/door/route.ts'

/** `draftKey`: the secret from which each member of staff's own key for drafts is derived. */
export function sessionsRoutes(house: House, { draftKey }: { draftKey: Buffer }): void {
  route(house, readSession, async (_input, { db, staffId, roles, today }) => {
    const staff = await db
      .selectFrom('staff')
      .select(['id', 'given_name', 'family_name', 'profession'])
      .where('id', '=', staffId)
      .executeTakeFirstOrThrow()
    const municipality = await db
      .selectFrom('municipality')
      .select(['name', 'is_demo', 'is_trial', 'setup_chosen'])
      .executeTakeFirst()
    const word = await db.selectFrom('word').select('name').where('key', '=', 'caseworker').executeTakeFirst()
    return {
      staff: {
        id: staff.id,
        givenName: staff.given_name,
        familyName: staff.family_name,
        profession: staff.profession,
      },
      roles: [...roles],
      permissions: permissionsOf(roles),
      // Before anything has been set up there is no municipality yet.
      municipality: {
        name: municipality?.name ?? '',
        isDemo: municipality?.is_demo ?? false,
        isTrial: municipality?.is_trial ?? false,
        isSetupChosen: municipality?.setup_chosen ?? true,
        caseworkerWord: word?.name ?? null,
      },
      today: today.toString(),
      draftKey: createHmac('sha256', draftKey).update(`draft of staff ${staffId}`).digest('base64'),
    }
  })
}
