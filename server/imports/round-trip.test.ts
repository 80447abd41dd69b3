import fc from 'fast-check'
import iconv from 'iconv-lite'
import { expect, it } from 'vitest'
import writeWorkbook, { type SheetData } from 'write-excel-file/node'
import { importFields } from '#contract/imports.ts'
import { sayIn } from '#contract/language/say-in.ts'
import { guessByHeading, guessTable } from './columns.ts'
import { convertRow } from './convert-row.ts'
import { readFile } from './read-file.ts'
import { type Cell, cellText } from './sheet.ts'
import {
  cprOf,
  headings,
  type ListedPerson,
  listedPerson,
  today,
  type Writing,
  writeRow,
  writings,
} from './test-lists.ts'
import { vocabularyOf } from './words.ts'

const vocabulary = vocabularyOf(
  [
    { code: 'activityReady', name: 'Aktivitetsparat' },
    { code: 'educationReady', name: 'Uddannelsesparat' },
  ],
  [{ id: 7, key: 'mod-til-uddannelse', name: 'Mod til uddannelse' }],
)

const since = <Value>(value: Value | null | undefined, from: Temporal.PlainDate | null) =>
  value === null || value === undefined ? null : { value, from }

/** What must come out of a row, whatever way it was written. */
function meaningOf(person: ListedPerson) {
  return {
    name: { givenName: person.givenName, familyName: person.familyName },
    cpr: person.hasCpr ? cprOf(person) : null,
    birthDate: person.born,
    phone: person.phone === null ? null : `+45${person.phone}`,
    protectedAddress: person.protectedAddress,
    targetGroup: since(
      person.targetGroup && (person.targetGroup === 'Aktivitetsparat' ? 'activityReady' : 'educationReady'),
      person.targetGroupFrom,
    ),
    programme: since(person.programme && 7, person.programmeFrom),
    caseworker: since(person.caseworker, person.caseworkerFrom),
    lastMeeting: person.lastMeeting,
    guardians: person.guardian === null ? [] : [{ name: person.guardian, phone: null, email: null }],
  }
}

async function readBack(bytes: Buffer) {
  const { sheet, headerRow, columns } = guessTable(await readFile(bytes))
  const context = { mapping: columns.map(({ field }) => field), epoch: sheet.epoch, today, vocabulary }
  return sheet.rows.slice(headerRow + 1).map((cells, index) => {
    const read = convertRow(cells, headerRow + 2 + index, context)
    if (!read.ok) throw new Error(JSON.stringify(read.faults))
    const {
      name,
      cpr,
      birthDate,
      phone,
      protectedAddress,
      targetGroup,
      programme,
      caseworker,
      lastMeeting,
      guardians,
    } = read.row
    return {
      name,
      cpr,
      birthDate,
      phone,
      protectedAddress,
      targetGroup,
      programme,
      caseworker,
      lastMeeting,
      guardians,
    }
  })
}

function csv(rows: readonly Cell[][], separator: string): string {
  const quoted = (text: string) =>
    /["\r\n]/u.test(text) || text.includes(separator) ? `"${text.replaceAll('"', '""')}"` : text
  return rows.map(row => row.map(cell => quoted(cellText(cell))).join(separator)).join('\r\n')
}

const list = fc.array(listedPerson, { minLength: 1, maxLength: 8 })
const encodings = {
  utf8: (text: string) => iconv.encode(text, 'utf8'),
  utf8Marked: (text: string) => iconv.encode(text, 'utf8', { addBOM: true }),
  windows: (text: string) => iconv.encode(text, 'win1252'),
  utf16: (text: string) => iconv.encode(text, 'utf16le', { addBOM: true }),
}

it('any list written as separated text is read back as it was meant', async () => {
  await fc.assert(
    fc.asyncProperty(
      list,
      fc.constantFrom<Writing>(...writings),
      fc.constantFrom(';', ',', '\t'),
      fc.constantFrom(...Object.values(encodings)),
      async (people, writing, separator, encode) => {
        const text = csv([headings, ...people.map(person => writeRow(person, writing))], separator)
        expect(await readBack(encode(text))).toEqual(people.map(meaningOf))
      },
    ),
  )
})

it('any list written as a workbook is read back as it was meant', async () => {
  await fc.assert(
    fc.asyncProperty(
      list,
      fc.constantFrom<Writing>(...writings),
      fc.integer({ min: 0, max: 3 }),
      async (people, writing, titles) => {
        const rows = people.map(person => writeRow(person, writing).map(toWorkbookCell))
        const data: SheetData = [
          ...Array.from({ length: titles }, (_, index) => [{ value: `Ungeenheden ${index}` }]),
          headings.map(value => ({ value })),
          ...rows,
        ]
        expect(await readBack(await writeWorkbook(data).toBuffer())).toEqual(people.map(meaningOf))
      },
    ),
    { numRuns: 40 },
  )
})

function toWorkbookCell(cell: Cell) {
  if (cell === null) return null
  if (cell instanceof Temporal.PlainDate) {
    return {
      value: new Date(Date.UTC(cell.year, cell.month - 1, cell.day)),
      type: Date,
      format: 'dd-mm-yyyy',
    }
  }
  return { value: cell }
}

it.each(importFields)('a list with our own name for %s is understood', field => {
  expect(guessByHeading(sayIn('da')(`importField.${field}`)).field).toBe(field)
})
