import { z } from 'zod'

function parses(parse: (text: string) => unknown): (text: string) => boolean {
  return text => {
    try {
      parse(text)
      return true
    } catch {
      return false
    }
  }
}

/** A day, `2026-11-21` on the wire and `Temporal.PlainDate` in code. */
export const Day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, { error: 'day' })
  .refine(
    parses(text => Temporal.PlainDate.from(text, { overflow: 'reject' })),
    { error: 'day' },
  )
  .transform(text => Temporal.PlainDate.from(text))

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

/** An instant, ISO 8601 with `Z` or an offset on the wire and `Temporal.Instant` in code. */
export const Instant = z
  .string()
  .refine(
    parses(text => Temporal.Instant.from(text)),
    { error: 'instant' },
  )
  .transform(text => Temporal.Instant.from(text))

/** A row's key. Path parts arrive as text. */
export const Id = z.coerce.number<number>().int().positive().max(Number.MAX_SAFE_INTEGER)

/** Text of at most `max` characters, trimmed, without control characters but line breaks and tabs. */
export function text(max: number) {
  return z
    .string()
    .trim()
    .max(max)
    .refine(value => !hasControlCharacter(value), { error: 'controlCharacter' })
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
