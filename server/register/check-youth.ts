import type { FieldError } from '#contract/errors.ts'
import { readCpr } from '#domain/person/cpr.ts'
import { isEmail } from '#domain/person/email.ts'
import { readPhone } from '#domain/person/phone.ts'
import { Refusal } from '#server/door/refusal.ts'

export interface Written {
  cpr: string
  birthDate: Temporal.PlainDate
  phone: string
  email: string
  /** Null where it is not written anew. */
  guardians: readonly { phone: string | null; email: string | null }[]
}

export interface Checked {
  /** Ten digits, or null where it is not known. */
  cpr: string | null
  cprDoubtful: boolean
  /** E.164, or null where it is not known. */
  phone: string | null
  guardianPhones: (string | null)[]
}

/**
 * Checks what a form says about somebody beyond its lengths: the CPR number and that it fits the birth date,
 * telephone numbers and e-mail addresses.
 *
 * @param today nobody is born after it
 * @throws Refusal badInput with every field that is wrong
 */
export function checkYouth(written: Written, today: Temporal.PlainDate): Checked {
  const errors: FieldError[] = []
  const phoneAt = (field: string, text: string | null): string | null => {
    if (text === null || text === '') return null
    const reading = readPhone(text)
    if (reading.ok) return reading.phone
    errors.push({ field, code: 'phone' })
    return null
  }
  const emailAt = (field: string, text: string | null): void => {
    if (text !== null && text !== '' && !isEmail(text)) errors.push({ field, code: 'email' })
  }

  if (Temporal.PlainDate.compare(written.birthDate, today) > 0)
    errors.push({ field: 'birthDate', code: 'future' })
  const cpr = checkCpr(written, errors)
  const phone = phoneAt('phone', written.phone)
  emailAt('email', written.email)
  const guardianPhones = written.guardians.map((guardian, index) => {
    emailAt(`guardians.${index}.email`, guardian.email)
    return phoneAt(`guardians.${index}.phone`, guardian.phone)
  })
  if (errors.length > 0) throw new Refusal('badInput', { fields: errors })
  return { cpr: cpr.digits, cprDoubtful: cpr.doubtful, phone, guardianPhones }
}

function checkCpr(written: Written, errors: FieldError[]): { digits: string | null; doubtful: boolean } {
  if (written.cpr === '') return { digits: null, doubtful: false }
  const reading = readCpr(written.cpr)
  if (!reading.ok) {
    errors.push({ field: 'cpr', code: reading.fault.replace('.', '') })
    return { digits: null, doubtful: false }
  }
  if (!reading.cpr.birthDate.equals(written.birthDate)) errors.push({ field: 'cpr', code: 'cprBirthDate' })
  return { digits: reading.cpr.digits, doubtful: !reading.cpr.modulus11 }
}
