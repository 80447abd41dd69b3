/**
 * The Danish personal number (CPR number): ten digits, DDMMYY and a serial number of four.
 *
 * Source: CPR-kontoret, "Personnummeret i CPR-systemet" and "Opbygning af CPR-nummeret" (cpr.dk), which give the
 * table of centuries and ask that numbers without a valid modulus-11 digit are accepted: such numbers have been
 * issued since 1 October 2007.
 */
export interface Cpr {
  /** Ten digits, without a dash. */
  digits: string
  birthDate: Temporal.PlainDate
  /** False for numbers whose last digit does not check. Never a ground for refusal, only for a second look. */
  modulus11: boolean
  /** An administrative number, issued to someone who is not in the population register: the day is 60 higher. */
  administrative: boolean
}

export type CprFault =
  /** Something other than digits, a dash and spaces. */
  | 'cpr.characters'
  /** A spreadsheet has rounded the number: "1,01E+09". The digits are lost. */
  | 'cpr.rounded'
  /** Not ten digits (nine are read as ten with the leading zero lost). */
  | 'cpr.length'
  /** The first six digits and the century digit are no day in the calendar. */
  | 'cpr.date'

export type CprReading = { ok: true; cpr: Cpr } | { ok: false; fault: CprFault }

const WEIGHTS = [4, 3, 2, 7, 6, 5, 4, 3, 2, 1]

/**
 * Reads a CPR number as people and spreadsheets write it: "010203-4567", "0102034567", "010203 4567", and with a
 * lost leading zero ("10203-4567", 102034567).
 */
export function readCpr(text: string): CprReading {
  const bare = text.replace(/[\s.\u2010-\u2015\u2212-]/gu, '')
  if (/^\d[.,]?\d*e\+?\d+$/iu.test(text.trim())) return { ok: false, fault: 'cpr.rounded' }
  if (!/^\d+$/u.test(bare)) return { ok: false, fault: 'cpr.characters' }
  if (bare.length !== 10 && bare.length !== 9) return { ok: false, fault: 'cpr.length' }
  const digits = bare.padStart(10, '0')
  const birth = birthDateOf(digits)
  if (!birth) return { ok: false, fault: 'cpr.date' }
  return { ok: true, cpr: { digits, ...birth, modulus11: passesModulus11(digits) } }
}

/** "010203-4567". Only for those who may see the whole number. */
export function showCpr(digits: string): string {
  return `${digits.slice(0, 6)}-${digits.slice(6)}`
}

/** "010203-xxxx": the birth date part is shown, the serial number is not. */
export function maskCpr(digits: string): string {
  return `${digits.slice(0, 6)}-xxxx`
}

/**
 * Century of birth from the two-digit year and the seventh digit.
 *
 * | 7th digit | year 00-36 | 37-57 | 58-99 |
 * |---|---|---|---|
 * | 0-3 | 1900 | 1900 | 1900 |
 * | 4, 9 | 2000 | 1900 | 1900 |
 * | 5-8 | 2000 | 2000 | 1800 |
 */
function centuryOf(year: number, seventh: number): number {
  if (seventh <= 3) return 1900
  if (seventh === 4 || seventh === 9) return year <= 36 ? 2000 : 1900
  return year <= 57 ? 2000 : 1800
}

function birthDateOf(digits: string): { birthDate: Temporal.PlainDate; administrative: boolean } | null {
  const number = (from: number, to: number) => Number(digits.slice(from, to))
  const shifted = number(0, 2)
  const administrative = shifted > 60
  const year = number(4, 6)
  try {
    const birthDate = Temporal.PlainDate.from(
      {
        year: centuryOf(year, number(6, 7)) + year,
        month: number(2, 4),
        day: administrative ? shifted - 60 : shifted,
      },
      { overflow: 'reject' },
    )
    return { birthDate, administrative }
  } catch {
    return null
  }
}

function passesModulus11(digits: string): boolean {
  const sum = WEIGHTS.reduce((total, weight, place) => total + weight * Number(digits[place]), 0)
  return sum % 11 === 0
}
