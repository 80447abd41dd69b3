import type { Deadline } from '#domain/rhythm/types.ts'

/** What becomes of one rule's open deadline when something is decided. */
export interface Consequence {
  ruleId: number
  what: 'begins' | 'moves' | 'fulfilled' | 'ends'
  /** The day that it is about: the new due day, or the one that is done with. */
  day: Temporal.PlainDate
  /** Where it moves: the day before. */
  before: Temporal.PlainDate | null
}

/**
 * Compares the open deadlines of one person as they are with those that would be, both from `deriveDeadlines`. What
 * stays as it is is left out. Sorted by day.
 */
export function consequencesOf(before: readonly Deadline[], after: readonly Deadline[]): Consequence[] {
  const open = (rows: readonly Deadline[]) => rows.filter(({ state }) => state === 'open')
  const was = new Map(open(before).map(row => [row.ruleId, row]))
  const is = new Map(open(after).map(row => [row.ruleId, row]))
  const found: Consequence[] = []
  for (const [ruleId, row] of is) {
    const earlier = was.get(ruleId)
    if (earlier === undefined) found.push({ ruleId, what: 'begins', day: row.windowTo, before: null })
    else if (!earlier.windowTo.equals(row.windowTo)) {
      found.push({ ruleId, what: 'moves', day: row.windowTo, before: earlier.windowTo })
    }
  }
  for (const [ruleId, row] of was) {
    if (is.has(ruleId)) continue
    const now = after.find(other => other.ruleId === ruleId && other.ordinal === row.ordinal)
    const isKept = now?.state === 'onTime' || now?.state === 'late'
    found.push({ ruleId, what: isKept ? 'fulfilled' : 'ends', day: row.windowTo, before: null })
  }
  return found.sort((a, b) => Temporal.PlainDate.compare(a.day, b.day) || a.ruleId - b.ruleId)
}
