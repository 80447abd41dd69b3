import type { Assessment, Assessments } from '#contract/assessments.ts'
import {
  type AssessmentFacts,
  decideAssessment,
  decideCorrection,
  restsOnNone,
} from '#domain/assessment/decide.ts'
import {
  decisionsOf,
  firstStage,
  interviewsOf,
  mayDecide,
  nextStage,
  type Possibility,
} from '#domain/assessment/may-decide.ts'
import type { AssessmentHistory, Stage } from '#domain/assessment/types.ts'
import type { FieldFault } from '#web/kit/form.tsx'

/** What is written about a decision; kept as a draft. */
export interface DecisionValues {
  /** What was read when the writing began: see `revision` in the contract. */
  revision: number
  targetGroup: string
  day: Temporal.PlainDate | null
  /** A contact's key as text; empty for none. */
  interviewId: string
  reason: string
  specialCase: boolean
  /** Asked for only when a decision is corrected. */
  correctionReason: string
}

/** The assessments that stand, as a decision depends on them. */
export function historyIn(data: Assessments): AssessmentHistory {
  return {
    case: data.case,
    interviews: data.interviews,
    assessments: data.assessments.filter(({ withdrawn }) => withdrawn === null),
  }
}

/**
 * A new decision rests on the latest interview. The first one holds from it on, later ones from today; a correction
 * begins as what it corrects.
 */
export function valuesFor(data: Assessments, row: Assessment | null): DecisionValues {
  const history = historyIn(data)
  const [latest] = interviewsOf(history)
  const isFirst = decisionsOf(data.groups, history).length === 0
  const shared = { revision: data.revision, correctionReason: '' }
  if (row === null) {
    return {
      ...shared,
      targetGroup: '',
      day: (isFirst ? latest?.day : undefined) ?? data.today,
      interviewId: latest === undefined ? '' : String(latest.contactId),
      reason: '',
      specialCase: false,
    }
  }
  return {
    ...shared,
    targetGroup: row.targetGroup,
    day: row.during.from,
    interviewId: row.interview === null ? '' : String(row.interview.contactId),
    reason: row.reason,
    specialCase: row.specialCase,
  }
}

export function interviewIdOf({ interviewId }: DecisionValues): number | null {
  return interviewId === '' ? null : Number(interviewId)
}

/** Which decision it would be, with what is written so far. */
export function stageFor(data: Assessments, row: Assessment | null, values: DecisionValues): Stage {
  const history = historyIn(data)
  const interviewId = interviewIdOf(values)
  if (row === null || row.stage === null) {
    return nextStage(data.groups, history, values.day ?? data.today, interviewId)
  }
  return row.stage === 'first' || row.stage === 'provisional' ? firstStage(history, interviewId) : row.stage
}

/** What may be chosen with what is written so far. What was decided elsewhere may be corrected to any group. */
export function possibilitiesFor(
  data: Assessments,
  row: Assessment | null,
  values: DecisionValues,
): Possibility[] {
  const day = values.day ?? data.today
  const stage = stageFor(data, row, values)
  const isElsewhere = row !== null && restsOnNone(row, { day, interviewId: interviewIdOf(values) })
  const possible = mayDecide(data.groups, day, stage).filter(
    each => each.may || each.code !== 'groupIsWorkStatus',
  )
  if (!isElsewhere) return possible
  return possible.map(each =>
    each.may || each.code === 'groupNotOnDay'
      ? each
      : { group: each.group, source: each.source, status: each.status, may: true, specialCase: false },
  )
}

/** All that the server would say about it, before it is sent. */
export function decisionFaults(
  data: Assessments,
  row: Assessment | null,
  values: DecisionValues,
): FieldFault[] {
  const { day } = values
  if (day === null) return [{ field: 'day', code: 'required' }]
  const facts: AssessmentFacts = { ...values, day, interviewId: interviewIdOf(values) }
  const decision =
    row === null
      ? decideAssessment(data.groups, historyIn(data), facts, data.today)
      : decideCorrection(data.groups, historyIn(data), row, facts, data.today)
  const faults: FieldFault[] =
    'faults' in decision
      ? decision.faults.map(({ params, ...fault }) =>
          // Nothing chosen is not an unknown group.
          fault.field === 'targetGroup' && values.targetGroup === ''
            ? { field: 'targetGroup', code: 'required' }
            : { ...fault, params },
        )
      : []
  if (row !== null && values.correctionReason.trim() === '') {
    faults.push({ field: 'correctionReason', code: 'required' })
  }
  return faults
}
