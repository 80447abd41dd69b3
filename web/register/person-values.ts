import type { readEnquirer, SenderIsYouth } from '#contract/enquirer.ts'
import type { Guardian, readYouthRecord, updateYouth } from '#contract/register.ts'
import type { InputOf, OutputOf } from '#contract/use-case.ts'
import { type CprReading, readCpr } from '#domain/person/cpr.ts'
import { isEmail } from '#domain/person/email.ts'
import { readPhone, showPhone } from '#domain/person/phone.ts'
import type { FieldFault } from '#web/kit/form.tsx'

export type YouthRecord = OutputOf<typeof readYouthRecord>
type Particulars = Omit<InputOf<typeof updateYouth>, 'youthId' | 'version'>

export const contactWays = ['call', 'text', 'email', 'letter'] as const

/** What is written about somebody; kept as a draft. */
export interface PersonValues {
  /** Null where it is hidden, as are the parts of the address: what is stored stays. */
  cpr: string | null
  birthDate: Temporal.PlainDate | null
  givenName: string
  familyName: string
  phone: string
  email: string
  preferredContact: (typeof contactWays)[number] | 'any'
  address: string | null
  postalCode: string | null
  city: string | null
  protectedAddress: boolean
  language: string
  needsInterpreter: boolean
  about: string
  guardians: readonly Guardian[]
  /** Asked for only when somebody is new, as is the next. */
  enquiryDay: Temporal.PlainDate | null
  /** A key as text; empty for whoever the server then takes. */
  caseworkerId: string
  /** Whether it is the young person who wrote the enquiry; null where nobody has answered, and where it is not asked. */
  senderIsYouth: SenderIsYouth | null
  /** Said of somebody new who is under 18, instead of leaving out by a slip who has custody. */
  guardiansUnknown: boolean
}

export const emptyGuardian: Guardian = {
  guardianId: null,
  name: '',
  relation: '',
  phone: '',
  email: '',
  hasCustody: true,
}

export function emptyPerson(today: Temporal.PlainDate): PersonValues {
  return {
    cpr: '',
    birthDate: null,
    givenName: '',
    familyName: '',
    phone: '',
    email: '',
    preferredContact: 'any',
    address: '',
    postalCode: '',
    city: '',
    protectedAddress: false,
    language: 'da',
    needsInterpreter: false,
    about: '',
    guardians: [],
    enquiryDay: today,
    caseworkerId: '',
    senderIsYouth: null,
    guardiansUnknown: false,
  }
}

export type Enquirer = OutputOf<typeof readEnquirer>

/** Somebody new as an enquiry tells of them; parents who wrote are the first guardians, while there are guardians. */
export function fromEnquirer(from: Enquirer, today: Temporal.PlainDate): PersonValues {
  const { birthDate } = from
  const mayHaveGuardians = birthDate === null || isMinor({ birthDate }, today)
  // Whoever wrote twice is one.
  const parents = from.guardians.filter(
    (parent, place) => from.guardians.findIndex(other => isSameParent(other, parent)) === place,
  )
  const guardians = mayHaveGuardians
    ? parents.map(({ name, phone, email }) => ({ ...emptyGuardian, name, phone: showPhone(phone), email }))
    : []
  const values = {
    ...emptyPerson(today),
    givenName: from.givenName,
    familyName: from.familyName,
    phone: showPhone(from.phone),
    email: from.email,
    language: from.language,
    enquiryDay: from.enquiryDay,
    guardians,
  }
  return withBirthDate(values, birthDate, today)
}

function isSameParent(one: Enquirer['guardians'][number], other: Enquirer['guardians'][number]): boolean {
  if (one === other) return true
  // Two parents may share a telephone.
  if (one.name !== '' && other.name !== '') return one.name === other.name
  return (one.phone !== '' && one.phone === other.phone) || (one.email !== '' && one.email === other.email)
}

export function personOf(record: YouthRecord): PersonValues {
  return {
    cpr: record.cpr,
    birthDate: record.birthDate,
    givenName: record.givenName,
    familyName: record.familyName,
    phone: record.phone,
    email: record.email,
    preferredContact: record.preferredContact ?? 'any',
    address: record.address,
    postalCode: record.postalCode,
    city: record.city,
    protectedAddress: record.protectedAddress,
    language: record.language,
    needsInterpreter: record.needsInterpreter,
    about: record.about,
    guardians: record.guardians,
    enquiryDay: null,
    caseworkerId: '',
    senderIsYouth: null,
    guardiansUnknown: false,
  }
}

/** The number once all ten digits are written; a number with fewer may still be on its way. */
export function readWholeCpr(text: string): CprReading | null {
  return text.replace(/\D/g, '').length === 10 ? readCpr(text) : null
}

export function ageOn(birthDate: Temporal.PlainDate, today: Temporal.PlainDate): number {
  return birthDate.until(today, { largestUnit: 'years' }).years
}

export function isMinor({ birthDate }: Pick<PersonValues, 'birthDate'>, today: Temporal.PlainDate): boolean {
  return birthDate !== null && ageOn(birthDate, today) < 18
}

export function isBlank(guardian: Guardian): boolean {
  // What is hidden is written.
  return [guardian.name, guardian.relation, guardian.phone, guardian.email].every(text => text?.trim() === '')
}

/** Whether nobody is written who has custody of somebody under 18: it is asked whether that is not known. */
export function lacksGuardian(values: PersonValues, today: Temporal.PlainDate): boolean {
  return isMinor(values, today) && values.guardians.every(isBlank)
}

/** The values with another birth date; somebody under 18 is asked for a guardian at once. */
export function withBirthDate(
  values: PersonValues,
  birthDate: Temporal.PlainDate | null,
  today: Temporal.PlainDate,
): PersonValues {
  const written = values.guardians.filter(guardian => !isBlank(guardian))
  const ask = isMinor({ birthDate }, today) && written.length === 0
  return { ...values, birthDate, guardians: ask ? [emptyGuardian] : written }
}

/** What is wrong before anything is sent; the codes are the server's. */
export function personFaults(values: PersonValues): FieldFault[] {
  const faults: FieldFault[] = []
  const required = (field: string, missing: boolean) => {
    if (missing) faults.push({ field, code: 'required' })
  }
  const ways = (prefix: string, { phone, email }: Pick<Guardian, 'phone' | 'email'>) => {
    if (phone !== null && phone.trim() !== '' && !readPhone(phone).ok)
      faults.push({ field: `${prefix}phone`, code: 'phone' })
    if (email !== null && email.trim() !== '' && !isEmail(email.trim())) {
      faults.push({ field: `${prefix}email`, code: 'email' })
    }
  }
  const cpr = cprFault(values)
  if (cpr !== null) faults.push({ field: 'cpr', code: cpr })
  required('birthDate', values.birthDate === null)
  required('givenName', values.givenName.trim() === '')
  required('familyName', values.familyName.trim() === '')
  ways('', values)
  for (const [index, guardian] of values.guardians.entries()) {
    if (isBlank(guardian)) continue
    required(`guardians.${index}.name`, guardian.name.trim() === '')
    ways(`guardians.${index}.`, guardian)
  }
  return faults
}

/** The same of somebody new: who has custody of somebody under 18 is written, or it is said that it is not known. */
export function newPersonFaults(values: PersonValues, today: Temporal.PlainDate): FieldFault[] {
  const isAsked = lacksGuardian(values, today) && !values.guardiansUnknown
  return [
    ...personFaults(values),
    ...(isAsked ? [{ field: 'guardiansUnknown', code: 'guardianMissing' }] : []),
  ]
}

function cprFault({ cpr, birthDate }: PersonValues): string | null {
  if (cpr === null || cpr.trim() === '') return null
  const reading = readWholeCpr(cpr)
  if (reading === null) return /[^\d\s-]/.test(cpr) ? 'cprcharacters' : 'cprlength'
  if (!reading.ok) return reading.fault.replace('.', '')
  return birthDate !== null && !reading.cpr.birthDate.equals(birthDate) ? 'cprBirthDate' : null
}

/** What is sent. The values are without faults; guardians of whom nothing is written are left out. */
export function toParticulars(values: PersonValues): Particulars {
  const { birthDate, preferredContact, guardians } = values
  if (birthDate === null) throw new Error('the birth date is missing')
  return {
    cpr: values.cpr,
    birthDate: birthDate.toString(),
    givenName: values.givenName,
    familyName: values.familyName,
    phone: values.phone,
    email: values.email,
    address: values.address,
    postalCode: values.postalCode,
    city: values.city,
    protectedAddress: values.protectedAddress,
    language: values.language,
    needsInterpreter: values.needsInterpreter,
    about: values.about,
    preferredContact: preferredContact === 'any' ? null : preferredContact,
    guardians: guardians.filter(guardian => !isBlank(guardian)),
  }
}

/** The same of somebody new, of whom nothing is hidden. */
export function newParticulars(values: PersonValues) {
  const { cpr, address, postalCode, city, ...rest } = toParticulars(values)
  return { ...rest, cpr: cpr ?? '', address: address ?? '', postalCode: postalCode ?? '', city: city ?? '' }
}

/** The server counts the guardians that were sent; the form counts the blank ones too. */
export function atWrittenGuardian(field: string, guardians: readonly Guardian[]): string {
  const [, sent, rest] = /^guardians\.(\d+)(.*)$/.exec(field) ?? []
  if (sent === undefined) return field
  const places = [...guardians.keys()].filter(place => !isBlank(guardians[place] ?? emptyGuardian))
  return `guardians.${places[Number(sent)] ?? sent}${rest}`
}
