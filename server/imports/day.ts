import { searchKey } from '#domain/person/name.ts'
import type { Cell } from './sheet.ts'

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'maj', 'jun', 'jul', 'aug', 'sep', 'okt', 'nov', 'dec']

interface DayContext {
  epoch: 1900 | 1904
  today: Temporal.PlainDate
}

/**
 * A day as Danish lists write it: a date cell, a serial number, "1-2-2003", "01.02.03", "1/2 2003", "1. feb. 2003",
 * "2003-02-01", "20030201", "01022003", with or without a weekday before it and a time of day after it. The day
 * comes before the month, always. Two digits of a year lie at most two years ahead of today.
 *
 * @returns null when it is not a day
 */
export function readDay(cell: Cell, context: DayContext): Temporal.PlainDate | null {
  if (cell instanceof Temporal.PlainDate) return cell
  if (typeof cell === 'number') return dayOfNumber(cell, context)
  if (typeof cell !== 'string') return null
  const text = cell
    .trim()
    .toLowerCase()
    .replace(/^(?:(?:man|tirs|ons|tors|fre|lør|søn)(?:dag)?\.?,?\s+)?(?:(?:d\.|den)\s*)?/u, '')
    .replace(/(?:t|\s+(?:kl\.?\s*)?)\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?(?:z|[+-]\d{2}:?\d{2})?$/u, '')
    .trim()
  if (/^\d+(?:[.,]0+)?$/u.test(text)) return dayOfDigits(text.replace(/[.,]0+$/u, ''), context)
  const iso = /^(\d{4})[-./ ](\d{1,2})[-./ ](\d{1,2})$/u.exec(text)
  if (iso) return dayFrom(Number(iso[1]), Number(iso[2]), Number(iso[3]))
  const danish = /^(\d{1,2})\s*[-./ ]\s*(\d{1,2})\s*[-./ ]\s*(\d{4}|\d{2})$/u.exec(text)
  if (danish) return dayFrom(fullYear(danish[3] ?? '', context.today), Number(danish[2]), Number(danish[1]))
  const named = /^(\d{1,2})\.?[-\s]*([\p{L}]{3,})\.?[-\s,]*(\d{4}|\d{2})$/u.exec(text)
  if (named) {
    const month = MONTHS.indexOf(searchKey(named[2] ?? '').slice(0, 3)) + 1
    return dayFrom(fullYear(named[3] ?? '', context.today), month, Number(named[1]))
  }
  return null
}

function dayOfNumber(number: number, context: DayContext): Temporal.PlainDate | null {
  if (number >= 100_000) return Number.isInteger(number) ? dayOfDigits(String(number), context) : null
  return dayOfSerial(number, context.epoch)
}

/** Digits alone: a serial number up to five digits, then DDMMYY, YYYYMMDD or DDMMYYYY, perhaps without a leading zero. */
function dayOfDigits(digits: string, context: DayContext): Temporal.PlainDate | null {
  const part = (text: string, from: number, to?: number) => Number(text.slice(from, to))
  if (digits.length <= 5) return dayOfSerial(Number(digits), context.epoch)
  if (digits.length === 6) {
    return dayFrom(fullYear(digits.slice(4), context.today), part(digits, 2, 4), part(digits, 0, 2))
  }
  if (digits.length > 8) return null
  const full = digits.padStart(8, '0')
  const yearFirst = /^(?:19|20)/u.test(digits) && digits.length === 8
  return (
    (yearFirst ? dayFrom(part(full, 0, 4), part(full, 4, 6), part(full, 6)) : null) ??
    dayFrom(part(full, 4), part(full, 2, 4), part(full, 0, 2))
  )
}

/**
 * Serial number of a spreadsheet. Day 1 is 1 January 1900, and 29 February 1900, which never was, is counted too:
 * so from 1 March 1900 on, the count starts at 30 December 1899. In the other epoch day 0 is 1 January 1904.
 * Numbers below 1927 and after 2100 are rather something else that was put into the column.
 */
function dayOfSerial(serial: number, epoch: 1900 | 1904): Temporal.PlainDate | null {
  const days = Math.floor(serial) + (epoch === 1904 ? 1462 : 0)
  if (days < 10_000 || days > 73_050) return null
  return Temporal.PlainDate.from('1899-12-30').add({ days })
}

function fullYear(digits: string, today: Temporal.PlainDate): number {
  if (digits.length === 4) return Number(digits)
  const year = 2000 + Number(digits)
  return year <= today.year + 2 ? year : year - 100
}

function dayFrom(year: number, month: number, day: number): Temporal.PlainDate | null {
  if (year < 1900 || year > 2100 || month < 1 || day < 1) return null
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' })
  } catch {
    return null
  }
}
