import pg from 'pg'

/** A half-open span of days as PostgreSQL's canonical `daterange`; `to` null runs on. */
export interface DayRange {
  from: Temporal.PlainDate
  to: Temporal.PlainDate | null
}

const oid = { int8: 20, date: 1082, timestamptz: 1184, daterange: 3912, dateArray: 1182, int8Array: 1016 }

function parseDayRange(text: string): DayRange {
  const [from = '', to = ''] = text.slice(1, -1).split(',')
  return { from: Temporal.PlainDate.from(from), to: to === '' ? null : Temporal.PlainDate.from(to) }
}

function parseArray<T>(text: string, parse: (item: string) => T): T[] {
  return text === '{}' ? [] : text.slice(1, -1).split(',').map(parse)
}

/** PostgreSQL writes "2026-11-21 08:30:00+00"; Temporal wants the T and full minutes in the offset. */
function parseInstant(text: string): Temporal.Instant {
  return Temporal.Instant.from(text.replace(' ', 'T'))
}

const parsers = new Map<number, (text: string) => unknown>([
  [oid.int8, Number],
  [oid.date, text => Temporal.PlainDate.from(text)],
  [oid.timestamptz, parseInstant],
  [oid.daterange, parseDayRange],
  [oid.dateArray, text => parseArray(text, item => Temporal.PlainDate.from(item))],
  [oid.int8Array, text => parseArray(text, Number)],
])

/** Result types for `pg`: days, instants and ranges arrive as Temporal values, bigint keys as numbers. */
export const resultTypes = {
  getTypeParser(id: number, format?: 'text' | 'binary'): (text: string) => unknown {
    return parsers.get(id) ?? (pg.types.getTypeParser(id, format ?? 'text') as (text: string) => unknown)
  },
}

function isDayRange(value: object): value is DayRange {
  return 'from' in value && 'to' in value && value.from instanceof Temporal.PlainDate
}

/** A value as a query parameter; arrays stay arrays, so that `pg` writes them as PostgreSQL arrays. */
export function toParameter(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Buffer.isBuffer(value)) return value
  if (value instanceof Temporal.PlainDate || value instanceof Temporal.Instant) return value.toString()
  if (Array.isArray(value)) return value.map(toParameter)
  if (isDayRange(value)) return `[${value.from.toString()},${value.to?.toString() ?? ''})`
  return JSON.stringify(value)
}
