import type { ImportField } from '#contract/imports.ts'
import { readCpr } from '#domain/person/cpr.ts'
import { searchKey } from '#domain/person/name.ts'
import { readPhone } from '#domain/person/phone.ts'
import { type Cell, cellText, isBlank, type Sheet } from './sheet.ts'

/** What one column is taken to hold, how sure that is, and the first values for people to judge by. */
export interface GuessedColumn {
  header: string
  field: ImportField | null
  /** 1 = the name says it outright, 0 = no idea. */
  confidence: number
}

export interface GuessedTable {
  sheet: Sheet
  /** Index of the row with the columns' names; -1 where the rows begin at once. */
  headerRow: number
  columns: GuessedColumn[]
}

/** Heading of the column that refused rows get; on the way in again it is not read. */
export const refusalHeading = 'Hvorfor'

type Rule = readonly [pattern: RegExp, field: ImportField | null, confidence?: number]

const GUARDIAN = /\b(?:foraeld\w*|vaerge\w*|mors?|moders?|mother|fars?|faders?|paaroerende\w*|guardian)\b/
const SECOND = /\b(?:2|anden|andet|to|fars?|faders?)\b/
const CASEWORKER =
  /\b(?:sagsbehandler\w*|\w*raadgiver\w*|kontaktsagsbehandler|medarbejder\w*|koordinator|ansvarlig\w*|caseworker)\b/
const PHONE = /\b(?:telefon\w*|tlf\w*|mobil\w*|phone)\b/
const EMAIL = /\b(?:e ?mail\w*|mail\w*|e ?post|email\w*)\b/
const FROM = /\b(?:fra|siden|start\w*|dato|pr|begyndt|tildelt|visiteret|indskrevet|ind|from|since)\b/

/** In order: the first rule that matches names the field. Matched against the search key of the heading. */
const RULES: readonly Rule[] = [
  [/^(?:hvorfor|aarsag til afvisning)$/, null, 1],
  [/\b(?:beskyt\w*|hemmelig\w*|adressebeskyt\w*|navne og adressebeskyt\w*|protected)\b/, 'protectedAddress'],
  [
    /^(?:cpr|cpr ?n(?:umme)?r|personn(?:umme)?r|person nr|p ?nr|cpr borger|borgers? cpr(?: n(?:umme)?r)?|cprnr)$/,
    'cpr',
  ],
  [
    /^(?:foedselsdato|foedselsdag|foedt|foed dato|foeds?dato|f ?dato|fdag|birth ?date|date of birth)$/,
    'birthDate',
  ],
  [/^(?:fornavne?|fornavn\w*|for navn|given ?names?|first ?names?|kaldenavn)$/, 'givenName'],
  [/^(?:efternavne?|efter navn|familienavn|surname|last ?name|family ?name)$/, 'familyName'],
  [
    /\b(?:sidste|seneste|sidst|senest|last|latest)\b.*\b(?:\w*opkald\w*|ringet|telefon\w*|call)\b/,
    'lastCall',
  ],
  [
    /\b(?:sidste|seneste|sidst|senest|last|latest)\b.*\b(?:moede\w*|\w*samtale\w*|kontakt\w*|opfoelgning\w*|set|holdt|meeting)\b/,
    'lastMeeting',
  ],
  [/\b(?:moede\w*|\w*samtale\w*)\b.*\b(?:sidste?|seneste?)\b/, 'lastMeeting'],
  [/\b(?:naeste|kommende|planlagt|next)\b/, null, 1],
  [
    /\b(?:henvendelse\w*|foerste henvendelse|henvist|henvisning\w*|modtaget|oprettet|sag oprettet|sagsstart|sagen startet|tilmeldt|enquiry\w*)\b/,
    'enquiryDay',
  ],
  [
    /\b(?:maalgruppe\w*|visitation\w*|visiteret|visitationskategori|kategori|match\w*|target ?group)\b/,
    'targetGroup',
  ],
  [/\b(?:\w*ydelse\w*|forsoergelse\w*|forsoergelsesgrundlag|benefit)\b/, 'benefit'],
  [/\b(?:program\w*|projekt\w*|indsats\w*|tilbud\w*|forloeb\w*|hold)\b/, 'programme'],
  [/^(?:sprog|modersmaal|language|tolkesprog)$/, 'language'],
  [/\b(?:tolk\w*|interpreter)\b/, 'needsInterpreter'],
  [/^(?:post ?n(?:umme)?r|postn(?:umme)?r|post ?kode|postal ?code|zip)$/, 'postalCode'],
  [/^(?:by|bynavn|postdistrikt|city)$/, 'city'],
  [/^(?:post ?n(?:umme)?r(?: og)? by|by og post ?nr)$/, 'postalCode', 0.8],
  [EMAIL, 'email'],
  [/\bmobil\w*\b/, 'phone'],
  [PHONE, 'phone', 0.95],
  [/\b(?:adresse|vej|bopael|address|gade\w*|vejnavn)\b/, 'address'],
  [/\b(?:cpr|personnummer)\b/, 'cpr', 0.8],
  [/\b(?:foedselsdato|foedt)\b/, 'birthDate', 0.8],
  [
    /^(?:navn|fulde navn|name|den unge|ung|unge|borger|borgers? navn|navn paa (?:den )?unge?|elev\w*|kursist\w*|deltager\w*|den unges navn|full ?name)$/,
    'name',
  ],
  [/\bnavn\b/, 'name', 0.7],
]

/** Fields that a heading with "from" or "since" in it turns into their day. */
const DAY_OF: Partial<Record<ImportField, ImportField>> = {
  targetGroup: 'targetGroupFrom',
  benefit: 'benefitFrom',
  programme: 'programmeFrom',
}

/** The field that a heading names, by itself. */
export function guessByHeading(heading: string): { field: ImportField | null; confidence: number } {
  const key = searchKey(heading.replace(/\([^)]*\)/gu, ' '))
  if (key === '') return { field: null, confidence: 0 }
  if (GUARDIAN.test(key)) return { field: guardianField(key), confidence: 0.9 }
  if (CASEWORKER.test(key)) return caseworkerField(key)
  const found = RULES.find(([pattern]) => pattern.test(key))
  if (!found) return { field: null, confidence: 0 }
  const [, field, confidence = 1] = found
  const dayField = field === null ? undefined : DAY_OF[field]
  if (dayField && (FROM.test(key) || /dato$/.test(key))) return { field: dayField, confidence }
  return { field, confidence }
}

function guardianField(key: string): ImportField | null {
  const second = SECOND.test(key)
  if (/\b(?:cpr|adresse)\b/.test(key)) return null
  if (PHONE.test(key)) return second ? 'guardian2Phone' : 'guardianPhone'
  if (EMAIL.test(key)) return second ? 'guardian2Email' : 'guardianEmail'
  return second ? 'guardian2Name' : 'guardianName'
}

function caseworkerField(key: string): { field: ImportField | null; confidence: number } {
  if (PHONE.test(key)) return { field: null, confidence: 1 }
  if (EMAIL.test(key)) return { field: null, confidence: 1 }
  if (/\buddannelsesraadgiver|uddannelsesvejleder\b/.test(key)) return { field: null, confidence: 0.5 }
  if (FROM.test(key)) return { field: 'caseworkerFrom', confidence: 1 }
  return { field: 'caseworker', confidence: /\b(?:sagsbehandler|\w*raadgiver)\b/.test(key) ? 1 : 0.8 }
}

/** How many rows from the top may be titles and dates of printing before the headings come. */
const SEARCHED_ROWS = 40

/**
 * Finds the table in a file: the sheet and the row whose cells are most like headings, and what each column holds.
 * A field is given to one column only, the surest; where the name says nothing, the values may.
 */
export function guessTable(sheets: readonly Sheet[]): GuessedTable {
  const candidates = sheets.flatMap(sheet =>
    sheet.rows.slice(0, SEARCHED_ROWS).map((row, index) => ({ sheet, index, score: headingScore(row) })),
  )
  const best = candidates.reduce((one, other) => (other.score > one.score ? other : one), {
    sheet: sheets[0] ?? { rows: [], epoch: 1900 as const },
    index: -1,
    score: 1.5,
  })
  return {
    sheet: best.sheet,
    headerRow: headerRowOf(best),
    columns: guessColumns(best.sheet, headerRowOf(best)),
  }
}

function headerRowOf(best: { sheet: Sheet; index: number }): number {
  if (best.index >= 0) return best.index
  // No heading is known. The first row that is filled is taken for one, unless it already speaks of a person.
  const first = best.sheet.rows.findIndex(row => row.filter(cell => !isBlank(cell)).length > 1)
  const row = best.sheet.rows[first]
  return row && !row.some(cell => looksLike(cell) !== null) ? first : -1
}

function headingScore(row: readonly Cell[]): number {
  const fields = new Set<ImportField>()
  let score = 0
  for (const cell of row) {
    if (typeof cell !== 'string' || cell.length > 60) continue
    const { field, confidence } = guessByHeading(cell)
    if (field && !fields.has(field)) {
      fields.add(field)
      score += confidence
    }
  }
  return score
}

/** What each column of `sheet` holds when the headings are in `headerRow`. */
export function guessColumns(sheet: Sheet, headerRow: number): GuessedColumn[] {
  const width = sheet.rows.reduce((widest, row) => Math.max(widest, row.length), 0)
  const below = sheet.rows.slice(headerRow + 1)
  const guesses = Array.from({ length: width }, (_, column) => {
    const header = headerRow < 0 ? '' : cellText(sheet.rows[headerRow]?.[column])
    const byHeading = guessByHeading(header)
    if (byHeading.confidence > 0) return { header, ...byHeading }
    return { header, ...guessByValues(below, column) }
  })
  return keepSurest(guesses)
}

function keepSurest(guesses: GuessedColumn[]): GuessedColumn[] {
  const holder = new Map<ImportField, number>()
  guesses.forEach(({ field, confidence }, column) => {
    if (field === null) return
    const before = holder.get(field)
    if (before === undefined || confidence > (guesses[before]?.confidence ?? 0)) holder.set(field, column)
  })
  return guesses.map((guess, column) =>
    guess.field === null || holder.get(guess.field) === column
      ? guess
      : { header: guess.header, field: null, confidence: 0 },
  )
}

function looksLike(cell: Cell | undefined): ImportField | null {
  const text = cellText(cell)
  if (/^[^\s@]+@[^\s@]+\.[a-z]{2,}$/iu.test(text)) return 'email'
  if (text.length >= 9 && readCpr(text).ok) return 'cpr'
  if (typeof cell !== 'object' && text.length >= 8 && readPhone(text).ok) return 'phone'
  return null
}

function guessByValues(
  rows: readonly Cell[][],
  column: number,
): { field: ImportField | null; confidence: number } {
  const values = rows
    .map(row => row[column])
    .filter(cell => !isBlank(cell))
    .slice(0, 50)
  const votes = values.map(looksLike)
  for (const field of ['cpr', 'email', 'phone'] as const) {
    const share = votes.filter(vote => vote === field).length / Math.max(1, values.length)
    if (values.length > 0 && share >= 0.8) return { field, confidence: field === 'phone' ? 0.5 : 0.7 }
  }
  return { field: null, confidence: 0 }
}
