import { sql } from 'kysely'
import type { settleOrderStep } from '#contract/assessments.ts'
import type { AnswerOf, ParsedInputOf } from '#contract/use-case.ts'
import { metFrom, stepFaults } from '#domain/assessment/education-order.ts'
import { Refusal } from '#server/door/refusal.ts'
import type { Scope } from '#server/door/route.ts'
import { logChange } from '#server/records/change-log.ts'
import { recomputeDeadlines } from '#server/records/deadlines.ts'
import { lockOrder } from './load-order.ts'

/**
 * Writes down that a step is done, or that it is not after all. An order ends the day after its last step is done, and
 * with its case at the latest: it does not run on into the next one.
 */
export async function settleTheStep(
  { orderId, position, version, doneDay, reason }: ParsedInputOf<typeof settleOrderStep>,
  { db, today }: Scope,
): Promise<AnswerOf<typeof settleOrderStep>> {
  const { order } = await lockOrder(db, orderId, version)
  const before = order.steps.find(step => step.position === position)
  if (before === undefined) throw new Refusal('notFound')
  const fields = stepFaults(order.steps, position, doneDay, { givenOn: order.givenOn, today })
  if (fields.length > 0) throw new Refusal('badInput', { fields })
  const steps = order.steps.map(step => (step.position === position ? { ...step, doneDay } : step))
  await sql`
    update education_order_step set done_day = ${doneDay}::date, done_by = door.staff_id(), settled_at = now(),
      version = version + 1
    where order_id = ${orderId} and position = ${position}`.execute(db)
  await sql`
    update education_order o set version = version + 1, during = daterange(lower(o.during), least(
      ${metFrom(steps)}::date,
      (select upper(c.during) from youth_case c where c.youth_id = o.youth_id and c.during @> lower(o.during))))
    where o.id = ${orderId}`.execute(db)
  await logChange(db, {
    action: 'educationOrder.settle',
    youthId: order.youthId,
    subject: 'education_order_step',
    subjectId: orderId,
    before: { position, doneDay: before.doneDay },
    after: { position, doneDay, ...(reason === '' ? {} : { reason }) },
  })
  await recomputeDeadlines(db, [order.youthId], today)
  return { orderId, version: version + 1 }
}
