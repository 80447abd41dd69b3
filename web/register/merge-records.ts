import { readPhone } from '#domain/person/phone.ts'
import { isBlank, type PersonValues } from './person-values.ts'

/** The fields of a record that two people can correct at once, in the order of the form. */
export const recordFields = [
  'cpr',
  'birthDate',
  'givenName',
  'familyName',
  'phone',
  'email',
  'preferredContact',
  'address',
  'postalCode',
  'city',
  'protectedAddress',
  'language',
  'needsInterpreter',
  'about',
  'guardians',
] as const satisfies readonly (keyof PersonValues)[]
export type RecordField = (typeof recordFields)[number]

export interface Merged {
  /** Mine, with theirs in the fields that I did not touch. */
  values: PersonValues
  /** Fields that only they changed. */
  taken: readonly RecordField[]
  /** Fields that both changed, and not to the same. */
  clashing: readonly RecordField[]
}

/** What somebody else saved while this was being written. */
export interface Theirs extends Pick<Merged, 'taken' | 'clashing'> {
  version: number
  values: PersonValues
}

/**
 * Brings what somebody else saved meanwhile together with what is being written.
 *
 * @param base what both began from
 */
export function mergeRecords(base: PersonValues, mine: PersonValues, theirs: PersonValues): Merged {
  const apart = recordFields.filter(field => !isSame(field, mine, theirs))
  const taken = apart.filter(field => isSame(field, base, mine))
  const clashing = apart.filter(field => !isSame(field, base, mine) && !isSame(field, base, theirs))
  return { values: taken.reduce((values, field) => takeField(values, theirs, field), mine), taken, clashing }
}

export function takeField(mine: PersonValues, theirs: PersonValues, field: RecordField): PersonValues {
  return { ...mine, [field]: theirs[field] }
}

/** Whether anything in the record is another than before. */
export function isChanged(base: PersonValues, mine: PersonValues): boolean {
  return recordFields.some(field => !isSame(field, base, mine))
}

/** No text that somebody can write. */
const hidden = '\u0000'

function isSame(field: RecordField, one: PersonValues, other: PersonValues): boolean {
  return meaning(field, one) === meaning(field, other)
}

/** What a field says, however it is written: "37202233" is "37 20 22 33". */
function meaning(field: RecordField, values: PersonValues): string {
  switch (field) {
    case 'cpr':
      return values.cpr?.replace(/\D/g, '') ?? hidden
    case 'phone':
      return phoneMeaning(values.phone)
    case 'guardians':
      return JSON.stringify(
        values.guardians
          .filter(guardian => !isBlank(guardian))
          .map(({ name, relation, phone, email, hasCustody }) => [
            name.trim(),
            relation.trim(),
            phone === null ? hidden : phoneMeaning(phone),
            email === null ? hidden : email.trim(),
            hasCustody,
          ]),
      )
    default:
      return String(values[field] ?? hidden).trim()
  }
}

function phoneMeaning(text: string): string {
  const reading = readPhone(text)
  return reading.ok ? reading.phone : text.trim()
}
