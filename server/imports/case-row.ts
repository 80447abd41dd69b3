import type { ImportField, RowFaultCode } from '#contract/imports.ts'
import type { PersonName } from '#domain/person/name.ts'
import type { BenefitKind } from './words.ts'

/** What is wrong with a row, at which column. */
export interface RowFault {
  field: ImportField
  code: RowFaultCode
  params?: Record<string, string | number>
}

/** Something dated that the list says of a person; `from` null where it does not say since when. */
export interface Since<Value> {
  value: Value
  from: Temporal.PlainDate | null
}

export interface ListedGuardian {
  name: string | null
  phone: string | null
  email: string | null
}

/** One row of a case list as it was understood. Null = the list does not say, so what is known stays. */
export interface CaseRow {
  /** Row number in the file, as a spreadsheet shows it. */
  row: number
  name: PersonName
  /** Ten digits. */
  cpr: string | null
  birthDate: Temporal.PlainDate
  phone: string | null
  email: string | null
  address: string | null
  postalCode: string | null
  city: string | null
  protectedAddress: boolean | null
  language: string | null
  needsInterpreter: boolean | null
  enquiryDay: Temporal.PlainDate | null
  targetGroup: Since<string> | null
  benefit: Since<BenefitKind> | null
  programme: Since<number> | null
  /** The caseworker as the list writes the name. */
  caseworker: Since<string> | null
  lastMeeting: Temporal.PlainDate | null
  lastCall: Temporal.PlainDate | null
  guardians: ListedGuardian[]
  /** The CPR number is real in form, but its last digit does not check. */
  doubtfulCpr: boolean
}

export type ReadRow =
  | { ok: true; row: CaseRow }
  | { ok: false; row: number; name: string; faults: RowFault[] }
