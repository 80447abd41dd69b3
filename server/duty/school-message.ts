import { randomBytes } from 'node:crypto'
import type { takeSchoolMessage } from '#contract/duty.ts'
import { datesIn } from '#contract/language/dates.ts'
import { sayIn } from '#contract/language/say-in.ts'
import type { AnswerOf, ParsedInputOf } from '#contract/use-case.ts'
import { hasCprNumber } from '#domain/person/cpr-in-text.ts'
import { readPhone } from '#domain/person/phone.ts'
import { fieldRefusal, Refusal } from '#server/door/refusal.ts'
import type { Scope } from '#server/door/route.ts'
import { addActivity, findSameActivity, lockActivity } from '#server/records/activities.ts'
import { logChange } from '#server/records/change-log.ts'
import { recomputeDeadlines } from '#server/records/deadlines.ts'
import { findReferralByKey, insertReferral } from '#server/records/referral.ts'
import { referenceBytes, referencesFrom } from '#server/records/referral-reference.ts'
import { lockNewestCase } from '#server/records/youth-case.ts'
import { endLocked } from './change-activity.ts'

type Message = ParsedInputOf<typeof takeSchoolMessage>

/** As far back as any enquiry may be written down. */
const daysBack = 90

/**
 * What a school tells of somebody who dropped out. Where it is somebody in sight, what ran ends with the day on which
 * the school told; otherwise it becomes an enquiry, so that whoever sorts those finds the young person.
 */
export async function takeTheSchoolMessage(
  message: Message,
  scope: Scope,
): Promise<AnswerOf<typeof takeSchoolMessage>> {
  for (const field of ['birthDate', 'lastDay', 'noticeDay'] as const)
    if (Temporal.PlainDate.compare(message[field], scope.today) > 0) throw fieldRefusal(field, 'future')
  if (Temporal.PlainDate.compare(message.noticeDay, scope.today.subtract({ days: daysBack })) < 0)
    throw fieldRefusal('noticeDay', 'dayOutOfRange')
  // Of two doors to the same enquiries none takes a CPR number in.
  for (const field of ['school', 'senderName', 'about'] as const)
    if (hasCprNumber(message[field])) throw fieldRefusal(field, 'cprInText')
  return message.youthId === null
    ? { youthId: null, ...(await asEnquiry(message, scope)) }
    : { youthId: await asEnd(message, message.youthId, scope), referralId: null, reference: null }
}

async function asEnd(message: Message, youthId: number, scope: Scope): Promise<number> {
  const { db, now, today } = scope
  const { activityId, school, lastDay, noticeDay, about } = message
  if ((await lockNewestCase(db, youthId)) === null) throw new Refusal('notFound')
  const reason = about === '' ? school : about.slice(0, 500)
  if (activityId === null) {
    // Nobody had written down that the young person was there: the last day is what is known of it.
    const during = { from: lastDay, to: lastDay.add({ days: 1 }) }
    const words = { kind: 'education', description: school, weeklyMinutes: null, during, noticeDay }
    // The lock on the case lets one at a time look: the same message again, or at once, finds what the first one wrote.
    if ((await findSameActivity(db, youthId, words)) !== null) return youthId
    const id = await addActivity(db, youthId, words, now)
    await logChange(db, {
      action: 'activity.end',
      youthId,
      subject: 'activity',
      subjectId: id,
      after: { lastDay, noticeDay, reason },
    })
  } else {
    const activity = await lockActivity(db, activityId)
    if (activity?.youthId !== youthId) throw new Refusal('changedMeanwhile')
    await endLocked(activity, { lastDay, noticeDay, reason }, scope)
  }
  await recomputeDeadlines(db, [youthId], today)
  return youthId
}

async function asEnquiry(
  message: Message,
  { db, now, today }: Scope,
): Promise<{ referralId: number; reference: string }> {
  const known = await findReferralByKey(db, message.clientKey)
  if (known !== null) return { referralId: known.id, reference: known.reference }
  const phone = message.senderPhone === '' ? null : readPhone(message.senderPhone)
  if (phone?.ok === false) throw fieldRefusal('senderPhone', 'phone')
  const { id, reference } = await insertReferral(
    db,
    {
      language: 'da',
      senderRole: 'teacher',
      senderName: message.senderName,
      senderPlace: message.school,
      senderPhone: phone === null ? null : phone.phone,
      senderEmail: null,
      callWhen: '',
      youthGivenName: message.givenName,
      youthFamilyName: message.familyName,
      youthBirthDate: message.birthDate,
      youthAge: null,
      youthPhone: null,
      youthEmail: null,
      about: wordsOf(message, today),
      youthKnows: null,
      mayTell: 'receipt',
    },
    {
      clientKey: message.clientKey,
      references: referencesFrom(randomBytes(referenceBytes)),
      codeHash: null,
      receivedAt: now,
      receivedOn: message.noticeDay,
      channel: 'call',
    },
  )
  await logChange(db, {
    action: 'duty.school.message',
    youthId: null,
    subject: 'referral',
    subjectId: id,
    after: { reference },
  })
  return { referralId: id, reference }
}

/** The enquiry is read in the register's own language, whoever took the call. */
function wordsOf({ school, lastDay, noticeDay, about }: Message, today: Temporal.PlainDate): string {
  const say = sayIn('da')
  const dates = datesIn(say)
  const told = say('duty.enquiryWords', {
    school,
    lastDay: dates.day(lastDay, today),
    noticeDay: dates.day(noticeDay, today),
  })
  return about === '' ? told : `${told}\n\n${about}`
}
