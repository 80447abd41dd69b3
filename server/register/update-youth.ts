import type { z } from 'zod'
import type { updateYouth } from '#contract/register.ts'
import { Refusal } from '#server/door/refusal.ts'
import type { House, Scope } from '#server/door/route.ts'
import { logChange } from '#server/records/change-log.ts'
import { replaceGuardians, updateYouthRecord } from '#server/records/youth.ts'
import { checkYouth } from './check-youth.ts'

/** Changes the register, unless somebody else has done so since it was read. */
export async function updateTheYouth(
  house: Pick<House, 'cpr'>,
  { youthId, version, ...input }: z.output<(typeof updateYouth)['input']>,
  { db, today }: Scope,
): Promise<{ version: number; cprDoubtful: boolean }> {
  const checked = checkYouth(input, today)
  const before = await db
    .selectFrom('youth')
    .select(['given_name', 'family_name', 'birth_date', 'phone', 'email', 'protected_address', 'version'])
    .where('id', '=', youthId)
    .executeTakeFirst()
  if (before === undefined) throw new Refusal('notFound')
  const stored = await updateYouthRecord(db, youthId, version, { ...input, ...checked }, house.cpr)
  if (!stored) throw new Refusal('changedMeanwhile')
  await replaceGuardians(
    db,
    youthId,
    input.guardians.map((guardian, index) => ({ ...guardian, phone: checked.guardianPhones[index] ?? null })),
  )
  await logChange(db, {
    action: 'youth.update',
    youthId,
    subject: 'youth',
    subjectId: youthId,
    before,
    after: {
      given_name: input.givenName,
      family_name: input.familyName,
      birth_date: input.birthDate,
      phone: checked.phone,
      email: input.email,
      protected_address: input.protectedAddress,
    },
  })
  return { version: version + 1, cprDoubtful: checked.cprDoubtful }
}
