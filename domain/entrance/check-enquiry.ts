import { hasCprNumber } from '#domain/person/cpr-in-text.ts'
import { isEmail } from '#domain/person/email.ts'
import { readPhone } from '#domain/person/phone.ts'

/** What somebody writes through the entrance, as it lies in the form. */
export interface EnquiryWords {
  senderRole: string
  senderName: string
  senderPlace: string
  senderPhone: string
  senderEmail: string
  callWhen: string
  youthGivenName: string
  youthFamilyName: string
  youthBirthDate: Temporal.PlainDate | null
  youthPhone: string
  youthEmail: string
  about: string
}

export interface EnquiryFault {
  field: keyof EnquiryWords
  code: 'required' | 'phone' | 'email' | 'future' | 'cprInText' | 'reachNeeded'
}

const texts = [
  'senderName',
  'senderPlace',
  'senderPhone',
  'senderEmail',
  'callWhen',
  'youthGivenName',
  'youthFamilyName',
  'youthPhone',
  'youthEmail',
  'about',
] as const satisfies readonly (keyof EnquiryWords)[]

/**
 * What is wrong with an enquiry beyond the length of its texts, one fault a field at most. A CPR number is never taken
 * in, in whichever field it stands: whoever writes is asked to leave it out.
 *
 * @param written whether the sender writes alone, and so must say who it is and how to be reached; a member of staff
 *   who takes it down may have somebody in front of them who has no telephone
 */
export function enquiryFaults(
  words: EnquiryWords,
  today: Temporal.PlainDate,
  written: 'alone' | 'withStaff',
): EnquiryFault[] {
  const faults = new Map<keyof EnquiryWords, EnquiryFault>()
  const fault = (field: EnquiryFault['field'], code: EnquiryFault['code']) => {
    if (!faults.has(field)) faults.set(field, { field, code })
  }
  const given = (field: (typeof texts)[number]) => words[field].trim() !== ''
  for (const field of texts) if (hasCprNumber(words[field])) fault(field, 'cprInText')
  if (!given('youthGivenName')) fault('youthGivenName', 'required')
  if (!given('about')) fault('about', 'required')
  if (written === 'alone') {
    if (words.senderRole !== 'youth' && !given('senderName')) fault('senderName', 'required')
    if (!given('senderPhone') && !given('senderEmail')) fault('senderPhone', 'reachNeeded')
  }
  for (const field of ['senderPhone', 'youthPhone'] as const)
    if (given(field) && !readPhone(words[field]).ok) fault(field, 'phone')
  for (const field of ['senderEmail', 'youthEmail'] as const)
    if (given(field) && !isEmail(words[field].trim())) fault(field, 'email')
  const { youthBirthDate } = words
  if (youthBirthDate !== null && Temporal.PlainDate.compare(youthBirthDate, today) > 0)
    fault('youthBirthDate', 'future')
  return [...faults.values()]
}
