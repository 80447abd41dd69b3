import type { correctAssessment, withdrawAssessment } from '#contract/assessments.ts'
import type { AnswerOf, ParsedInputOf } from '#contract/use-case.ts'
import { decideCorrection } from '#domain/assessment/decide.ts'
import type { Db } from '#server/database/connection.ts'
import { Refusal } from '#server/door/refusal.ts'
import type { Scope } from '#server/door/route.ts'
import { logChange } from '#server/records/change-log.ts'
import { recomputeDeadlines } from '#server/records/deadlines.ts'
import { faultyDecision } from './decide-assessment.ts'
import { lockSituation } from './load-situation.ts'
import { insertAssessment, moveEnd, withdrawAssessmentRow } from './store.ts'

/** Puts a decision in the place of another one, which stays readable as withdrawn. */
export async function correctTheAssessment(
  input: ParsedInputOf<typeof correctAssessment>,
  { db, today }: Scope,
): Promise<AnswerOf<typeof correctAssessment>> {
  const { youthId, situation, row } = await lockDecision(db, input)
  const decision = decideCorrection(situation.groups, situation.history, row, input, today)
  if ('faults' in decision) throw faultyDecision(decision.faults)
  const { decided } = decision
  await withdrawAssessmentRow(db, row.id, input.correctionReason)
  if (decided.ends !== null && !decided.during.from.equals(row.during.from)) {
    await moveEnd(db, youthId, decided.ends, decided.during.from)
  }
  const id = await insertAssessment(db, decided, { youthId, reason: input.reason, correctsId: row.id })
  await logChange(db, {
    action: 'assessment.correct',
    youthId,
    subject: 'assessment',
    subjectId: id,
    before: { ...row },
    after: { ...decided, reason: input.reason, correctionReason: input.correctionReason },
  })
  await recomputeDeadlines(db, [youthId], today)
  return { id }
}

/** Takes a decision back. What it ended runs on, until what was decided after it. */
export async function withdrawTheAssessment(
  input: ParsedInputOf<typeof withdrawAssessment>,
  { db, today }: Scope,
): Promise<AnswerOf<typeof withdrawAssessment>> {
  const { youthId, situation, row } = await lockDecision(db, input)
  await withdrawAssessmentRow(db, row.id, input.reason)
  const before = situation.history.assessments.find(each => each.during.to?.equals(row.during.from))
  if (before !== undefined) await moveEnd(db, youthId, before.id, row.during.to)
  await logChange(db, {
    action: 'assessment.withdraw',
    youthId,
    subject: 'assessment',
    subjectId: row.id,
    before: { ...row },
    after: { reason: input.reason },
  })
  await recomputeDeadlines(db, [youthId], today)
  return { id: row.id }
}

/**
 * The decision as it stands, behind the lock of its young person.
 *
 * @throws Refusal notFound out of sight; changedMeanwhile where anything was decided since it was read
 */
async function lockDecision(db: Db, { id, revision }: { id: number; revision: number }) {
  const seen = await db.selectFrom('assessment').select('youth_id').where('id', '=', id).executeTakeFirst()
  if (seen === undefined) throw new Refusal('notFound')
  const situation = await lockSituation(db, seen.youth_id)
  const row = situation.history.assessments.find(each => each.id === id)
  if (situation.revision !== revision || row === undefined) throw new Refusal('changedMeanwhile')
  return { youthId: seen.youth_id, situation, row }
}
