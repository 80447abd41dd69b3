import type { beginDutyActivity, endDutyActivity, noteShowedUp } from '#contract/duty.ts'
import type { AnswerOf, ParsedInputOf } from '#contract/use-case.ts'
import { fieldRefusal, Refusal } from '#server/door/refusal.ts'
import type { Scope } from '#server/door/route.ts'
import {
  addActivity,
  lockActivity,
  replaceActivity,
  type StoredActivity,
  saveShowedUp,
} from '#server/records/activities.ts'
import { logChange } from '#server/records/change-log.ts'
import { recomputeDeadlines } from '#server/records/deadlines.ts'
import { lockNewestCase } from '#server/records/youth-case.ts'

/** Writes down what somebody begins. Two at a time may be: part activities count together. */
export async function beginTheActivity(
  { youthId, kind, description, weeklyMinutes, from, lastDay }: ParsedInputOf<typeof beginDutyActivity>,
  { db, now, today }: Scope,
): Promise<AnswerOf<typeof beginDutyActivity>> {
  if ((await lockNewestCase(db, youthId)) === null) throw new Refusal('notFound')
  const during = { from, to: lastDay?.add({ days: 1 }) ?? null }
  const words = { kind, description, weeklyMinutes, during, noticeDay: null }
  const activityId = await addActivity(db, youthId, words, now)
  await logChange(db, {
    action: 'activity.begin',
    youthId,
    subject: 'activity',
    subjectId: activityId,
    after: { during, row: { kind, description, weeklyMinutes } },
  })
  await recomputeDeadlines(db, [youthId], today)
  return { activityId }
}

/**
 * Ends an activity on the day that the school or somebody else has told of.
 *
 * @throws Refusal badInput where it ends before it begins, or where the municipality is told tomorrow
 */
export async function endTheActivity(
  { activityId, lastDay, noticeDay, reason }: ParsedInputOf<typeof endDutyActivity>,
  scope: Scope,
): Promise<AnswerOf<typeof endDutyActivity>> {
  const { db, today } = scope
  const before = await lockActivity(db, activityId)
  if (before === null) throw new Refusal('changedMeanwhile')
  const next = await endLocked(before, { lastDay, noticeDay, reason }, scope)
  await recomputeDeadlines(db, [before.youthId], today)
  return { activityId: next }
}

/** The same for what is locked, without deriving anew. */
export async function endLocked(
  before: StoredActivity,
  told: { lastDay: Temporal.PlainDate; noticeDay: Temporal.PlainDate; reason: string },
  { db, now, today }: Scope,
): Promise<number> {
  const { lastDay, noticeDay, reason } = told
  if (Temporal.PlainDate.compare(lastDay, before.during.from) < 0)
    throw fieldRefusal('lastDay', 'periodOrder')
  if (Temporal.PlainDate.compare(noticeDay, today) > 0) throw fieldRefusal('noticeDay', 'future')
  const during = { from: before.during.from, to: lastDay.add({ days: 1 }) }
  const id = await replaceActivity(db, before, { ...before, during, noticeDay }, { reason, at: now })
  await logChange(db, {
    action: 'activity.end',
    youthId: before.youthId,
    subject: 'activity',
    subjectId: id,
    before: { id: before.id, during: before.during },
    after: { lastDay, noticeDay, reason },
  })
  return id
}

/**
 * Notes whether the young person came. Who did not come is off plan from the first day that was agreed.
 *
 * @throws Refusal badInput before the activity has begun
 */
export async function noteWhoShowedUp(
  { activityId, showedUp }: ParsedInputOf<typeof noteShowedUp>,
  { db, today }: Scope,
): Promise<AnswerOf<typeof noteShowedUp>> {
  const before = await lockActivity(db, activityId)
  if (before === null) throw new Refusal('changedMeanwhile')
  if (Temporal.PlainDate.compare(before.during.from, today) > 0) throw fieldRefusal('showedUp', 'future')
  await saveShowedUp(db, activityId, showedUp, today)
  await logChange(db, {
    action: 'activity.showedUp',
    youthId: before.youthId,
    subject: 'activity',
    subjectId: activityId,
    before: { showedUp: before.showedUp },
    after: { showedUp },
  })
  await recomputeDeadlines(db, [before.youthId], today)
  return { activityId }
}
