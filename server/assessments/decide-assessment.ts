import type { decideAssessment as useCase } from '#contract/assessments.ts'
import type { AnswerOf, ParsedInputOf } from '#contract/use-case.ts'
import { type AssessmentFault, decideAssessment } from '#domain/assessment/decide.ts'
import { Refusal } from '#server/door/refusal.ts'
import type { Scope } from '#server/door/route.ts'
import { logChange } from '#server/records/change-log.ts'
import { recomputeDeadlines } from '#server/records/deadlines.ts'
import { lockSituation } from './load-situation.ts'
import { insertAssessment, moveEnd, withdrawAssessmentRow } from './store.ts'

/**
 * Decides the target group. Whoever decides on another history than the stored one is told, and nothing is stored.
 *
 * @throws Refusal changedMeanwhile; badInput at the fields where BEK § 6 as configured does not allow it
 */
export async function decideTheAssessment(
  input: ParsedInputOf<typeof useCase>,
  { db, today }: Scope,
): Promise<AnswerOf<typeof useCase>> {
  const { youthId, reason } = input
  const { groups, history, revision } = await lockSituation(db, youthId)
  if (revision !== input.revision) throw new Refusal('changedMeanwhile')
  const decision = decideAssessment(groups, history, input, today)
  if ('faults' in decision) throw faultyDecision(decision.faults)
  const { decided } = decision
  if (decided.ends !== null) await moveEnd(db, youthId, decided.ends, decided.during.from)
  for (const replaced of decided.replaces) await withdrawAssessmentRow(db, replaced, reason.slice(0, 500))
  const id = await insertAssessment(db, decided, { youthId, reason, correctsId: null })
  await logChange(db, {
    action: 'assessment.decide',
    youthId,
    subject: 'assessment',
    subjectId: id,
    after: { ...decided, reason },
  })
  await recomputeDeadlines(db, [youthId], today)
  return { id }
}

/** All that is wrong at once, so that a person mends it in one go. */
export function faultyDecision(faults: readonly AssessmentFault[]): Refusal {
  return new Refusal('badInput', { fields: faults.map(fault => ({ ...fault, params: { ...fault.params } })) })
}
