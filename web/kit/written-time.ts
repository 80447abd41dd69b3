/**
 * Reads a day as people write it: `5.3.2026`, `5/3-26`, `05 03 2026`, `05032026`, `2026-03-05`, `5. marts 2026`.
 * A year of two digits is 2000-2049 or 1950-1999. Null where it is not a day that exists.
 */
export function readDay(written: string): Temporal.PlainDate | null {
  const text = written.trim()
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text)
  if (iso) return dayFrom(iso[3], iso[2], iso[1])
  const parts =
    /^(\d{1,2})[./\-\s]+(\d{1,2})[./\-\s]+(\d{4}|\d{2})$/.exec(text) ??
    /^(\d{2})(\d{2})(\d{4}|\d{2})$/.exec(text)
  if (parts) return dayFrom(parts[1], parts[2], parts[3])
  const named = /^(?:den\s+)?(\d{1,2})\.?\s*([a-z]+)\.?,?\s*(\d{4}|\d{2})$/i.exec(text)
  const month = named ? monthOf(named[2] ?? '') : null
  return named && month !== null ? dayFrom(named[1], String(month), named[3]) : null
}

/** As Danish and English name the months; three letters or more are enough, as in `sept.`. */
const months = [
  ['januar', 'january'],
  ['februar', 'february'],
  ['marts', 'march'],
  ['april'],
  ['maj', 'may'],
  ['juni', 'june'],
  ['juli', 'july'],
  ['august'],
  ['september'],
  ['oktober', 'october'],
  ['november'],
  ['december'],
] as const

/** From 1 to 12; null where the word is no month. */
function monthOf(word: string): number | null {
  const written = word.toLowerCase()
  const place =
    written.length < 3 ? -1 : months.findIndex(names => names.some(name => name.startsWith(written)))
  return place === -1 ? null : place + 1
}

function dayFrom(day = '', month = '', year = ''): Temporal.PlainDate | null {
  const century = year.length === 2 ? (Number(year) < 50 ? 2000 : 1900) : 0
  const fields = { year: century + Number(year), month: Number(month), day: Number(day) }
  try {
    return Temporal.PlainDate.from(fields, { overflow: 'reject' })
  } catch {
    return null
  }
}

/** `5.3.2026`, the form that the field shows. */
export function writeDay(day: Temporal.PlainDate): string {
  return `${day.day}.${day.month}.${String(day.year).padStart(4, '0')}`
}

/** Reads a time as people write it: `9`, `9.30`, `9:30`, `0930`, `930`, `kl. 9.30`. Null where it is not one. */
export function readTime(written: string): Temporal.PlainTime | null {
  const text = written.trim().replace(/^kl\.?\s*/i, '')
  const parts = /^(\d{1,2})(?:[.:,\s]\s*(\d{2}))?$/.exec(text) ?? /^(\d{1,2})(\d{2})$/.exec(text)
  if (parts === null) return null
  const hour = Number(parts[1])
  const minute = Number(parts[2] ?? 0)
  return hour < 24 && minute < 60 ? Temporal.PlainTime.from({ hour, minute }) : null
}

/** `9.30`, the form that the field shows. */
export function writeTime(time: Temporal.PlainTime): string {
  return `${time.hour}.${String(time.minute).padStart(2, '0')}`
}
