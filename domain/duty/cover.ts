import { dayNumber } from '#domain/calendar/day-number.ts'
import type { Period } from '#domain/calendar/period.ts'
import { merged, type Span, spanOf } from './spans.ts'

/** Something that a young person takes part in, as it bears on the duty. */
export interface DutyActivity {
  kind: string
  during: Period
  /** Null where nobody has written down how many. */
  weeklyMinutes: number | null
  /** The day on which the municipality was told that it ended; null where nobody has said. */
  noticeDay: Temporal.PlainDate | null
  /** Whether the young person came when it began: null as long as nobody has said. */
  showedUp: boolean | null
  /** The day on which that was said. */
  showedUpDay: Temporal.PlainDate | null
}

/**
 * From when on a kind of activity keeps the duty. Dated configuration, since the law names no hours: those of work
 * are from municipal guides.
 */
export interface DutyRule {
  activityKind: string
  during: Period
  /** At least so many minutes a week; null: whatever the hours. */
  weeklyMinutes: number | null
  /** Whether fewer minutes count for their share, so that two of them together may be enough. */
  countsInPart: boolean
}

/** How much of the duty one activity keeps, by its kind's rule: 1 is all of it. */
function shareOf(activity: DutyActivity, rule: DutyRule | undefined): number {
  if (rule === undefined || activity.showedUp === false) return 0
  if (rule.weeklyMinutes === null) return 1
  const share = (activity.weeklyMinutes ?? 0) / rule.weeklyMinutes
  if (share >= 1) return 1
  return rule.countsInPart ? share : 0
}

/** Three thirds are one, whatever the computer's fractions say. */
const enough = 1 - 1e-9

/** The spans in which what somebody takes part in keeps the duty, alone or together; they neither overlap nor touch. */
export function coveredSpans(activities: readonly DutyActivity[], rules: readonly DutyRule[]): Span[] {
  const shares = activities.flatMap(activity =>
    rules
      .filter(rule => rule.activityKind === activity.kind)
      .flatMap(rule => {
        const [held, during] = [spanOf(activity.during), spanOf(rule.during)]
        const span = { from: Math.max(held.from, during.from), to: Math.min(held.to, during.to) }
        const share = shareOf(activity, rule)
        return span.from < span.to && share > 0 ? [{ ...span, share }] : []
      }),
  )
  const edges = [...new Set(shares.flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b)
  const covered = edges.slice(0, -1).flatMap((from, at) => {
    const to = edges[at + 1] ?? from
    const sum = shares.reduce((all, part) => (part.from <= from && part.to >= to ? all + part.share : all), 0)
    return sum >= enough ? [{ from, to }] : []
  })
  return merged(covered)
}

/** Those that run on a day, enough or not; who never came takes part in nothing. */
export function runningOn<A extends DutyActivity>(activities: readonly A[], day: Temporal.PlainDate): A[] {
  const number = dayNumber(day)
  return activities.filter(activity => {
    const { from, to } = spanOf(activity.during)
    return activity.showedUp !== false && from <= number && number < to
  })
}
