import { sql } from 'kysely'
import type { previewAssessment as useCase } from '#contract/assessments.ts'
import type { AnswerOf, ParsedInputOf } from '#contract/use-case.ts'
import { consequencesOf, withDecision } from '#domain/assessment/consequences.ts'
import { decideAssessment, decideCorrection } from '#domain/assessment/decide.ts'
import { deriveDeadlines } from '#domain/rhythm/derive.ts'
import { Refusal } from '#server/door/refusal.ts'
import type { Scope } from '#server/door/route.ts'
import { loadRhythmHistories } from '#server/records/rhythm-history.ts'
import { loadRhythm } from '#server/records/rules.ts'
import { faultyDecision } from './decide-assessment.ts'
import { loadSituation } from './load-situation.ts'

/** Which deadlines a decision would begin, move, fulfil and end: derived twice, nothing is stored. */
export async function previewTheAssessment(
  { youthId, targetGroup, day, interviewId, corrects }: ParsedInputOf<typeof useCase>,
  { db, today }: Scope,
): Promise<AnswerOf<typeof useCase>> {
  const [{ groups, history }, { rules, calendar }, histories, { rows: noted }] = await Promise.all([
    loadSituation(db, youthId),
    loadRhythm(db),
    loadRhythmHistories(db, [youthId]),
    sql<{ follows: boolean }>`select door.follows(${youthId}) as follows,
      door.note_read('assessment.preview', array(select id from youth where id = ${youthId}))`.execute(db),
  ])
  const before = histories.get(youthId)
  // Whoever only reads along until the case is theirs decides nothing yet.
  if (before === undefined || !noted[0]?.follows) throw new Refusal('notFound')
  const corrected = history.assessments.find(({ id }) => id === corrects)
  if (corrects !== undefined && corrected === undefined) throw new Refusal('changedMeanwhile')
  // What is asked for elsewhere on the form, a reason and whether it is a special case, moves no day.
  const facts = { targetGroup, day, interviewId: interviewId ?? null, reason: '-', specialCase: true }
  const decision =
    corrected === undefined
      ? decideAssessment(groups, history, facts, today)
      : decideCorrection(groups, history, corrected, facts, today)
  if ('faults' in decision) throw faultyDecision(decision.faults)
  const supposed = withDecision(before, history, groups, decision.decided, corrects ?? null)
  const consequences = consequencesOf(
    deriveDeadlines(rules, before, today, calendar),
    deriveDeadlines(rules, supposed, today, calendar),
  )
  return {
    consequences: consequences.flatMap(({ ruleId, what, day: of, before: was }) => {
      const rule = rules.find(({ id }) => id === ruleId)
      if (rule === undefined) return []
      const { name: ruleName, clock, status, source } = rule
      return {
        ruleId,
        ruleName,
        clock,
        status,
        source,
        what,
        day: of.toString(),
        before: was?.toString() ?? null,
      }
    }),
  }
}
