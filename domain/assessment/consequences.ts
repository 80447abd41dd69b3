import { intersect } from '#domain/calendar/period.ts'
import type { Deadline, RhythmHistory } from '#domain/rhythm/types.ts'
import type { DecidedAssessment } from './decide.ts'
import { isWorkStatus } from './may-decide.ts'
import type { AssessmentHistory, StandingAssessment, TargetGroup } from './types.ts'

/**
 * The history of the rhythm as it would be with a decision: what it ends, replaces and corrects is gone.
 *
 * @param corrects the decision that it stands instead of; null for a new one
 */
export function withDecision(
  rhythm: RhythmHistory,
  { case: theCase, assessments }: AssessmentHistory,
  groups: readonly TargetGroup[],
  decided: DecidedAssessment,
  corrects: number | null,
): RhythmHistory {
  const kept = assessments
    .filter(({ id }) => id !== corrects && !decided.replaces.includes(id))
    .map(row =>
      row.id === decided.ends ? { ...row, during: { ...row.during, to: decided.during.from } } : row,
    )
  const rows: StandingAssessment[] = [...kept, { ...decided, id: 0 }]
  const since = { from: theCase.from, to: null }
  return {
    ...rhythm,
    assessments: rows.flatMap(({ targetGroup, during }) => {
      const here = intersect(during, since)
      return here === null ? [] : [{ targetGroup, during: here }]
    }),
    deeds: [
      ...rhythm.deeds.filter(({ kind }) => kind !== 'finalAssessment'),
      ...rows
        .filter(row => isFinal(row) && !isWorkStatus(groups, row.targetGroup, row.during.from))
        .filter(({ during }) => Temporal.PlainDate.compare(during.from, theCase.from) >= 0)
        .map(({ during }) => ({ kind: 'finalAssessment' as const, day: during.from })),
    ],
  }
}

/** Those after the final one, and those decided elsewhere, say no less than it. */
function isFinal({ stage }: StandingAssessment): boolean {
  return stage !== 'first' && stage !== 'provisional'
}

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
