import { describe, expect, it } from 'vitest'
import { guessByHeading, guessTable } from './columns.ts'
import type { Cell, Sheet } from './sheet.ts'

function sheet(rows: Cell[][]): Sheet {
  return { rows, epoch: 1900 }
}

describe('guessByHeading', () => {
  it.each([
    ['Navn', 'name'],
    ['Den unges navn', 'name'],
    ['Fornavn', 'givenName'],
    ['Fornavn(e)', 'givenName'],
    ['EFTERNAVN', 'familyName'],
    ['CPR', 'cpr'],
    ['CPR-nr.', 'cpr'],
    ['Cpr. nr', 'cpr'],
    ['Cpr-nummer', 'cpr'],
    ['Personnummer', 'cpr'],
    ['Fødselsdato', 'birthDate'],
    ['Født', 'birthDate'],
    ['Telefon', 'phone'],
    ['Tlf.nr.', 'phone'],
    ['Mobil', 'phone'],
    ['Mobilnummer', 'phone'],
    ['E-mail', 'email'],
    ['Mailadresse', 'email'],
    ['E-mail adresse', 'email'],
    ['Adresse', 'address'],
    ['Postnr', 'postalCode'],
    ['Post nr.', 'postalCode'],
    ['Postnummer', 'postalCode'],
    ['By', 'city'],
    ['Beskyttet adresse', 'protectedAddress'],
    ['Navne- og adressebeskyttelse', 'protectedAddress'],
    ['Sprog', 'language'],
    ['Tolkebehov', 'needsInterpreter'],
    ['Målgruppe', 'targetGroup'],
    ['Visitation', 'targetGroup'],
    ['Målgruppe fra', 'targetGroupFrom'],
    ['Visitationsdato', 'targetGroupFrom'],
    ['Ydelse', 'benefit'],
    ['Ydelse fra', 'benefitFrom'],
    ['Ydelse siden', 'benefitFrom'],
    ['Forsørgelsesgrundlag', 'benefit'],
    ['Program', 'programme'],
    ['Indsats', 'programme'],
    ['Projekt', 'programme'],
    ['Program fra', 'programmeFrom'],
    ['Projekt startdato', 'programmeFrom'],
    ['Sagsbehandler', 'caseworker'],
    ['Rådgiver', 'caseworker'],
    ['Socialrådgiver', 'caseworker'],
    ['Sagsbehandler fra', 'caseworkerFrom'],
    ['Rådgiver siden', 'caseworkerFrom'],
    ['Henvendelsesdato', 'enquiryDay'],
    ['Første henvendelse', 'enquiryDay'],
    ['Sidste møde', 'lastMeeting'],
    ['Sidste samtale', 'lastMeeting'],
    ['Seneste jobsamtale', 'lastMeeting'],
    ['Sidste opkald', 'lastCall'],
    ['Seneste telefonsamtale', 'lastCall'],
    ['Forælder', 'guardianName'],
    ['Værge', 'guardianName'],
    ['Forældremyndighedsindehaver', 'guardianName'],
    ['Forælder telefon', 'guardianPhone'],
    ['Værges tlf', 'guardianPhone'],
    ['Forælder 2', 'guardian2Name'],
    ['Forælder 2 mobil', 'guardian2Phone'],
    ['Mor', 'guardianName'],
    ['Fars telefon', 'guardian2Phone'],
    ['Forælder e-mail', 'guardianEmail'],
  ])('%s -> %s', (heading, field) => {
    expect(guessByHeading(heading).field).toBe(field)
  })

  it.each([
    'Sagsbehandlers telefon',
    'Rådgivers mail',
    'Næste møde',
    'Alder',
    'Hvorfor',
    'Bemærkninger',
    'Kommune',
    '',
  ])('leaves %j out', heading => {
    expect(guessByHeading(heading).field).toBeNull()
  })
})

describe('guessTable', () => {
  it('finds the headings under titles and blank rows', () => {
    const table = guessTable([
      sheet([
        ['Ungeenheden', null, null],
        ['Udskrevet 21. november 2026', null, null],
        [],
        ['Navn', 'CPR-nr.', 'Sagsbehandler'],
        ['Ida Jensen', '010105-0002', 'Mette Holm'],
      ]),
    ])
    expect(table.headerRow).toBe(3)
    expect(table.columns.map(column => column.field)).toEqual(['name', 'cpr', 'caseworker'])
  })

  it('chooses the sheet that has a list', () => {
    const list = sheet([
      ['Navn', 'Fødselsdato'],
      ['Ida Jensen', '1-1-2005'],
    ])
    const table = guessTable([sheet([['Vejledning'], ['Udfyld alle felter']]), list])
    expect(table.sheet).toBe(list)
  })

  it('gives a field to one column only: the surest', () => {
    const table = guessTable([sheet([['Telefon', 'Mobil', 'Navn', 'CPR']])])
    expect(table.columns.map(column => column.field)).toEqual([null, 'phone', 'name', 'cpr'])
  })

  it('goes by the values where a heading says nothing', () => {
    const table = guessTable([
      sheet([
        ['Navn', 'Id', 'Kontakt', 'Post'],
        ['Ida Jensen', '010105-0002', 37202233, 'ida@eksempel.dk'],
        ['Bo Holm', '10205-0003', 37302233, 'bo@eksempel.dk'],
      ]),
    ])
    expect(table.columns.map(column => column.field)).toEqual(['name', 'cpr', 'phone', 'email'])
    expect(table.columns[1]?.confidence).toBeLessThan(1)
  })

  it('sees that a list begins without headings', () => {
    const table = guessTable([
      sheet([
        ['Ida Jensen', '010105-0002'],
        ['Bo Holm', '010205-0003'],
      ]),
    ])
    expect(table.headerRow).toBe(-1)
    expect(table.columns.map(column => column.field)).toEqual([null, 'cpr'])
  })
})
