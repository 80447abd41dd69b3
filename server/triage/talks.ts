import { Refusal } from '#server/door/refusal.ts'
import type { Scope } from '#server/door/route.ts'
import { logChange } from '#server/records/change-log.ts'
import { carryTalks, deriveAfterTalks, takeTalksBack } from '#server/records/referral-talks.ts'

/**
 * The talks of an enquiry become contacts of whom it was given to, and what was promised is owed on in the case.
 *
 * @throws Refusal refused where the case was closed meanwhile: the enquiry would reach nobody
 */
export async function talksGoAlong(scope: Scope, referralId: number, youthId: number): Promise<void> {
  const { db, today } = scope
  const talks = await carryTalks(db, referralId)
  if (talks === null) throw new Refusal('refused', { reason: 'linkCaseClosed' })
  if (talks > 0) await tell(scope, 'referral.talks', referralId, youthId, { after: { talks } })
  await deriveAfterTalks(db, youthId, today)
}

/**
 * Takes them back, before the enquiry is nobody's again; what is owed then is derived when it is.
 *
 * @returns how many stayed with the young person, since somebody has made them their own account of them
 */
export async function talksComeBack(scope: Scope, referralId: number, youthId: number): Promise<number> {
  const { taken, stayed } = await takeTalksBack(scope.db, referralId)
  if (taken + stayed > 0) {
    const after = stayed > 0 ? { after: { talks: stayed } } : {}
    const before = { talks: taken + stayed }
    await tell(scope, 'referral.talksBack', referralId, youthId, { before, ...after })
  }
  return stayed
}

async function tell(
  { db }: Scope,
  action: string,
  referralId: number,
  youthId: number,
  counts: { before?: { talks: number }; after?: { talks: number } },
): Promise<void> {
  await logChange(db, { action, youthId, subject: 'referral', subjectId: referralId, ...counts })
}
