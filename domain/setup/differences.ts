import type { DecidableAt } from '#domain/assessment/types.ts'
import type { AnyRow } from './setup.ts'

/** One field of a row that says something else than before; values as text, lists joined by commas. */
export interface Difference {
  field: string
  before: string
  after: string
}

/** What two rows of one identity say differently, their period aside. */
export function differences(before: AnyRow, after: AnyRow): Difference[] {
  const old = fieldsOf(before)
  const fresh = fieldsOf(after)
  return [...new Set([...old.keys(), ...fresh.keys()])].flatMap(field => {
    const [was, is] = [old.get(field) ?? '', fresh.get(field) ?? '']
    return was === is ? [] : [{ field, before: was, after: is }]
  })
}

function fieldsOf(row: AnyRow): Map<string, string> {
  const fields = new Map<string, string>()
  for (const [field, value] of Object.entries(row)) {
    if (field !== 'during' && field !== 'decidedAt') fields.set(field, inText(value))
  }
  if ('decidedAt' in row && row.decidedAt !== undefined) fields.set('decidedAt', decisions(row.decidedAt))
  return fields
}

/** At any decision and at none are not the same. */
function decisions(decidedAt: readonly DecidableAt[] | null): string {
  if (decidedAt === null) return 'anyDecision'
  const said = decidedAt.map(({ stage, specialCase, status, source }) =>
    [stage, ...(specialCase ? ['specialCase'] : []), status, source].join(', '),
  )
  return said.length === 0 ? 'noDecision' : said.sort().join('; ')
}

function inText(value: unknown): string {
  if (value === null) return ''
  // The order in which kinds of contact or groups are named says nothing.
  if (Array.isArray(value)) return value.map(inText).sort().join(', ')
  if (typeof value === 'object')
    return Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, inner]) => inText(inner))
      .join(' ')
  return String(value)
}
