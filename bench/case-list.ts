import { dayNumberOf } from '#domain/calendar/day-number.ts'
import { inventCprNumbers } from '#server/demo/cpr-numbers.ts'
import { stream } from '#server/demo/random.ts'

const columns =
  'Navn;CPR-nr.;Mobil;Adresse;Postnr;By;Målgruppe;Målgruppe fra;Forløb;Forløb fra;Socialrådgiver;Sidste møde'
const givenNames = ['Søren', 'Sara', 'Aase', 'Mohamed', 'Freja', 'Emil', 'Nanna', 'Oliver', 'Ida', 'Jonas']
const familyNames = ['Holm', 'Lund', 'Ågård', 'Østerby', 'Sørensen', 'Kjær', 'Hassan', 'Bøgh', 'Juhl', 'Dam']

/** A case list as a municipality has it, in Windows-1252 and with semicolons; the same rows for the same number. */
export function caseList(rows: number): Buffer {
  const random = stream(2018, 'case list')
  const cpr = inventCprNumbers(random)
  const pick = (from: readonly string[]) => from[random.int(0, from.length - 1)] ?? ''
  const lines = Array.from({ length: rows }, (_, index) => {
    const birth = dayNumberOf(random.int(1998, 2008), random.int(2, 12), random.int(2, 28))
    const number = cpr(birth, random.int(0, 1) === 0 ? 'female' : 'male')
    return [
      `${pick(givenNames)} ${pick(familyNames)} ${index + 1}`,
      `${number.slice(0, 6)}-${number.slice(6)}`,
      String(random.int(20_000_000, 99_999_999)),
      `Gadevej ${index + 1}`,
      '8796',
      'Lindebæk',
      random.int(0, 1) === 0 ? 'Aktivitetsparat' : 'Uddannelsesparat',
      '1-9-2026',
      'Mod til uddannelse',
      '15-9-2026',
      `Rådgiver Nummer${random.int(1, 50)}`,
      `${random.int(1, 28)}-10-2026`,
    ].join(';')
  })
  // Every letter above is one byte in Latin-1, which Windows-1252 shares.
  return Buffer.from([columns, ...lines, ''].join('\r\n'), 'latin1')
}
