import type { Period } from '#domain/calendar/period.ts'
import type { Rule } from '../types.ts'

/**
 * A rule as it is shipped, before a municipality has taken it over: it names its programme by key.
 * Rows with the same key are the same rule in different periods.
 */
export interface RuleTemplate extends Omit<Rule, 'id' | 'programmeId'> {
  key: string
  programme: string | null
}

/** Days as ISO text; `to` is the first day on which it no longer holds. */
export function between(from: string, to: string | null): Period {
  return { from: Temporal.PlainDate.from(from), to: to === null ? null : Temporal.PlainDate.from(to) }
}
