import { z } from 'zod'

/** What a column of a case list may hold. */
export const importFields = [
  'name',
  'givenName',
  'familyName',
  'cpr',
  'birthDate',
  'phone',
  'email',
  'address',
  'postalCode',
  'city',
  'protectedAddress',
  'language',
  'needsInterpreter',
  'enquiryDay',
  'targetGroup',
  'targetGroupFrom',
  'benefit',
  'benefitFrom',
  'programme',
  'programmeFrom',
  'caseworker',
  'caseworkerFrom',
  'lastMeeting',
  'lastCall',
  'guardianName',
  'guardianPhone',
  'guardianEmail',
  'guardian2Name',
  'guardian2Phone',
  'guardian2Email',
] as const
export const ImportField = z.enum(importFields)
export type ImportField = z.infer<typeof ImportField>

/** Why a row is refused; each has a sentence `imports.<code>` for people, filled from the fault's params. */
export const rowFaultCodes = [
  'nameMissing',
  'nameIncomplete',
  'nameTooLong',
  'identityMissing',
  'cprCharacters',
  'cprRounded',
  'cprLength',
  'cprDate',
  'birthDateNotCpr',
  'ageOutside',
  'dateInvalid',
  'dateFuture',
  'dateBeforeBirth',
  'phoneInvalid',
  'emailInvalid',
  'tooLong',
  'yesNoUnknown',
  'languageUnknown',
  'targetGroupUnknown',
  'benefitUnknown',
  'programmeUnknown',
  'caseworkerAmbiguous',
  'duplicateInFile',
  'identityAmbiguous',
  'identityNear',
  'identityOtherName',
  'olderThanRegister',
  'periodOverlap',
] as const
export type RowFaultCode = (typeof rowFaultCodes)[number]

/** What a preview can say has changed: a field of the list, or what follows from it. */
export const changedFields = [...importFields, 'openCase', 'guardians'] as const
export const ChangedField = z.enum(changedFields)
export type ChangedField = z.infer<typeof ChangedField>
