import { Refusal } from '#server/door/refusal.ts'
import type { Scope } from '#server/door/route.ts'
import { logChange } from '#server/records/change-log.ts'
import type { ReferralChange, StoredReferral } from '#server/records/referral.ts'
import {
  carryTalks,
  deriveAfterTalks,
  takeTalksBack,
  talksFollowAnswer,
} from '#server/records/referral-talks.ts'
import { saveStep, type Told, tellSteps } from './step.ts'

/**
 * The talks of an enquiry become contacts of whom it was given to, and what was promised is owed on in the case.
 *
 * @throws Refusal refused where the case was closed meanwhile: the enquiry would reach nobody
 */
export async function talksGoAlong(scope: Scope, referralId: number, youthId: number): Promise<void> {
  const { db, today } = scope
  const talks = await carryTalks(db, referralId)
  if (talks === null) throw new Refusal('refused', { reason: 'linkCaseClosed' })
  await tellTalksGoAlong(scope, referralId, youthId, talks)
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

/**
 * Saves a step with which it may have been answered who wrote, and what follows from it: with whom one spoke, and so
 * which talks are contacts of whoever the enquiry was given to. Those that stay with them are told with the answer.
 */
export async function saveAnswered(
  scope: Scope,
  action: string,
  before: StoredReferral,
  change: ReferralChange,
  events: readonly Told[],
): Promise<{ version: number; talksStayed: number }> {
  const saved = await saveStep(scope, action, before, change)
  const wasOrIs = [before.senderIsYouth, change.senderIsYouth ?? before.senderIsYouth]
  const isAnswer = events.some(({ kind }) => kind === 'identified')
  const talks = isAnswer && wasOrIs.includes('no') ? await talksFollowAnswer(scope.db, before.id) : null
  if (talks === null) {
    await tellSteps(scope, before.id, events)
    return { ...saved, talksStayed: 0 }
  }
  const { youthId, carried, stayed } = talks
  const stays = stayed > 0 ? { talksStayed: stayed, stayedWith: youthId } : {}
  const told = events.map(event =>
    event.kind === 'identified' ? { ...event, details: { ...event.details, ...stays } } : event,
  )
  await tellSteps(scope, before.id, told)
  await tellTalksGoAlong(scope, before.id, youthId, carried)
  await tellTalksBack(scope, before.id, talks)
  await deriveAfterTalks(scope.db, youthId, scope.today)
  return { ...saved, talksStayed: stayed }
}

/** Writes down that talks became contacts of somebody, where any did. */
export async function tellTalksGoAlong(
  scope: Scope,
  referralId: number,
  youthId: number,
  talks: number,
): Promise<void> {
  if (talks > 0) await tell(scope, 'referral.talks', referralId, youthId, { after: { talks } })
}

/** Writes down that contacts of somebody went that were talks, where any did, and how many stayed. */
export async function tellTalksBack(
  scope: Scope,
  referralId: number,
  { youthId, taken, stayed }: { youthId: number; taken: number; stayed: number },
): Promise<void> {
  if (taken === 0) return
  const after = stayed > 0 ? { after: { talks: stayed } } : {}
  const before = { talks: taken + stayed }
  await tell(scope, 'referral.talksBack', referralId, youthId, { before, ...after })
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
