import fc from 'fast-check'
import { strToU8, zipSync } from 'fflate'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import writeWorkbook from 'write-excel-file/node'
import { FileFaultError } from './file-fault.ts'
import { readFile } from './read-file.ts'
import { sheetFromJson, sheetToJson } from './sheet.ts'

const rows = [
  ['Navn', 'Født', 'Bemærkning'],
  ['Søren Ærø', '1-2-2005', 'bor på "Øen"; godt'],
  ['Åse Ødegård', '3-4-2006', 'to\nlinjer, et komma'],
]

function csv(separator: string, lineBreak = '\r\n'): string {
  const quoted = (text: string) => (/[";,\t|\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  return `${rows.map(row => row.map(quoted).join(separator)).join(lineBreak)}${lineBreak}`
}

async function rowsOf(bytes: Buffer) {
  const [sheet] = await readFile(bytes)
  return sheet?.rows
}

async function faultOf(bytes: Buffer): Promise<string> {
  const error: unknown = await readFile(bytes).catch((thrown: unknown) => thrown)
  if (error instanceof FileFaultError) return error.fault
  throw new Error('the file was read')
}

describe('separated text', () => {
  const encodings = [
    ['UTF-8', (text: string) => iconv.encode(text, 'utf8')],
    ['UTF-8 with a byte order mark', (text: string) => iconv.encode(text, 'utf8', { addBOM: true })],
    ['Windows-1252', (text: string) => iconv.encode(text, 'win1252')],
    ['UTF-16 LE with a byte order mark', (text: string) => iconv.encode(text, 'utf16le', { addBOM: true })],
    ['UTF-16 BE with a byte order mark', (text: string) => iconv.encode(text, 'utf16be', { addBOM: true })],
    ['UTF-16 LE without one', (text: string) => iconv.encode(text, 'utf16le')],
    ['Mac Roman', (text: string) => iconv.encode(text, 'macroman')],
  ] as const
  const separators = [[';'], [','], ['\t'], ['|']] as const

  for (const [name, encode] of encodings) {
    it.each(separators)(`reads ${name}, separated by %j`, async separator => {
      expect(await rowsOf(encode(csv(separator)))).toEqual(rows)
      expect(await rowsOf(encode(csv(separator, '\n')))).toEqual(rows)
    })
  }

  it('keeps the row numbers that a spreadsheet shows', async () => {
    const text = 'sep=;\r\nNavn;CPR\r\n\r\n;\r\nIda;1\r\n'
    expect(await rowsOf(Buffer.from(text))).toEqual([[], ['Navn', 'CPR'], [null], [null, null], ['Ida', '1']])
  })

  it('reads text with a stray quotation mark', async () => {
    expect(await rowsOf(Buffer.from('Navn;Note\nIda;kaldes "Idi" af alle\nBo;5" skærm\n'))).toEqual([
      ['Navn', 'Note'],
      ['Ida', 'kaldes "Idi" af alle'],
      ['Bo', '5" skærm'],
    ])
  })
})

describe('workbooks', () => {
  it('reads dates as days, and keeps row numbers over blank rows', async () => {
    const bytes = await writeWorkbook([
      [{ value: 'Ungeliste' }],
      [],
      [{ value: 'Navn' }, { value: 'Født' }, { value: 'CPR' }, { value: 'Beskyttet' }],
      [
        { value: 'Åse Ødegård' },
        { value: new Date(Date.UTC(2005, 1, 3)), type: Date, format: 'dd-mm-yyyy' },
        { value: 302051234, type: Number },
        { value: true, type: Boolean },
      ],
    ]).toBuffer()
    expect(await rowsOf(bytes)).toEqual([
      ['Ungeliste', null, null, null],
      [null, null, null, null],
      ['Navn', 'Født', 'CPR', 'Beskyttet'],
      ['Åse Ødegård', Temporal.PlainDate.from('2005-02-03'), 302051234, true],
    ])
  })

  it('tells from when a workbook counts its days', async () => {
    const cells = '<row r="2"><c r="A2"><v>37653</v></c></row>'
    expect(await readFile(workbook('<workbookPr date1904="1"/>', cells))).toEqual([
      { epoch: 1904, rows: [[null], [37653]] },
    ])
    expect(await readFile(workbook('<workbookPr/>', cells))).toEqual([
      { epoch: 1900, rows: [[null], [37653]] },
    ])
  })
})

describe('files that cannot be read', () => {
  const compound = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]

  it('says why', async () => {
    expect(await faultOf(Buffer.alloc(0))).toBe('empty')
    expect(await faultOf(Buffer.alloc(20_000_001, 'a'))).toBe('tooLarge')
    expect(await faultOf(Buffer.from([...compound, ...Buffer.alloc(600)]))).toBe('xls')
    expect(
      await faultOf(
        Buffer.concat([Buffer.from(compound), Buffer.alloc(600), Buffer.from('EncryptedPackage', 'utf16le')]),
      ),
    ).toBe('password')
    expect(await faultOf(Buffer.from('PK\u0003\u0004 and then nothing'))).toBe('broken')
    expect(await faultOf(Buffer.from(zipSync({ 'content.xml': strToU8('<x/>') })))).toBe('ods')
    expect(await faultOf(Buffer.from(zipSync({ 'word/document.xml': strToU8('<x/>') })))).toBe('notASheet')
    expect(await faultOf(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13, 73, 0, 68]))).toBe('notASheet')
    expect(await faultOf(Buffer.from('\n \n;;\n'))).toBe('noRows')
    expect(await faultOf(Buffer.from('a;b\n'.repeat(50_001)))).toBe('tooManyRows')
  })

  it('says so of a workbook that was cut off', async () => {
    const bytes = await writeWorkbook([[{ value: 'Navn' }], [{ value: 'Ida' }]]).toBuffer()
    for (const share of [0.3, 0.6, 0.9, 0.99]) {
      expect(await faultOf(bytes.subarray(0, Math.floor(bytes.length * share)))).toBe('broken')
    }
  })

  it('does not unpack a bomb', async () => {
    const bomb = zipSync({
      'xl/workbook.xml': strToU8('<x/>'),
      'xl/worksheets/sheet1.xml': new Uint8Array(310_000_000),
    })
    expect(await faultOf(Buffer.from(bomb))).toBe('tooLarge')
  })
})

it('a sheet survives being kept as JSON', () => {
  const cell = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map(number => number + 0),
    fc.boolean(),
    fc.constant(null),
    fc.integer({ min: 0, max: 50_000 }).map(days => Temporal.PlainDate.from('1930-01-01').add({ days })),
  )
  fc.assert(
    fc.property(fc.array(fc.array(cell, { maxLength: 6 }), { maxLength: 6 }), made => {
      expect(sheetFromJson(sheetToJson({ rows: made, epoch: 1904 }))).toEqual({ rows: made, epoch: 1904 })
    }),
  )
})

/** The smallest workbook: what no writer that we have would make. */
function workbook(properties: string, cells: string): Buffer {
  const xml = (text: string) => strToU8(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>${text}`)
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
  const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const packaged = 'http://schemas.openxmlformats.org/package/2006/relationships'
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
  return Buffer.from(
    zipSync({
      '[Content_Types].xml': xml(
        `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${type}.worksheet+xml"/></Types>`,
      ),
      '_rels/.rels': xml(
        `<Relationships xmlns="${packaged}"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
      ),
      'xl/workbook.xml': xml(
        `<workbook xmlns="${main}" xmlns:r="${relations}">${properties}<sheets><sheet name="Ark1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
      ),
      'xl/_rels/workbook.xml.rels': xml(
        `<Relationships xmlns="${packaged}"><Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
      ),
      'xl/worksheets/sheet1.xml': xml(
        `<worksheet xmlns="${main}"><sheetData>${cells}</sheetData></worksheet>`,
      ),
    }),
  )
}
