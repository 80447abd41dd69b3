import type { SenderRole } from '#contract/entrance.ts'
import { type EnquiryWords, enquiryFaults } from '#domain/entrance/check-enquiry.ts'
import { tidyName } from '#domain/person/name.ts'
import { readPhone } from '#domain/person/phone.ts'
import { Refusal } from '#server/door/refusal.ts'
import type { ReferralWords } from '#server/records/referral.ts'

/** What the web sends of an enquiry, by whichever way it came in. */
export interface WrittenEnquiry extends EnquiryWords {
  senderRole: SenderRole
  youthAge: number | null
  youthKnows: boolean | null
}

/**
 * The words as they are stored: names and telephone numbers tidied, and nothing said twice. Who writes about
 * themselves is the young person, who knows of it and is reached as the sender is.
 *
 * @throws Refusal badInput with every field that is wrong
 */
export function toReferralWords(
  written: WrittenEnquiry,
  today: Temporal.PlainDate,
  how: { taken: 'alone' | 'withStaff'; language: string; mayTell: ReferralWords['mayTell'] },
): ReferralWords {
  const faults = enquiryFaults(written, today, how.taken)
  if (faults.length > 0) throw new Refusal('badInput', { fields: faults })
  const isYouth = written.senderRole === 'youth'
  const sender = { phone: phoneIn(written.senderPhone), email: emailIn(written.senderEmail) }
  return {
    language: how.language,
    senderRole: written.senderRole,
    senderName: isYouth ? '' : tidyName(written.senderName),
    senderPlace: isYouth ? '' : written.senderPlace,
    senderPhone: sender.phone,
    senderEmail: sender.email,
    callWhen: written.callWhen,
    youthGivenName: tidyName(written.youthGivenName),
    youthFamilyName: tidyName(written.youthFamilyName),
    youthBirthDate: written.youthBirthDate,
    youthAge: written.youthBirthDate === null ? written.youthAge : null,
    youthPhone: isYouth ? sender.phone : phoneIn(written.youthPhone),
    youthEmail: isYouth ? sender.email : emailIn(written.youthEmail),
    about: written.about,
    youthKnows: isYouth ? true : written.youthKnows,
    mayTell: how.mayTell,
  }
}

function phoneIn(text: string): string | null {
  const reading = readPhone(text)
  return reading.ok ? reading.phone : null
}

function emailIn(text: string): string | null {
  return text === '' ? null : text
}
