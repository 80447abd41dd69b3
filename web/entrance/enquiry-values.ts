import type { SenderRole } from '#contract/entrance.ts'
import { type EnquiryWords, enquiryFaults } from '#domain/entrance/check-enquiry.ts'
import { readPhone } from '#domain/person/phone.ts'
import type { FieldFault } from '#web/kit/form.tsx'

export const senderRoles = [
  'youth',
  'parent',
  'teacher',
  'doctor',
  'employer',
  'colleague',
  'other',
] as const satisfies readonly SenderRole[]

/** Whoever writes from somewhere is asked where that is. */
export const placedRoles = ['teacher', 'doctor', 'employer', 'colleague', 'other'] as const
export type PlacedRole = (typeof placedRoles)[number]

/** An enquiry as it lies in a form. */
export interface EnquiryValues extends EnquiryWords {
  senderRole: SenderRole | ''
  youthAge: string
  youthKnows: 'yes' | 'no' | 'unknown' | null
}

export const emptyEnquiry: EnquiryValues = {
  senderRole: '',
  senderName: '',
  senderPlace: '',
  senderPhone: '',
  senderEmail: '',
  callWhen: '',
  youthGivenName: '',
  youthFamilyName: '',
  youthBirthDate: null,
  youthAge: '',
  youthPhone: '',
  youthEmail: '',
  youthKnows: null,
  about: '',
}

export function isPlaced(role: SenderRole | ''): role is PlacedRole {
  return placedRoles.some(placed => placed === role)
}

/**
 * Whether the form asks for a field, given what is answered so far; the one place that says so. Alone, nothing is asked
 * before it is said who writes.
 */
export function isAsked(
  field: string,
  { senderRole, youthBirthDate }: Pick<EnquiryValues, 'senderRole' | 'youthBirthDate'>,
  written: 'alone' | 'withStaff',
): boolean {
  if (senderRole === '' && written === 'alone') return field === 'senderRole'
  switch (field) {
    case 'senderName':
      return senderRole !== 'youth' && senderRole !== ''
    case 'senderPlace':
      return isPlaced(senderRole)
    case 'youthAge':
      return youthBirthDate === null
    case 'youthPhone':
    case 'youthKnows':
      return senderRole !== 'youth'
    case 'youthEmail':
      return senderRole !== 'youth' && written === 'withStaff'
    default:
      return true
  }
}

/** What is wrong before anything is sent, in the fields that are asked for; the server's own rules. */
export function faultsOf(
  values: EnquiryValues,
  today: Temporal.PlainDate,
  written: 'alone' | 'withStaff',
): FieldFault[] {
  const faults: FieldFault[] = enquiryFaults(values, today, written)
  if (values.senderRole === '') faults.unshift({ field: 'senderRole', code: 'required' })
  if (readAge(values.youthAge) === undefined) faults.push({ field: 'youthAge', code: 'age' })
  return faults.filter(({ field }) => isAsked(field, values, written))
}

/** Whole years; null where nothing is written, undefined where it cannot be read. */
function readAge(text: string): number | null | undefined {
  const written = text.trim()
  if (written === '') return null
  return /^\d{1,2}$/.test(written) ? Number(written) : undefined
}

/**
 * Whether what stands where a receipt's code belongs is the reference to say on the telephone, or a telephone number:
 * the code is twelve signs, and these are shorter.
 */
export function isOtherNumber(typed: string): boolean {
  const plain = typed.replace(/[^0-9a-zæøå+]/gi, '')
  return plain.length < 12 && (/^[a-z]{3}\d{3,5}$/i.test(plain) || readPhone(typed).ok)
}

/** What is sent; the values are without faults. What a hidden field holds from before is left out. */
export function toWords(values: EnquiryValues) {
  const { senderRole, youthBirthDate, youthKnows } = values
  if (senderRole === '') throw new Error('nobody has said who writes')
  const isYouth = senderRole === 'youth'
  return {
    senderRole,
    senderName: isYouth ? '' : values.senderName,
    senderPlace: isPlaced(senderRole) ? values.senderPlace : '',
    senderPhone: values.senderPhone,
    senderEmail: values.senderEmail,
    callWhen: values.callWhen,
    youthGivenName: values.youthGivenName,
    youthFamilyName: values.youthFamilyName,
    youthBirthDate: youthBirthDate?.toString() ?? null,
    youthAge: youthBirthDate === null ? (readAge(values.youthAge) ?? null) : null,
    youthPhone: isYouth ? '' : values.youthPhone,
    youthEmail: isYouth ? '' : values.youthEmail,
    about: values.about,
    youthKnows: isYouth || youthKnows === null || youthKnows === 'unknown' ? null : youthKnows === 'yes',
  }
}
