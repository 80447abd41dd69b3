import { sql } from 'kysely'
import type { z } from 'zod'
import type { registerYouth } from '#contract/register.ts'
import { fieldRefusal } from '#server/door/refusal.ts'
import type { House, Scope } from '#server/door/route.ts'
import { logChange } from '#server/records/change-log.ts'
import { recomputeDeadlines } from '#server/records/deadlines.ts'
import { insertYouth, replaceGuardians } from '#server/records/youth.ts'
import { checkCeilings, checkRole } from './check-staff.ts'
import { checkYouth } from './check-youth.ts'
import { carryOver, lockBeginning } from './from-referral.ts'
import { checkTries } from './taken-number.ts'

/**
 * Somebody new in the register, with an open case from the day of the enquiry and a caseworker from today: by
 * default the one who registers. A leader may leave it open. An enquiry that it began with goes along, with its talks.
 */
export async function registerTheYouth(
  house: Pick<House, 'cpr'>,
  input: z.output<(typeof registerYouth)['input']>,
  scope: Scope,
): Promise<{ youthId: number; cprDoubtful: boolean }> {
  const { db, today, staffId, roles } = scope
  const checked = checkYouth(input, today)
  if (Temporal.PlainDate.compare(input.enquiryDay, today) > 0) throw fieldRefusal('enquiryDay', 'future')
  const leads = roles.includes('leader')
  const caseworkerId = input.caseworkerId ?? (roles.includes('caseworker') ? staffId : null)
  if (caseworkerId === null && !leads) throw fieldRefusal('caseworkerId', 'required')
  if (caseworkerId !== null) {
    await checkRole(db, caseworkerId, 'caseworker', today, 'caseworkerId')
    await checkCeilings(scope, null, caseworkerId, { from: today, lastDay: null }, 'caseworkerId')
  }

  const beginning =
    input.referral === null ? null : await lockBeginning(scope, input.referral, input.enquiryDay)
  if (checked.cpr !== null) await checkTries(db)
  const youthId = await insertYouth(db, { ...input, ...checked }, house.cpr)
  // First the relation: with it the rows that follow are in sight of whoever writes them.
  if (!leads && caseworkerId !== staffId) await assign(scope, youthId, staffId, ownRole(roles))
  if (caseworkerId !== null) await assign(scope, youthId, caseworkerId, 'caseworker')
  await sql`
    insert into youth_case (youth_id, enquiry_day, during)
    values (${youthId}, ${input.enquiryDay}::date, daterange(${input.enquiryDay}::date, null))`.execute(db)
  await replaceGuardians(
    db,
    youthId,
    input.guardians.map((guardian, index) => ({
      ...guardian,
      phone: checked.guardianPhones[index] ?? null,
      email: guardian.email ?? '',
    })),
  )
  await logChange(db, {
    action: 'youth.register',
    youthId,
    subject: 'youth',
    subjectId: youthId,
    after: { enquiryDay: input.enquiryDay, caseworkerId },
  })
  if (beginning !== null) await carryOver(scope, beginning, youthId)
  await recomputeDeadlines(db, [youthId], today)
  return { youthId, cprDoubtful: checked.cprDoubtful }
}

/** Who registers somebody for another caseworker goes on following as what he or she is. */
function ownRole(roles: readonly string[]): string {
  return roles.includes('educationAdviser') ? 'educationAdviser' : 'contactPerson'
}

async function assign({ db, today }: Scope, youthId: number, staffId: number, role: string): Promise<void> {
  await sql`
    insert into assignment (youth_id, staff_id, role, during, author_id)
    values (${youthId}, ${staffId}, ${role}, daterange(${today}::date, null), door.staff_id())`.execute(db)
}
