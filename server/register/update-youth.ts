import { sql } from 'kysely'
import type { z } from 'zod'
import type { updateYouth } from '#contract/register.ts'
import { fieldRefusal, Refusal } from '#server/door/refusal.ts'
import type { House, Scope } from '#server/door/route.ts'
import { logChange } from '#server/records/change-log.ts'
import { recomputeDeadlines } from '#server/records/deadlines.ts'
import { replaceGuardians, updateYouthRecord, type YouthRecord } from '#server/records/youth.ts'
import { checkYouth } from './check-youth.ts'
import { recordChanges } from './record-changes.ts'
import { checkTries } from './taken-number.ts'

type Input = z.output<(typeof updateYouth)['input']>

/**
 * Changes the register, unless somebody else has done so since it was read. Null leaves what is stored: so is sent
 * back what was hidden. Everything that changes is written down, before and after.
 */
export async function updateTheYouth(
  house: Pick<House, 'cpr'>,
  { youthId, version, ...input }: Input,
  { db, today }: Scope,
): Promise<{ version: number; cprDoubtful: boolean }> {
  const [before, everyGuardian] = await Promise.all([
    db
      .selectFrom('youth')
      .selectAll()
      .select(sql<boolean>`id = any (door.my_youth_ids())`.as('is_mine'))
      .where('id', '=', youthId)
      .forNoKeyUpdate()
      .executeTakeFirst(),
    // Those withdrawn too: a form may have been begun before somebody else corrected a guardian.
    db.selectFrom('guardian').select(['id', 'phone', 'email']).where('youth_id', '=', youthId).execute(),
  ])
  if (before === undefined) throw new Refusal('notFound')
  if (before.version !== version) throw new Refusal('changedMeanwhile')
  const checked = checkYouth({ ...input, cpr: input.cpr ?? '' }, today)
  const keepsCpr = input.cpr === null && before.cpr_encrypted !== null
  if (keepsCpr && !input.birthDate.equals(before.birth_date)) throw fieldRefusal('birthDate', 'cprBirthDate')
  const leavesAddress = input.address === null || input.postalCode === null || input.city === null
  if (before.protected_address && !before.is_mine && !input.protectedAddress && leavesAddress) {
    throw fieldRefusal('protectedAddress', 'addressHidden')
  }

  const record: YouthRecord = {
    ...input,
    phone: checked.phone,
    cpr: keepsCpr && before.cpr_encrypted !== null ? house.cpr.decrypt(before.cpr_encrypted) : checked.cpr,
    address: input.address ?? before.address ?? '',
    postalCode: input.postalCode ?? before.postal_code ?? '',
    city: input.city ?? before.city ?? '',
  }
  if (!keepsCpr && checked.cpr !== null) await checkTries(db)
  const stored = await updateYouthRecord(db, youthId, version, record, house.cpr)
  if (!stored) throw new Refusal('changedMeanwhile')
  const guardians = await replaceGuardians(
    db,
    youthId,
    input.guardians.map((guardian, index) => {
      const known = everyGuardian.find(({ id }) => id === guardian.guardianId)
      return {
        ...guardian,
        phone: guardian.phone === null ? (known?.phone ?? null) : (checked.guardianPhones[index] ?? null),
        email: guardian.email ?? known?.email ?? '',
      }
    }),
  )
  await logChange(db, {
    action: 'youth.update',
    youthId,
    subject: 'youth',
    subjectId: youthId,
    ...recordChanges(before, record, guardians, house.cpr),
  })
  // The duty of those of 15-17 begins and ends by the birth date.
  if (!input.birthDate.equals(before.birth_date)) await recomputeDeadlines(db, [youthId], today)
  return { version: version + 1, cprDoubtful: checked.cprDoubtful }
}
