import type { EducationOrderRule, OrderStep, OrderStepKind } from '#domain/assessment/education-order.ts'
import type { Period } from '#domain/calendar/period.ts'
import type { RuleStatus } from '#domain/rhythm/types.ts'
import type { Db } from '#server/database/connection.ts'
import { Refusal } from '#server/door/refusal.ts'
import { lockNewestCase } from '#server/records/youth-case.ts'

/** An order that stands, as it is stored. */
export interface StoredOrder {
  orderId: number
  youthId: number
  version: number
  during: Period
  givenOn: Temporal.PlainDate
  text: string
  endReason: string | null
  steps: (OrderStep & { note: string; doneBy: number | null; settledAt: Temporal.Instant | null })[]
}

/**
 * The order behind the lock of its young person's case.
 *
 * @throws Refusal notFound out of sight; changedMeanwhile where it was changed or taken back since it was read
 */
export async function lockOrder(
  db: Db,
  orderId: number,
  version: number,
): Promise<{ order: StoredOrder; period: Period }> {
  const seen = await db
    .selectFrom('education_order')
    .select('youth_id')
    .where('id', '=', orderId)
    .executeTakeFirst()
  if (seen === undefined) throw new Refusal('notFound')
  const period = await lockNewestCase(db, seen.youth_id)
  if (period === null) throw new Refusal('notFound')
  const [row, steps] = await Promise.all([
    db
      .selectFrom('education_order')
      .selectAll()
      .where('id', '=', orderId)
      .where('withdrawn_at', 'is', null)
      .where('end_reason', 'is', null)
      .executeTakeFirst(),
    db
      .selectFrom('education_order_step')
      .selectAll()
      .where('order_id', '=', orderId)
      .orderBy('position')
      .execute(),
  ])
  if (row === undefined || row.version !== version) throw new Refusal('changedMeanwhile')
  const order: StoredOrder = {
    orderId,
    youthId: row.youth_id,
    version: row.version,
    during: row.during,
    givenOn: row.given_on,
    text: row.text,
    endReason: row.end_reason,
    steps: steps.map(step => ({
      position: step.position,
      // A check constraint holds the column to the words of the domain.
      kind: step.kind as OrderStepKind,
      dueDay: step.due_day,
      doneDay: step.done_day,
      note: step.note,
      doneBy: step.done_by,
      settledAt: step.settled_at,
    })),
  }
  return { order, period }
}

/** To whom an order can be given, and when: all periods. */
export async function loadOrderRules(db: Db): Promise<EducationOrderRule[]> {
  const rows = await db.selectFrom('education_order_rule').selectAll().orderBy('id').execute()
  return rows.map(row => ({
    during: row.during,
    targetGroups: row.target_groups,
    ageFrom: row.age_from,
    ageTo: row.age_to,
    source: row.source,
    // A check constraint holds the column to the words of the domain.
    status: row.status as RuleStatus,
  }))
}
