import { z } from 'zod'

/** PostgreSQL and `Temporal` hold far more; what lies outside of these years was never meant. */
const firstYear = 1900
const lastYear = 2200

/**
 * Reads a text in one step that says `code` where it cannot be read. A refinement before a transformation would not
 * do: Zod asks an object's own refinements although a field was refused, and would hand them what could not be read.
 */
function read<Value>(
  written: z.ZodString,
  code: string,
  parse: (text: string) => Value,
  yearOf: (value: Value) => number,
) {
  return written.transform((text, context): Value => {
    let value: Value | undefined
    try {
      value = parse(text)
    } catch {
      // Told below.
    }
    const year = value === undefined ? Number.NaN : yearOf(value)
    if (value !== undefined && year >= firstYear && year <= lastYear) return value
    context.addIssue({ code: 'custom', message: code, input: text })
    return z.NEVER
  })
}

/** A day of the years 1900-2200, `2026-11-21` on the wire and `Temporal.PlainDate` in code. */
export const Day = read(
  z.string().regex(/^\d{4}-\d{2}-\d{2}$/, { error: 'day', abort: true }),
  'day',
  text => Temporal.PlainDate.from(text, { overflow: 'reject' }),
  day => day.year,
)

const firstSensibleDay = Temporal.PlainDate.from('1980-01-01')
/** Far enough for every plan, and a slip of the hand in the year is caught. */
const lastSensibleDay = Temporal.PlainDate.from('2100-01-01')

/** A day on which something here may begin or end. */
export const SensibleDay = Day.refine(
  day =>
    Temporal.PlainDate.compare(day, firstSensibleDay) >= 0 &&
    Temporal.PlainDate.compare(day, lastSensibleDay) <= 0,
  { error: 'dayOutOfRange' },
)

/** An instant of the same years, ISO 8601 with `Z` or an offset on the wire and `Temporal.Instant` in code. */
export const Instant = read(
  z.string(),
  'instant',
  text => Temporal.Instant.from(text),
  instant => instant.toZonedDateTimeISO('UTC').year,
)

/** A row's key. Path parts arrive as text. */
export const Id = z.coerce.number<number>().int().positive().max(Number.MAX_SAFE_INTEGER)

/** The version of a row that was read: PostgreSQL's `integer`. */
export const Version = z.number().int().positive().max(2_147_483_647)

/**
 * Text of at most `max` characters, trimmed, without control characters but line breaks and tabs, and without halves of
 * characters, which no database can hold.
 */
export function text(max: number) {
  return z
    .string()
    .trim()
    .max(max)
    .refine(value => value.isWellFormed() && !hasControlCharacter(value), { error: 'controlCharacter' })
}

/** The same, and not empty. */
export function requiredText(max: number) {
  return text(max).min(1)
}

function hasControlCharacter(value: string): boolean {
  for (const character of value) {
    const code = character.codePointAt(0) ?? 0
    if ((code < 32 && code !== 9 && code !== 10 && code !== 13) || code === 127) return true
  }
  return false
}
