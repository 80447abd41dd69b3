import type { importFault as danish } from '../da/import-fault.ts'
import type { Translated } from '../translated.ts'

export const importFault = {
  nameMissing: 'The name is missing.',
  nameIncomplete: 'Write both first name and last name.',
  nameTooLong: 'The name is too long. There is room for 100 characters in each name.',
  identityMissing: 'Write the CPR number or the date of birth, so that the person can be recognised.',
  cprCharacters: 'The CPR number may only have digits and a dash.',
  cprRounded: 'The spreadsheet has rounded the CPR number. Write it again as text.',
  cprLength: 'The CPR number must have 10 digits.',
  cprDate: 'The CPR number does not begin with a date that exists.',
  birthDateNotCpr: 'The date of birth does not match the CPR number.',
  ageOutside: 'The year of birth {{year}} cannot be right for a young person.',
  dateInvalid: '"{{value}}" is not a date. Write it as day-month-year, for example 24-12-2025.',
  dateFuture: 'The date lies in the future.',
  dateBeforeBirth: 'The date is before the birth.',
  phoneInvalid: 'The telephone number must have 8 digits, and only one number may be given.',
  emailInvalid: 'The e-mail address is not written correctly.',
  tooLong: 'The text is too long.',
  yesNoUnknown: 'Write yes or no (ja or nej) instead of "{{value}}".',
  languageUnknown: 'The language "{{value}}" is not known. Write for example dansk or arabisk.',
  targetGroupUnknown:
    'The target group "{{value}}" does not exist. Write it as it is called under Setup, for example aktivitetsparat.',
  benefitUnknown: 'The benefit "{{value}}" is not known. Write for example kontanthjælp, SU or anden ydelse.',
  programmeUnknown: 'The programme "{{value}}" does not exist. Create it under Setup, or correct the name.',
  caseworkerAmbiguous: 'Several members of staff have that name. Write the e-mail address instead.',
  caseworkerWithoutRole:
    'This member of staff does not have the role of caseworker. Give it under Staff, or correct the name.',
  caseworkerBarred:
    'A bar stands between the young person and the caseworker. Choose another caseworker for the young person, or leave the field empty.',
  caseworkerByLeader:
    'This person is here already, and only a leader can change the caseworker. Leave the field empty, or ask a leader to bring the list in.',
  caseworkerSelf: 'You cannot give yourself a young person. Ask a leader to hand out the case.',
  duplicateInFile:
    'The same person is also in row {{otherRow}}, with other details. Keep only one of the rows.',
  identityAmbiguous: 'Several young people have the same name and date of birth. Write the CPR number.',
  identityNear:
    'Looks like somebody who is here already, with the same date of birth and almost the same name. Correct the spelling, or write the CPR number.',
  identityOtherName:
    'The CPR number belongs to somebody with quite another name. Have the rows been shifted?',
  olderThanRegister:
    "Something newer is registered already. Correct the date, or correct it on the person's page.",
  periodOverlap: "The date falls into a period that is registered already. Correct it on the person's page.",
} satisfies Translated<typeof danish>
