import { readCpr } from './cpr.ts'

/** Six digits and four, apart as people write them: "010203-4567", "0102034567", "01 02 03 4567", "01.02.03-4567". */
const shape = /(?<![\d+])\d{2}[ .]?\d{2}[ .]?\d{2}\s?[-\u2010-\u2015\u2212]?\s?\d{4}(?!\d)/gu

/**
 * Whether a text has something in it that can be read as a CPR number: ten digits of which the first six are a day in
 * the calendar. For asking people to leave it out; a reference number may look the same now and then.
 */
export function hasCprNumber(text: string): boolean {
  return [...text.matchAll(shape)].some(([found]) => readCpr(found).ok)
}
