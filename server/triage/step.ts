import { changeByAnswer, keepAnswer, type SenderIsYouth } from '#domain/entrance/who-wrote.ts'
import { type Standing, type Step, standingAfter } from '#domain/triage/step.ts'
import { Refusal } from '#server/door/refusal.ts'
import type { Scope } from '#server/door/route.ts'
import { logChange } from '#server/records/change-log.ts'
import {
  addReferralEvent,
  answerEvents,
  lockReferral,
  type ReferralChange,
  type ReferralEvent,
  type StoredReferral,
  saveReferral,
} from '#server/records/referral.ts'

/** The enquiry and the version of it that was read. */
export interface Read {
  referralId: number
  version: number
}

export type Told = Pick<ReferralEvent, 'kind'> &
  Partial<Pick<ReferralEvent, 'note' | 'details' | 'at' | 'day' | 'referralId'>>

/**
 * The enquiry as it is now, locked.
 *
 * @throws Refusal notFound where it is out of sight, changedMeanwhile where somebody was faster
 */
export async function lockRead({ db }: Scope, { referralId, version }: Read): Promise<StoredReferral> {
  const referral = await lockReferral(db, referralId)
  if (referral === null) throw new Refusal('notFound')
  if (referral.version !== version) throw new Refusal('changedMeanwhile')
  return referral
}

/** How it stands after a step. @throws Refusal conflict where the step cannot be taken any more */
export function stepFrom(before: Standing, step: Step): Standing {
  const standing = standingAfter(before, step)
  if (standing === null) throw new Refusal('conflict', { reason: 'referralNotOpen' })
  return standing
}

/**
 * What an answer to who wrote changes of an enquiry, and how the story tells it; nothing where it changes nothing.
 * Whoever is told the meetings of a young person was asked for first: see domain/entrance/who-wrote.ts.
 */
export function answered(
  before: StoredReferral,
  answer: SenderIsYouth | null,
): { change: ReferralChange; events: Told[]; kept: ReturnType<typeof keepAnswer> } {
  const change = changeByAnswer(before, answer)
  const kept = keepAnswer(before, change)
  if (change === null) return { change: {}, events: [], kept }
  return { change, events: answerEvents(before, change), kept }
}

/** How the story tells who wrote, where that is what was known. */
export function identified(senderIsYouth: SenderIsYouth): Told {
  return { kind: 'identified', details: { senderIsYouth } }
}

/** Saves what a step changed, tells it in the story and in the change log, and gives the new version. */
export async function saveStep(
  scope: Scope,
  action: string,
  before: StoredReferral,
  change: ReferralChange,
  ...events: readonly Told[]
): Promise<{ version: number }> {
  const { db } = scope
  if (!(await saveReferral(db, before, change))) throw new Refusal('changedMeanwhile')
  await tellSteps(scope, before.id, events)
  const names = Object.keys(change) as (keyof ReferralChange)[]
  const changed = names.filter(name => before[name] !== change[name] && name !== 'closeNote')
  await logChange(db, {
    action,
    youthId: change.youthId ?? before.youthId,
    subject: 'referral',
    subjectId: before.id,
    before: Object.fromEntries(changed.map(name => [name, before[name]])),
    after: Object.fromEntries(changed.map(name => [name, change[name]])),
  })
  return { version: before.version + 1 }
}

/** Tells in the story of an enquiry what happened to it, as of now where it does not say when. */
export async function tellSteps(
  { db, now, today }: Scope,
  referralId: number,
  events: readonly Told[],
): Promise<void> {
  for (const event of events) await addReferralEvent(db, { referralId, at: now, day: today, ...event })
}

/** The part of an enquiry that says where it has come to. */
export function standingOf({
  state,
  handlerId,
  youthId,
  mergedInto,
  closeReason,
  closeNote,
}: StoredReferral): Standing {
  return { state, handlerId, youthId, mergedInto, closeReason, closeNote }
}
