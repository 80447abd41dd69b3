import { contains, type Period } from '#domain/calendar/period.ts'
import { decisionsOf, firstStage, interviewsOf, mayDecide, nextStage } from './may-decide.ts'
import type { AssessmentHistory, Stage, StandingAssessment, TargetGroup } from './types.ts'

/** What is wrong with one field; the code has a text `field.<code>`, into which the params go. */
export interface AssessmentFault {
  field: 'targetGroup' | 'day' | 'interviewId' | 'reason' | 'specialCase'
  code: string
  params?: Readonly<Record<string, string>>
}

/** What somebody is about to decide. */
export interface AssessmentFacts {
  targetGroup: string
  day: Temporal.PlainDate
  /** The held interview that the decision rests on. */
  interviewId: number | null
  reason: string
  /** Whoever decides says that this is one of the quite special cases. */
  specialCase: boolean
}

/** A decision as it is to be stored, with what becomes of the rows around it. */
export interface DecidedAssessment {
  targetGroup: string
  during: Period
  stage: Stage | null
  interviewId: number | null
  specialCase: boolean
  /** The row that ends the day before; null where none ran. */
  ends: number | null
  /** Rows that never came to be: a work status that began on the day or after it. */
  replaces: readonly number[]
}

export type AssessmentDecision = { decided: DecidedAssessment } | { faults: AssessmentFault[] }

/**
 * Whether somebody may be assessed so: in the case and not ahead of time, resting on a held interview, after what was
 * decided before, and a group that may be decided then. A day before another decision is a correction, not a new one.
 */
export function decideAssessment(
  groups: readonly TargetGroup[],
  history: AssessmentHistory,
  facts: AssessmentFacts,
  today: Temporal.PlainDate,
): AssessmentDecision {
  const { day } = facts
  const faults = [...dayFaults(history, day, today), ...reasonFaults(facts)]
  const later = decisionsOf(groups, history).find(
    row => Temporal.PlainDate.compare(row.during.from, day) >= 0,
  )
  if (later !== undefined) faults.push({ field: 'day', code: 'laterDecision' })
  const stage = nextStage(groups, history, day, facts.interviewId)
  faults.push(...interviewFaults(history, facts), ...groupFaults(groups, facts, stage))
  if (faults.length > 0) return { faults }
  const running = history.assessments.filter(
    ({ during }) => during.to === null || Temporal.PlainDate.compare(day, during.to) < 0,
  )
  return {
    decided: {
      targetGroup: facts.targetGroup,
      during: { from: day, to: null },
      stage,
      interviewId: facts.interviewId,
      specialCase: facts.specialCase && isSpecial(groups, facts, stage),
      ends: running.find(row => Temporal.PlainDate.compare(row.during.from, day) < 0)?.id ?? null,
      replaces: running
        .filter(row => Temporal.PlainDate.compare(row.during.from, day) >= 0)
        .map(({ id }) => id),
    },
  }
}

/**
 * Whether a decision may be corrected to this. It stays the decision that it was, and lasts
 * until what was decided after it. `ends` is the row whose end moves with the day. What was decided elsewhere rests on
 * no interview here, so that its group is held to nothing but being one that was decided on that day; and it stays the
 * decision as which it came, so that a final one is still awaited.
 */
export function decideCorrection(
  groups: readonly TargetGroup[],
  history: AssessmentHistory,
  corrected: StandingAssessment,
  facts: AssessmentFacts,
  today: Temporal.PlainDate,
): AssessmentDecision {
  const { day } = facts
  const earlier = history.assessments.filter(
    row => Temporal.PlainDate.compare(row.during.from, corrected.during.from) < 0,
  )
  const before: AssessmentHistory = { ...history, assessments: earlier }
  const isElsewhere = restsOnNone(corrected, facts)
  const faults = [...dayFaults(history, day, today), ...reasonFaults(facts)]
  if (corrected.during.to !== null && Temporal.PlainDate.compare(day, corrected.during.to) >= 0) {
    faults.push({ field: 'day', code: 'laterDecision' })
  }
  if (earlier.some(row => Temporal.PlainDate.compare(row.during.from, day) >= 0)) {
    faults.push({ field: 'day', code: 'earlierDecision' })
  }
  const stage = stageOfCorrection(groups, before, corrected, facts)
  if (isElsewhere) faults.push(...anyGroupFaults(groups, facts))
  else faults.push(...interviewFaults(history, facts), ...groupFaults(groups, facts, stage))
  if (faults.length > 0) return { faults }
  return {
    decided: {
      targetGroup: facts.targetGroup,
      during: { from: day, to: corrected.during.to },
      stage: isElsewhere ? corrected.stage : stage,
      interviewId: facts.interviewId,
      specialCase: !isElsewhere && facts.specialCase && isSpecial(groups, facts, stage),
      ends: earlier.find(row => row.during.to?.equals(corrected.during.from))?.id ?? null,
      replaces: [],
    },
  }
}

/**
 * Whether a correction needs no interview: of what was decided elsewhere, to a day that is not after it came here. On a
 * later day there would have been one.
 */
export function restsOnNone(
  { broughtInOn = null }: StandingAssessment,
  { day, interviewId }: Pick<AssessmentFacts, 'day' | 'interviewId'>,
): boolean {
  return interviewId === null && broughtInOn !== null && Temporal.PlainDate.compare(day, broughtInOn) <= 0
}

/** The first decision is one at the first interview or not; every other stays what it was. */
function stageOfCorrection(
  groups: readonly TargetGroup[],
  before: AssessmentHistory,
  { stage }: StandingAssessment,
  { day, interviewId }: AssessmentFacts,
): Stage {
  if (stage === null) return nextStage(groups, before, day, interviewId)
  return stage === 'first' || stage === 'provisional' ? firstStage(before, interviewId) : stage
}

function dayFaults(
  history: AssessmentHistory,
  day: Temporal.PlainDate,
  today: Temporal.PlainDate,
): AssessmentFault[] {
  if (Temporal.PlainDate.compare(day, today) > 0) return [{ field: 'day', code: 'future' }]
  if (Temporal.PlainDate.compare(day, history.case.from) < 0) return [{ field: 'day', code: 'beforeCase' }]
  return contains(history.case, day) ? [] : [{ field: 'day', code: 'afterCase' }]
}

/** A decision without grounds is none that somebody could complain of. */
function reasonFaults({ reason }: AssessmentFacts): AssessmentFault[] {
  return reason.trim() === '' ? [{ field: 'reason', code: 'required' }] : []
}

function interviewFaults(
  history: AssessmentHistory,
  { interviewId, day }: AssessmentFacts,
): AssessmentFault[] {
  const field = 'interviewId'
  const held = interviewsOf(history)
  if (held.length === 0) return [{ field, code: 'noInterview' }]
  if (interviewId === null) return [{ field, code: 'required' }]
  const interview = held.find(({ contactId }) => contactId === interviewId)
  if (interview === undefined) return [{ field, code: 'interviewNotHeld' }]
  return Temporal.PlainDate.compare(interview.day, day) > 0 ? [{ field, code: 'interviewAfterDecision' }] : []
}

function groupFaults(
  groups: readonly TargetGroup[],
  facts: AssessmentFacts,
  stage: Stage,
): AssessmentFault[] {
  const field = 'targetGroup'
  const found = possibilityOf(groups, facts, stage)
  if (found === undefined) return [{ field, code: 'unknownOnDay' }]
  if (!found.may) return [{ field, code: found.code, params: { source: found.source } }]
  if (!found.specialCase || facts.specialCase) return []
  return [{ field: 'specialCase', code: 'specialCaseRequired', params: { source: found.source } }]
}

function anyGroupFaults(groups: readonly TargetGroup[], facts: AssessmentFacts): AssessmentFault[] {
  const known = groups.some(
    group =>
      group.code === facts.targetGroup && group.decidedAt?.length !== 0 && contains(group.during, facts.day),
  )
  return known ? [] : [{ field: 'targetGroup', code: 'unknownOnDay' }]
}

function isSpecial(groups: readonly TargetGroup[], facts: AssessmentFacts, stage: Stage): boolean {
  const found = possibilityOf(groups, facts, stage)
  return found?.may === true && found.specialCase
}

function possibilityOf(groups: readonly TargetGroup[], { day, targetGroup }: AssessmentFacts, stage: Stage) {
  return mayDecide(groups, day, stage).find(({ group }) => group.code === targetGroup)
}
