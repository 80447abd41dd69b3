import type { ChangedField, ImportField, RowFaultCode } from '#contract/imports.ts'
import { birthday } from '#domain/ages/birthday.ts'
import { searchKey, soundKey } from '#domain/person/name.ts'
import type { Asker } from './asker.ts'
import { type AssessmentWrite, withStage } from './assessment-stage.ts'
import type { CaseRow, RowFault, Since } from './case-row.ts'
import { decideGuardians, type GuardianWrites } from './decide-guardians.ts'
import { type PeriodWrite, placePeriod } from './place-period.ts'
import { type Configuration, type DatedValue, heldKey, type KnownPerson, type Register } from './register.ts'
import { type DatedField, fallbackDay, firstContact } from './since-when.ts'
import type { StaffBook } from './staff-book.ts'

/** Texts about the person that a list may change. */
export interface PersonFields {
  givenName: string
  familyName: string
  phone: string | null
  email: string | null
  address: string | null
  postalCode: string | null
  city: string | null
  protectedAddress: boolean
  language: string
  needsInterpreter: boolean
}

/** Everything that is to be written about one person. */
export interface PersonWrites {
  /** Null for somebody new. */
  youthId: number | null
  fields: Partial<PersonFields>
  /** Ten digits to be stored; null = leave. */
  cpr: string | null
  openCase: { enquiryDay: Temporal.PlainDate | null; from: Temporal.PlainDate } | null
  enquiryOfCase: { id: number; enquiryDay: Temporal.PlainDate } | null
  guardians: GuardianWrites
  assessment: AssessmentWrite | null
  benefit: PeriodWrite<string> | null
  membership: PeriodWrite<number> | null
  /** A staff id, or `new:<key>` of somebody to be created. */
  assignment: PeriodWrite<number | string> | null
  contacts: HeldContact[]
}

interface HeldContact {
  kind: 'meeting' | 'call'
  day: Temporal.PlainDate
  /** Who held it, as in `assignment`; null where the list names nobody who followed the person that day. */
  author: number | string | null
}

export interface Change {
  field: ChangedField
  before: string | null
  after: string
}

const ADDRESS_FIELDS: ReadonlySet<ChangedField> = new Set(['address', 'postalCode', 'city'])

/** Of a protected address, and of how to reach guardians after 18, only that it changes is told: on the screen and in the log. */
export function isMasked(
  { field }: Pick<Change, 'field'>,
  { protectedAddress, guardiansHidden }: { protectedAddress: boolean; guardiansHidden: boolean },
): boolean {
  return (protectedAddress && ADDRESS_FIELDS.has(field)) || (guardiansHidden && field === 'guardians')
}

export type Decision =
  | {
      verdict: 'refused'
      row: number
      name: string
      faults: RowFault[]
      /** Of whom the refusal tells something: that they are here. */
      youthIds: number[]
    }
  | { verdict: 'unchanged'; row: number; name: string; youthId: number | null; sameAsRow: number | null }
  | {
      verdict: 'created' | 'changed'
      row: number
      name: string
      source: CaseRow
      writes: PersonWrites
      changes: Change[]
      /** By the list or by the register: what is said of the address is not shown. */
      protectedAddress: boolean
      /** Whether the person of the register is 18 by now: guardians have no access any more. */
      guardiansHidden: boolean
    }

export interface DecisionContext {
  today: Temporal.PlainDate
  asker: Asker
  /** When each group may be decided, as configured. */
  decidedAt: Configuration['decidedAt']
  /** The key under which a CPR number is found. */
  cprIndexOf: (digits: string) => string
}

/** Decides what becomes of each row, in the order of the file. Pure: the register is what was loaded. */
export function decideRows(
  rows: readonly CaseRow[],
  register: Register,
  staff: StaffBook,
  context: DecisionContext,
): Decision[] {
  const seen = new SeenRows()
  return rows.map(row => {
    const name = `${row.name.givenName} ${row.name.familyName}`
    const refused = (fault: RowFault, people: readonly KnownPerson[]): Decision => ({
      verdict: 'refused',
      row: row.row,
      name,
      faults: [fault],
      youthIds: people.map(({ id }) => id),
    })
    const match = matchPerson(row, register, context.cprIndexOf)
    if ('code' in match) return refused({ field: match.field, code: match.code }, match.people)
    const twin = seen.add(row, match.person)
    if (twin !== null) {
      return twin.identical
        ? { verdict: 'unchanged', row: row.row, name, youthId: match.person?.id ?? null, sameAsRow: twin.row }
        : refused(
            {
              field: row.cpr === null ? 'name' : 'cpr',
              code: 'duplicateInFile',
              params: { otherRow: String(twin.row) },
            },
            match.person === null ? [] : [match.person],
          )
    }
    return decideRow(row, name, match.person, staff, context)
  })
}

/** Which people the file has spoken of so far. */
class SeenRows {
  readonly #byCpr = new Map<string, CaseRow>()
  readonly #byName = new Map<string, CaseRow>()
  readonly #byId = new Map<number, CaseRow>()

  /** Remembers the row, or gives the earlier row that is about the same person. */
  add(row: CaseRow, person: KnownPerson | null): { row: number; identical: boolean } | null {
    const nameKey = `${searchKey(`${row.name.givenName} ${row.name.familyName}`)} ${row.birthDate.toString()}`
    const namesake = this.#byName.get(nameKey)
    const earlier =
      (row.cpr === null ? undefined : this.#byCpr.get(row.cpr)) ??
      (person === null ? undefined : this.#byId.get(person.id)) ??
      // Two CPR numbers are two people, whatever they are called.
      (namesake && (namesake.cpr === null || row.cpr === null) ? namesake : undefined)
    if (earlier) return { row: earlier.row, identical: content(earlier) === content(row) }
    if (row.cpr !== null) this.#byCpr.set(row.cpr, row)
    if (person !== null) this.#byId.set(person.id, row)
    if (!namesake) this.#byName.set(nameKey, row)
    return null
  }
}

function content(row: CaseRow): string {
  return JSON.stringify({ ...row, row: 0 })
}

type Match =
  | { person: KnownPerson | null }
  | {
      field: ImportField
      code: RowFaultCode
      /** Who it may be. */
      people: readonly KnownPerson[]
    }

/** CPR number first; then name and birth date, where one of the two has no CPR number. */
function matchPerson(row: CaseRow, register: Register, cprIndexOf: (digits: string) => string): Match {
  const full = `${row.name.givenName} ${row.name.familyName}`
  const bornThatDay = register.byBirthDate.get(row.birthDate.toString()) ?? []
  const fullName = (person: KnownPerson) => `${person.givenName} ${person.familyName}`
  if (row.cpr !== null) {
    const known = register.byCpr.get(cprIndexOf(row.cpr))
    // One name in common is enough for a marriage or a spelling; none in common is a mixed-up row.
    if (known)
      return sharesWord(full, fullName(known))
        ? { person: known }
        : { field: 'name', code: 'identityOtherName', people: [known] }
  }
  const candidates = row.cpr === null ? bornThatDay : bornThatDay.filter(person => person.cprIndex === null)
  const same = candidates.filter(person => searchKey(fullName(person)) === searchKey(full))
  if (same.length > 1) return { field: 'name', code: 'identityAmbiguous', people: same }
  if (same[0]) return { person: same[0] }
  const near = candidates.filter(person => soundKey(fullName(person)) === soundKey(full))
  return near.length > 0 ? { field: 'name', code: 'identityNear', people: near } : { person: null }
}

function sharesWord(one: string, other: string): boolean {
  const words = new Set(soundKey(one).split(' '))
  return soundKey(other)
    .split(' ')
    .some(word => words.has(word))
}

const TEXT_FIELDS = ['phone', 'email', 'address', 'postalCode', 'city', 'language'] as const

function decideRow(
  row: CaseRow,
  name: string,
  person: KnownPerson | null,
  staff: StaffBook,
  { today, asker, decidedAt }: DecisionContext,
): Decision {
  const changes: Change[] = []
  const faults: RowFault[] = []
  const changed = (field: ChangedField, before: string | null, after: string) =>
    changes.push({ field, before, after })
  const period = <Value extends string | number>(
    field: DatedField,
    rows: readonly DatedValue<Value>[],
    said: Since<Value> | null,
  ): PeriodWrite<Value> | null => {
    if (said === null) return null
    const placing = placePeriod(rows, said, fallbackDay(field, row, person, rows, today))
    if (placing.kind === 'same') return null
    if (placing.kind === 'fault') {
      faults.push({ field, code: placing.code })
      return null
    }
    const last = rows.at(-1)
    if (last?.value !== said.value) changed(field, last ? String(last.value) : null, String(said.value))
    else changed(`${field}From`, last.from.toString(), placing.write.insert.from.toString())
    return placing.write
  }

  const caseworker = row.caseworker && {
    value: staff.resolve(
      row.caseworker.value,
      row.caseworker.from ?? fallbackDay('caseworker', row, person, [], today),
    ),
    from: row.caseworker.from,
  }
  if (caseworker?.value === 'ambiguous') faults.push({ field: 'caseworker', code: 'caseworkerAmbiguous' })
  if (caseworker?.value === 'withoutRole') faults.push({ field: 'caseworker', code: 'caseworkerWithoutRole' })
  const fields = changedFields(row, person, changed)
  const cpr = row.cpr !== null && person?.cprIndex == null ? row.cpr : null
  if (cpr !== null) changed('cpr', null, '')
  const caseWrites = decideCase(row, person, today, changed)
  const guardians = decideGuardians(row.guardians, person?.guardians ?? [], changed)
  const dated = {
    assessment: withStage(
      period('targetGroup', person?.assessments ?? [], row.targetGroup),
      person,
      caseWrites,
      decidedAt,
      today,
    ),
    benefit: period<string>('benefit', person?.benefits ?? [], row.benefit),
    membership: period(
      'programme',
      (person?.memberships ?? []).filter(({ value }) => value === row.programme?.value),
      row.programme,
    ),
    assignment: period<number | string>('caseworker', person?.caseworkers ?? [], caseworker),
  }
  const followedFrom = dated.assignment?.insert.from ?? person?.caseworkers.at(-1)?.from
  const follower = caseworker && followedFrom ? { staff: caseworker.value, from: followedFrom } : null
  const writes: PersonWrites = {
    youthId: person?.id ?? null,
    fields,
    cpr,
    ...caseWrites,
    guardians,
    ...dated,
    contacts: heldContacts(row, person, follower, changed),
  }
  const assigned = writes.assignment?.insert
  const forbidden = assigned === undefined ? null : forbiddenAssignment(assigned, person, asker)
  if (forbidden !== null && faults.length === 0) faults.push({ field: 'caseworker', code: forbidden })
  if (faults.length > 0) {
    return { verdict: 'refused', row: row.row, name, faults, youthIds: person === null ? [] : [person.id] }
  }
  if (person !== null && changes.length === 0) {
    return { verdict: 'unchanged', row: row.row, name, youthId: person.id, sameAsRow: null }
  }
  const protectedAddress = row.protectedAddress === true || person?.protectedAddress === true
  return {
    verdict: person === null ? 'created' : 'changed',
    row: row.row,
    name,
    source: row,
    writes,
    changes,
    protectedAddress,
    guardiansHidden:
      person !== null && Temporal.PlainDate.compare(birthday(person.birthDate, 18), today) <= 0,
  }
}

/**
 * A relation opens all that is known of a person. Who may not give one elsewhere gives none by a list to those who
 * are known here, and none to themselves; to begin with new people is what lists are for.
 */
function forbiddenAssignment(
  { value: staff, from }: { value: number | string; from: Temporal.PlainDate },
  person: KnownPerson | null,
  { staffId, mayAssign }: Asker,
): RowFaultCode | null {
  // The list's caseworkers run on: a bar that ends before they begin is none any more.
  const isBarred = person?.barred.some(
    ({ value, to }) => value === staff && (to === null || Temporal.PlainDate.compare(to, from) > 0),
  )
  if (isBarred) return 'caseworkerBarred'
  if (mayAssign) return null
  if (person !== null) return 'caseworkerByLeader'
  return staff === staffId ? 'caseworkerSelf' : null
}

type Changed = (field: ChangedField, before: string | null, after: string) => void

/** What differs; for somebody new, everything. Protection of an address is never taken away by a list. */
function changedFields(row: CaseRow, person: KnownPerson | null, changed: Changed): Partial<PersonFields> {
  const fields: Partial<PersonFields> = {}
  const before = person && `${person.givenName} ${person.familyName}`
  const listed = `${row.name.givenName} ${row.name.familyName}`
  if (before === null || !isShorterFormOf(listed, before)) {
    fields.givenName = row.name.givenName
    fields.familyName = row.name.familyName
    changed('name', before, listed)
  }
  for (const field of TEXT_FIELDS) {
    const said = row[field]
    if (said === null || said === person?.[field]) continue
    fields[field] = said
    changed(field, person?.[field] ?? null, said)
  }
  if (row.protectedAddress === true && person?.protectedAddress !== true) {
    fields.protectedAddress = true
    changed('protectedAddress', person ? 'false' : null, 'true')
  }
  if (row.needsInterpreter !== null && row.needsInterpreter !== (person?.needsInterpreter ?? false)) {
    fields.needsInterpreter = row.needsInterpreter
    changed('needsInterpreter', person ? String(person.needsInterpreter) : null, String(row.needsInterpreter))
  }
  return fields
}

/** Whether every word of a listed name is in the known one: a list often leaves middle names and accents out. */
function isShorterFormOf(listed: string, known: string): boolean {
  const words = new Set(searchKey(known).split(' '))
  return searchKey(listed)
    .split(' ')
    .every(word => words.has(word))
}

/**
 * Somebody on the list has an open case: it is opened, or opened again, where there is none, from the first contact
 * that the list tells of, otherwise from today. The day of the enquiry is kept beside it.
 */
function decideCase(
  row: CaseRow,
  person: KnownPerson | null,
  today: Temporal.PlainDate,
  changed: Changed,
): Pick<PersonWrites, 'openCase' | 'enquiryOfCase'> {
  const last = person?.case ?? null
  if (last !== null && (last.to === null || Temporal.PlainDate.compare(last.to, today) > 0)) {
    const { enquiryDay } = row
    if (enquiryDay === null || last.enquiryDay?.equals(enquiryDay))
      return { openCase: null, enquiryOfCase: null }
    changed('enquiryDay', last.enquiryDay?.toString() ?? null, enquiryDay.toString())
    return { openCase: null, enquiryOfCase: { id: last.id, enquiryDay } }
  }
  const first = firstContact(row) ?? today
  // A return begins after the case before it ended.
  const from = last?.to && Temporal.PlainDate.compare(first, last.to) < 0 ? last.to : first
  changed('openCase', null, from.toString())
  return { openCase: { enquiryDay: row.enquiryDay, from }, enquiryOfCase: null }
}

function heldContacts(
  row: CaseRow,
  person: KnownPerson | null,
  follower: { staff: number | string; from: Temporal.PlainDate } | null,
  changed: Changed,
): HeldContact[] {
  const contacts: HeldContact[] = []
  for (const [kind, field, day] of [
    ['meeting', 'lastMeeting', row.lastMeeting],
    ['call', 'lastCall', row.lastCall],
  ] as const) {
    if (day === null || person?.held.has(heldKey(kind, day))) continue
    const followed = follower !== null && Temporal.PlainDate.compare(day, follower.from) >= 0
    contacts.push({ kind, day, author: followed ? follower.staff : null })
    changed(field, null, day.toString())
  }
  return contacts
}
