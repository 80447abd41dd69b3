import fc from 'fast-check'
import type { Cell } from './sheet.ts'

/** Invented people as lists have them, for properties: the same values in every way of writing them. */

const givenNames = [
  'Ida',
  'Bo',
  'Åse',
  'Søren',
  'Lærke',
  'Ali',
  'Zainab',
  'René',
  'Anne-Sofie',
  "D'Angelo",
  'Christian',
]
const familyNames = ['Jensen', 'Ærø', 'Østergård', 'Kjær', 'al Hassan', 'Müller', 'Nguyen', 'von Ryd', 'Holm']

export const today = Temporal.PlainDate.from('2026-11-20')

const dayBetween = (from: string, to: string) =>
  fc
    .integer({ min: 0, max: Temporal.PlainDate.from(from).until(to).days })
    .map(days => Temporal.PlainDate.from(from).add({ days }))

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null })

/** What is meant by one row. */
export const listedPerson = fc.record({
  givenName: fc.constantFrom(...givenNames),
  familyName: fc.constantFrom(...familyNames),
  born: dayBetween('2000-01-01', '2011-12-31'),
  /** Serial part of the CPR number, for people born 2000-2036. */
  serial: fc.integer({ min: 4000, max: 9999 }),
  hasCpr: fc.boolean(),
  phone: maybe(fc.integer({ min: 20_000_000, max: 99_999_999 })),
  targetGroup: maybe(fc.constantFrom('Aktivitetsparat', 'Uddannelsesparat')),
  targetGroupFrom: maybe(dayBetween('2024-01-01', '2026-11-20')),
  programme: maybe(fc.constant('Mod til uddannelse')),
  programmeFrom: maybe(dayBetween('2024-01-01', '2026-11-20')),
  caseworker: maybe(fc.constantFrom('Mette Holm', 'Karsten Bæk', 'Friis, Ulla', 'MEHO')),
  caseworkerFrom: maybe(dayBetween('2024-01-01', '2026-11-20')),
  lastMeeting: maybe(dayBetween('2026-01-01', '2026-11-20')),
  guardian: maybe(fc.constantFrom('Karen Ærø', 'Omar Hassan')),
  protectedAddress: maybe(fc.boolean()),
  enquiryDay: maybe(dayBetween('2026-06-01', '2026-11-20')),
})
export type ListedPerson = typeof listedPerson extends fc.Arbitrary<infer T> ? T : never

export const headings = [
  'Fornavn',
  'Efternavn',
  'CPR-nr.',
  'Fødselsdato',
  'Mobil',
  'Målgruppe',
  'Målgruppe fra',
  'Indsats',
  'Indsats fra',
  'Sagsbehandler',
  'Sagsbehandler fra',
  'Sidste møde',
  'Forælder',
  'Beskyttet adresse',
  'Henvendelsesdato',
]

const two = (number: number) => String(number).padStart(2, '0')

export function cprOf({ born, serial }: ListedPerson): string {
  return `${two(born.day)}${two(born.month)}${two(born.year % 100)}${serial}`
}

/** The ways in which a list may write days and CPR numbers. */
export const writings = ['iso', 'dashes', 'dots', 'slash', 'serial', 'bare'] as const
export type Writing = (typeof writings)[number]

function writeDay(day: Temporal.PlainDate | null, writing: Writing): Cell {
  if (day === null) return null
  if (writing === 'iso') return day
  if (writing === 'dashes') return `${two(day.day)}-${two(day.month)}-${day.year}`
  if (writing === 'dots') return `${day.day}.${day.month}.${two(day.year % 100)}`
  if (writing === 'slash') return `${day.day}/${day.month} ${day.year}`
  if (writing === 'serial') return Temporal.PlainDate.from('1899-12-30').until(day).days
  return `${two(day.day)}${two(day.month)}${day.year}`
}

export function writeRow(person: ListedPerson, writing: Writing): Cell[] {
  const cpr = cprOf(person)
  const writtenCpr =
    writing === 'serial' ? Number(cpr) : writing === 'bare' ? cpr : `${cpr.slice(0, 6)}-${cpr.slice(6)}`
  return [
    person.givenName,
    person.familyName,
    person.hasCpr ? writtenCpr : null,
    person.hasCpr ? null : writeDay(person.born, writing),
    person.phone,
    person.targetGroup,
    writeDay(person.targetGroupFrom, writing),
    person.programme,
    writeDay(person.programmeFrom, writing),
    person.caseworker,
    writeDay(person.caseworkerFrom, writing),
    writeDay(person.lastMeeting, writing),
    person.guardian,
    person.protectedAddress === null ? null : person.protectedAddress ? 'Ja' : 'Nej',
    writeDay(person.enquiryDay, writing),
  ]
}
