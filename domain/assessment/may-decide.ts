import { contains, overlaps } from '#domain/calendar/period.ts'
import type { RuleStatus } from '#domain/rhythm/types.ts'
import type {
  AssessmentHistory,
  DecidableAt,
  Interview,
  Stage,
  StandingAssessment,
  TargetGroup,
} from './types.ts'

/** Why a group may not be decided; each has a sentence `field.<code>`. */
export const groupRefusals = [
  'groupIsWorkStatus',
  'groupNotOnDay',
  'groupOnlyAtFirstInterview',
  'groupWaitsForFinal',
  'groupNotAtStage',
] as const
export type GroupRefusal = (typeof groupRefusals)[number]

/** Whether one group may be decided, and by which paragraph. */
export type Possibility = { group: TargetGroup; source: string; status: RuleStatus } & (
  | { may: true; specialCase: boolean }
  | { may: false; code: GroupRefusal }
)

/** Those of the newest case in the order of their days, without work statuses: nobody decided those. */
export function decisionsOf(
  groups: readonly TargetGroup[],
  history: AssessmentHistory,
): readonly StandingAssessment[] {
  return history.assessments
    .filter(
      row =>
        overlaps(row.during, { from: history.case.from, to: null }) &&
        !isWorkStatus(groups, row.targetGroup, row.during.from),
    )
    .sort((a, b) => Temporal.PlainDate.compare(a.during.from, b.during.from))
}

/** Whether a group is none that is decided. A group that nobody knows any longer was decided once. */
export function isWorkStatus(groups: readonly TargetGroup[], code: string, day: Temporal.PlainDate): boolean {
  const rows = groups.filter(group => group.code === code)
  const row = rows.find(({ during }) => contains(during, day)) ?? rows.at(-1)
  return row?.decidedAt?.length === 0
}

/**
 * Which decision it is when somebody decides on `day`, resting on an interview. What was decided elsewhere counts as
 * final, unless it came as provisional (`stageFromElsewhere`): whoever came here assessed is not owed it again.
 */
export function nextStage(
  groups: readonly TargetGroup[],
  history: AssessmentHistory,
  day: Temporal.PlainDate,
  interviewId: number | null,
): Stage {
  const latest = decisionsOf(groups, history)
    .filter(row => Temporal.PlainDate.compare(row.during.from, day) <= 0)
    .at(-1)
  if (latest === undefined) return firstStage(history, interviewId)
  return latest.stage === 'first' || latest.stage === 'provisional' ? 'final' : 'later'
}

/** What the first decision of a case is: at the first interview, or provisional where it rests on a later one. */
export function firstStage(history: AssessmentHistory, interviewId: number | null): 'first' | 'provisional' {
  return firstInterview(history)?.contactId === interviewId ? 'first' : 'provisional'
}

/** The first interview of the case that was held; of two on a day the one that was registered first. */
export function firstInterview(history: AssessmentHistory): Interview | null {
  const [first] = interviewsOf(history).slice(-1)
  return first ?? null
}

/** The interviews of the newest case, the latest first. */
export function interviewsOf(history: AssessmentHistory): Interview[] {
  return history.interviews
    .filter(({ day }) => contains(history.case, day))
    .sort((a, b) => Temporal.PlainDate.compare(b.day, a.day) || b.contactId - a.contactId)
}

/**
 * For every group that the configuration knows: whether it may be decided on `day`, and the paragraph that says so.
 * BEK § 6 as configured: clearlyReady at the first interview alone (subsection 1), activityReady there only in quite
 * special cases (2), otherwise educationReady until the final assessment (3).
 */
export function mayDecide(
  groups: readonly TargetGroup[],
  day: Temporal.PlainDate,
  stage: Stage,
): Possibility[] {
  return onePerCode(groups, day).map(group => {
    const refused = (code: GroupRefusal, by?: DecidableAt): Possibility => ({
      group,
      may: false,
      code,
      source: by?.source ?? group.source,
      status: by?.status ?? group.status,
    })
    const { decidedAt } = group
    if (decidedAt?.length === 0) return refused('groupIsWorkStatus')
    if (!contains(group.during, day)) return refused('groupNotOnDay')
    if (decidedAt === null) {
      return { group, may: true, specialCase: false, source: group.source, status: group.status }
    }
    const at = (wanted: Stage) => decidedAt.find(each => each.stage === wanted)
    const entry = at(stage)
    if (entry !== undefined) {
      const { source, status, specialCase } = entry
      return { group, may: true, specialCase, source, status }
    }
    const final = at('final')
    const isBeforeFinal = stage === 'first' || stage === 'provisional'
    if (isBeforeFinal && final !== undefined) return refused('groupWaitsForFinal', at('first') ?? final)
    if (decidedAt.every(each => each.stage === 'first')) {
      return refused('groupOnlyAtFirstInterview', at('first'))
    }
    return refused('groupNotAtStage', decidedAt[0])
  })
}

/** Of the rows of a code the one in force on the day, otherwise the nearest before it, otherwise the next. */
function onePerCode(groups: readonly TargetGroup[], day: Temporal.PlainDate): TargetGroup[] {
  const byCode = Map.groupBy(groups, ({ code }) => code)
  return [...byCode.values()].flatMap(rows => {
    const sorted = [...rows].sort((a, b) => Temporal.PlainDate.compare(a.during.from, b.during.from))
    const begun = sorted.filter(({ during }) => Temporal.PlainDate.compare(during.from, day) <= 0)
    return begun.at(-1) ?? sorted[0] ?? []
  })
}
