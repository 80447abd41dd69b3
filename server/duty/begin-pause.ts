import type { beginDutyPause } from '#contract/duty.ts'
import type { AnswerOf, ParsedInputOf } from '#contract/use-case.ts'
import { Refusal } from '#server/door/refusal.ts'
import type { Scope } from '#server/door/route.ts'
import { logChange } from '#server/records/change-log.ts'
import { addDatedRow } from '#server/records/dated-rows.ts'
import { recomputeDeadlines } from '#server/records/deadlines.ts'
import { lockNewestCase } from '#server/records/youth-case.ts'

/** Writes a pause down: nobody is asked to begin something in it, and it is known anew on the first day back. */
export async function beginThePause(
  { youthId, kind, from, lastDay }: ParsedInputOf<typeof beginDutyPause>,
  { db, today }: Scope,
): Promise<AnswerOf<typeof beginDutyPause>> {
  if ((await lockNewestCase(db, youthId)) === null) throw new Refusal('notFound')
  const during = { from, to: lastDay.add({ days: 1 }) }
  const pauseId = await addDatedRow(db, 'pause', youthId, during, { reason: kind })
  await logChange(db, {
    action: 'pause.begin',
    youthId,
    subject: 'pause',
    subjectId: pauseId,
    after: { during, row: { kind } },
  })
  await recomputeDeadlines(db, [youthId], today)
  return { pauseId }
}
