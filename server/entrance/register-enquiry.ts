import type { registerEnquiry as registerUseCase } from '#contract/entrance.ts'
import type { AnswerOf, ParsedInputOf } from '#contract/use-case.ts'
import { fieldRefusal } from '#server/door/refusal.ts'
import type { House, Scope } from '#server/door/route.ts'
import { logChange } from '#server/records/change-log.ts'
import { findReferralByKey, insertReferral } from '#server/records/referral.ts'
import { toReferralWords } from './enquiry-words.ts'
import { loadPromised, promisedDays } from './promised.ts'
import { receiptKeys } from './receipt.ts'

/** Further back, it is no longer an enquiry that waits for an answer. */
const daysBack = 90

/**
 * Takes down what somebody said at the counter or on the telephone, or wrote in a letter or an e-mail. A retry whose
 * answer was lost is given the same receipt.
 */
export async function register(
  house: Pick<House, 'timeZone'>,
  secret: Buffer,
  input: ParsedInputOf<typeof registerUseCase>,
  { db, now, today }: Scope,
): Promise<AnswerOf<typeof registerUseCase>> {
  const { receivedOn, channel, clientKey, wantsCode } = input
  if (Temporal.PlainDate.compare(receivedOn, today) > 0) throw fieldRefusal('receivedOn', 'future')
  if (Temporal.PlainDate.compare(receivedOn, today.subtract({ days: daysBack })) < 0)
    throw fieldRefusal('receivedOn', 'dayOutOfRange')
  const words = toReferralWords(input, today, { taken: 'withStaff', language: 'da', mayTell: input.mayTell })
  const { code, codeHash, references } = receiptKeys(secret, clientKey)
  const promise = promisedDays(await loadPromised(db), receivedOn)
  const receipt = { receivedOn: receivedOn.toString(), code: wantsCode ? code : null, promise }

  const stored = await findReferralByKey(db, clientKey)
  if (stored !== null) return { ...receipt, referralId: stored.id, reference: stored.reference }
  const { id: referralId, reference } = await insertReferral(db, words, {
    clientKey,
    references,
    codeHash: wantsCode ? codeHash : null,
    receivedAt: receivedOn.equals(today)
      ? now
      : receivedOn.toZonedDateTime({ timeZone: house.timeZone, plainTime: '12:00' }).toInstant(),
    receivedOn,
    channel,
  })
  await logChange(db, {
    action: 'entrance.register',
    youthId: null,
    subject: 'referral',
    subjectId: referralId,
    after: {
      channel,
      receivedOn: receivedOn.toString(),
      senderRole: words.senderRole,
      mayTell: words.mayTell,
    },
  })
  return { ...receipt, referralId, reference }
}
