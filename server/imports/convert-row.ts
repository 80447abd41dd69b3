import type { ImportField, RowFaultCode } from '#contract/imports.ts'
import { readCpr } from '#domain/person/cpr.ts'
import { type PersonName, searchKey, splitName, tidyName } from '#domain/person/name.ts'
import { readPhone } from '#domain/person/phone.ts'
import type { CaseRow, ListedGuardian, ReadRow, RowFault, Since } from './case-row.ts'
import { readDay } from './day.ts'
import { type Cell, cellText, isBlank } from './sheet.ts'
import { type BenefitKind, readBenefit, readYesNo, saysNothing, type Vocabulary } from './words.ts'

export interface ConversionContext {
  /** For each column of the sheet the field that it holds, or null. */
  mapping: readonly (ImportField | null)[]
  epoch: 1900 | 1904
  today: Temporal.PlainDate
  vocabulary: Vocabulary
}

/** The register begins here (see youth_birth_date_sensible); nobody older is a young person now. */
const OLDEST_BIRTH = Temporal.PlainDate.from('1980-01-01')

/** The longest texts that the register's columns hold. */
const LENGTHS: Partial<Record<ImportField, number>> = {
  email: 254,
  address: 200,
  city: 100,
  caseworker: 200,
  guardianName: 200,
  guardian2Name: 200,
  guardianEmail: 254,
  guardian2Email: 254,
}

/**
 * Understands one row, or says everything that is wrong with it at once, so that it is mended once.
 *
 * @param row row number as a spreadsheet shows it
 */
export function convertRow(cells: readonly Cell[], row: number, context: ConversionContext): ReadRow {
  const reader = new RowReader(cells, context)
  const name = reader.name()
  const person = reader.person()
  const born = person?.birthDate ?? null
  const read = {
    phone: reader.phone('phone'),
    email: reader.email('email'),
    ...reader.address(),
    protectedAddress: reader.yesNo('protectedAddress'),
    language: reader.language(),
    needsInterpreter: reader.yesNo('needsInterpreter'),
    enquiryDay: reader.past('enquiryDay', born),
    targetGroup: reader.targetGroup(born),
    benefit: reader.benefit(born),
    programme: reader.programme(born),
    caseworker: reader.caseworker(born),
    lastMeeting: reader.past('lastMeeting', born),
    lastCall: reader.past('lastCall', born),
    guardians: reader.guardians(),
  }
  if (reader.faults.length > 0 || name === null || person === null) {
    return { ok: false, row, name: reader.shownName(), faults: reader.faults }
  }
  return { ok: true, row: { row, name, ...person, ...read } }
}

class RowReader {
  readonly faults: RowFault[] = []
  readonly #cells = new Map<ImportField, Cell>()
  readonly #context: ConversionContext

  constructor(cells: readonly Cell[], context: ConversionContext) {
    this.#context = context
    context.mapping.forEach((field, column) => {
      const cell = cells[column]
      if (field !== null && cell !== undefined && !isBlank(cell)) this.#cells.set(field, cell)
    })
  }

  shownName(): string {
    const parts = [this.#text('givenName'), this.#text('familyName')].filter(part => part !== '')
    return parts.length > 0 ? parts.join(' ') : this.#text('name')
  }

  name(): PersonName | null {
    const whole = this.#text('name')
    const given = tidyName(this.#text('givenName'))
    const family = tidyName(this.#text('familyName'))
    const field: ImportField = this.#context.mapping.includes('name') ? 'name' : 'givenName'
    if (whole === '' && given === '' && family === '') return this.#fault(field, 'nameMissing')
    const name = given !== '' && family !== '' ? { givenName: given, familyName: family } : splitName(whole)
    if (name.givenName === '' || name.familyName === '') return this.#fault(field, 'nameIncomplete')
    if (name.givenName.length > 100 || name.familyName.length > 100) return this.#fault(field, 'nameTooLong')
    return name
  }

  person(): Pick<CaseRow, 'cpr' | 'birthDate' | 'doubtfulCpr'> | null {
    const told = this.#day('birthDate')
    const text = this.#text('cpr')
    if (text === '' || saysNothing(text)) {
      if (told === undefined) return null
      if (told === null) {
        return this.#fault(this.#context.mapping.includes('cpr') ? 'cpr' : 'birthDate', 'identityMissing')
      }
      return this.#sensible('birthDate', { cpr: null, birthDate: told, doubtfulCpr: false })
    }
    const reading = readCpr(text)
    if (!reading.ok) return this.#fault('cpr', CPR_FAULTS[reading.fault])
    const { digits, birthDate, modulus11 } = reading.cpr
    if (told && !told.equals(birthDate)) return this.#fault('birthDate', 'birthDateNotCpr')
    return this.#sensible('cpr', { cpr: digits, birthDate, doubtfulCpr: !modulus11 })
  }

  #sensible<P extends { birthDate: Temporal.PlainDate }>(field: ImportField, person: P): P | null {
    const { birthDate } = person
    const outside =
      Temporal.PlainDate.compare(birthDate, OLDEST_BIRTH) < 0 ||
      Temporal.PlainDate.compare(birthDate, this.#context.today) > 0
    return outside ? this.#fault(field, 'ageOutside', { year: String(birthDate.year) }) : person
  }

  phone(field: ImportField): string | null {
    const text = this.#text(field)
    if (text === '' || saysNothing(text)) return null
    const reading = readPhone(text)
    return reading.ok ? reading.phone : this.#fault(field, 'phoneInvalid')
  }

  email(field: ImportField): string | null {
    const text =
      this.#short(field)
        ?.toLowerCase()
        .replace(/^mailto:/u, '') ?? ''
    if (text === '' || saysNothing(text)) return null
    return /^[^\s@,;]+@[^\s@,;]+\.[\p{L}]{2,}$/u.test(text) ? text : this.#fault(field, 'emailInvalid')
  }

  /** Street, postal code and town, also where two or all of them stand in one cell. */
  address(): Pick<CaseRow, 'address' | 'postalCode' | 'city'> {
    const code = /^(?:DK-?)?(\d{4})(?:[\s,]+(.+))?$/iu.exec(this.#text('postalCode'))
    const address = this.#short('address')
    const whole = /^(.*?),?\s+(?:DK-?)?(\d{4})\s+(\p{L}[^,]*)$/u.exec(address ?? '')
    return {
      address: whole && !code ? (whole[1] ?? null) : address,
      postalCode: code?.[1] ?? whole?.[2] ?? (this.#text('postalCode').slice(0, 10) || null),
      city: this.#short('city') ?? code?.[2]?.slice(0, 100) ?? whole?.[3] ?? null,
    }
  }

  yesNo(field: ImportField): boolean | null {
    const cell = this.#cells.get(field)
    if (cell === undefined || this.#text(field) === '-') return null
    const answer = readYesNo(typeof cell === 'boolean' ? cell : this.#text(field))
    return answer ?? this.#fault(field, 'yesNoUnknown', { value: this.#shown(field) })
  }

  language(): string | null {
    const text = this.#text('language')
    if (text === '' || saysNothing(text)) return null
    const { languages } = this.#context.vocabulary
    const words = [text, ...text.split(/[/,;&+]| og |\s/u)].map(word => languages.get(searchKey(word)))
    return (
      words.find(code => code !== undefined) ??
      this.#fault('language', 'languageUnknown', { value: this.#shown('language') })
    )
  }

  targetGroup(born: Temporal.PlainDate | null): Since<string> | null {
    const { targetGroups } = this.#context.vocabulary
    return this.#since(
      'targetGroup',
      'targetGroupFrom',
      born,
      text => targetGroups.get(searchKey(text)),
      'targetGroupUnknown',
    )
  }

  benefit(born: Temporal.PlainDate | null): Since<BenefitKind> | null {
    return this.#since('benefit', 'benefitFrom', born, readBenefit, 'benefitUnknown')
  }

  programme(born: Temporal.PlainDate | null): Since<number> | null {
    const { programmes } = this.#context.vocabulary
    return this.#since(
      'programme',
      'programmeFrom',
      born,
      text => programmes.get(searchKey(text)),
      'programmeUnknown',
    )
  }

  caseworker(born: Temporal.PlainDate | null): Since<string> | null {
    const name = (text: string) => (text.length > 100 ? undefined : text.replace(/\s+/gu, ' '))
    return this.#since('caseworker', 'caseworkerFrom', born, name, 'tooLong')
  }

  guardians(): ListedGuardian[] {
    return (
      [
        ['guardianName', 'guardianPhone', 'guardianEmail'],
        ['guardian2Name', 'guardian2Phone', 'guardian2Email'],
      ] as const
    )
      .map(([name, phone, email]) => ({
        name: saysNothing(this.#text(name)) ? null : tidyName(this.#short(name) ?? ''),
        phone: this.phone(phone),
        email: this.email(email),
      }))
      .filter(({ name, phone, email }) => name !== null || phone !== null || email !== null)
  }

  /** A day on which something happened: not in the future, and not before the person was born. */
  past(field: ImportField, born: Temporal.PlainDate | null): Temporal.PlainDate | null {
    const day = this.#dayAfterBirth(field, born)
    if (day && Temporal.PlainDate.compare(day, this.#context.today) > 0)
      return this.#fault(field, 'dateFuture')
    return day
  }

  #since<Value>(
    field: ImportField,
    fromField: ImportField,
    born: Temporal.PlainDate | null,
    lookUp: (text: string) => Value | null | undefined,
    unknown: RowFaultCode,
  ): Since<Value> | null {
    const from = this.#dayAfterBirth(fromField, born)
    const text = this.#text(field)
    if (text === '' || text === '-' || saysNothing(text)) return null
    const value = lookUp(text)
    if (value === undefined) return this.#fault(field, unknown, { value: this.#shown(field) })
    if (from && Temporal.PlainDate.compare(from, this.#context.today.add({ years: 1 })) > 0) {
      return this.#fault(fromField, 'dateFuture')
    }
    return value === null ? null : { value, from }
  }

  #dayAfterBirth(field: ImportField, born: Temporal.PlainDate | null): Temporal.PlainDate | null {
    const day = this.#day(field) ?? null
    if (day && born && Temporal.PlainDate.compare(day, born) < 0) return this.#fault(field, 'dateBeforeBirth')
    return day
  }

  /** Null where the cell is empty, undefined (and a fault) where it is no day. */
  #day(field: ImportField): Temporal.PlainDate | null | undefined {
    const cell = this.#cells.get(field)
    if (cell === undefined || (typeof cell === 'string' && saysNothing(cell))) return null
    const day = readDay(cell, this.#context)
    if (day) return day
    this.#fault(field, 'dateInvalid', { value: this.#shown(field) })
    return undefined
  }

  #text(field: ImportField): string {
    return cellText(this.#cells.get(field)).normalize('NFC')
  }

  #short(field: ImportField): string | null {
    const text = this.#text(field).replace(/\s+/gu, ' ')
    const limit = LENGTHS[field]
    if (limit !== undefined && text.length > limit) return this.#fault(field, 'tooLong')
    return text === '' ? null : text
  }

  #shown(field: ImportField): string {
    return this.#text(field).slice(0, 40)
  }

  #fault(field: ImportField, code: RowFaultCode, params?: Record<string, string | number>): null {
    this.faults.push({ field, code, ...(params ? { params } : {}) })
    return null
  }
}

const CPR_FAULTS = {
  'cpr.characters': 'cprCharacters',
  'cpr.rounded': 'cprRounded',
  'cpr.length': 'cprLength',
  'cpr.date': 'cprDate',
} as const
