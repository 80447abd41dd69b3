import { sql } from 'kysely'
import type { correctEducationOrder, endEducationOrder, giveEducationOrder } from '#contract/assessments.ts'
import type { AnswerOf, ParsedInputOf } from '#contract/use-case.ts'
import { mayOrder, metFrom, orderFaults, orderSteps } from '#domain/assessment/education-order.ts'
import { ageOn } from '#domain/calendar/months.ts'
import { contains, type Period } from '#domain/calendar/period.ts'
import type { Db } from '#server/database/connection.ts'
import { fieldRefusal, Refusal } from '#server/door/refusal.ts'
import type { Scope } from '#server/door/route.ts'
import { logChange } from '#server/records/change-log.ts'
import { recomputeDeadlines } from '#server/records/deadlines.ts'
import { lockNewestCase } from '#server/records/youth-case.ts'
import { loadOrderRules, lockOrder, type StoredOrder } from './load-order.ts'

type Answer = AnswerOf<typeof giveEducationOrder>
type Given = Pick<ParsedInputOf<typeof giveEducationOrder>, 'givenOn' | 'text' | 'steps'>

/** Gives an order to somebody whom the rules in force on the day allow it for. */
export async function giveTheOrder(
  { youthId, ...given }: ParsedInputOf<typeof giveEducationOrder>,
  { db, today }: Scope,
): Promise<Answer> {
  const period = await lockNewestCase(db, youthId)
  if (period === null) throw new Refusal('notFound')
  checkOrder(given, period, null, today)
  await checkAllowed(db, youthId, given.givenOn)
  const orderId = await insertOrder(db, youthId, given, { period, corrected: null })
  await logChange(db, {
    action: 'educationOrder.give',
    youthId,
    subject: 'education_order',
    subjectId: orderId,
    after: { ...given },
  })
  await recomputeDeadlines(db, [youthId], today)
  return { orderId, version: 1 }
}

/** Puts an order in the place of another one, which stays readable as withdrawn; what is done stays done. */
export async function correctTheOrder(
  { orderId, version, reason, ...given }: ParsedInputOf<typeof correctEducationOrder>,
  { db, today }: Scope,
): Promise<Answer> {
  const { order, period } = await lockOrder(db, orderId, version)
  checkOrder(given, period, order, today)
  if (!given.givenOn.equals(order.givenOn)) await checkAllowed(db, order.youthId, given.givenOn)
  await withdrawOrder(db, orderId, reason)
  const next = await insertOrder(db, order.youthId, given, { period, corrected: order })
  await logChange(db, {
    action: 'educationOrder.correct',
    youthId: order.youthId,
    subject: 'education_order',
    subjectId: next,
    before: { ...order },
    after: { ...given, reason },
  })
  await recomputeDeadlines(db, [order.youthId], today)
  return { orderId: next, version: 1 }
}

/** Takes an order back from today on. One that was given today never came to be: it is withdrawn. */
export async function endTheOrder(
  { orderId, version, reason }: ParsedInputOf<typeof endEducationOrder>,
  { db, today }: Scope,
): Promise<Answer> {
  const { order } = await lockOrder(db, orderId, version)
  if (Temporal.PlainDate.compare(order.during.from, today) >= 0) await withdrawOrder(db, orderId, reason)
  else {
    await sql`
      update education_order set during = daterange(lower(during), ${today}::date), end_reason = ${reason},
        version = version + 1
      where id = ${orderId}`.execute(db)
  }
  await logChange(db, {
    action: 'educationOrder.end',
    youthId: order.youthId,
    subject: 'education_order',
    subjectId: orderId,
    before: { during: order.during },
    after: { reason },
  })
  await recomputeDeadlines(db, [order.youthId], today)
  return { orderId, version: version + 1 }
}

function checkOrder(given: Given, period: Period, corrected: StoredOrder | null, today: Temporal.PlainDate) {
  const steps = given.steps.map((step, at) => ({ ...step, doneDay: corrected?.steps[at]?.doneDay ?? null }))
  const fields = orderFaults({ ...given, steps }, period, today)
  if (fields.length > 0) throw new Refusal('badInput', { fields })
}

/** @throws Refusal at `givenOn` where nobody of that group and age can be given an order on the day */
async function checkAllowed(db: Db, youthId: number, day: Temporal.PlainDate): Promise<void> {
  const [rules, youth, groups] = await Promise.all([
    loadOrderRules(db),
    db.selectFrom('youth').select('birth_date').where('id', '=', youthId).executeTakeFirst(),
    db
      .selectFrom('assessment')
      .select(['target_group', 'during'])
      .where('youth_id', '=', youthId)
      .where('withdrawn_at', 'is', null)
      .execute(),
  ])
  if (youth === undefined) throw new Refusal('notFound')
  const group = groups.find(({ during }) => contains(during, day))
  const answer = mayOrder(rules, day, {
    targetGroup: group?.target_group ?? null,
    age: ageOn(youth.birth_date, day),
  })
  if (!answer.may) throw fieldRefusal('givenOn', answer.code)
}

async function insertOrder(
  db: Db,
  youthId: number,
  { givenOn, text, steps }: Given,
  { period, corrected }: { period: Period; corrected: StoredOrder | null },
): Promise<number> {
  const done = orderSteps.map((kind, at) => ({
    kind,
    position: at + 1,
    dueDay: givenOn,
    doneDay: corrected?.steps[at]?.doneDay ?? null,
  }))
  const { id } = await db
    .insertInto('education_order')
    .values({
      youth_id: youthId,
      during: { from: givenOn, to: earlier(metFrom(done), period.to) },
      text,
      given_on: givenOn,
      corrects_id: corrected?.orderId ?? null,
      author_id: sql<number>`door.staff_id()`,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await db
    .insertInto('education_order_step')
    .values(
      orderSteps.map((kind, at) => ({
        order_id: id,
        youth_id: youthId,
        position: at + 1,
        kind,
        due_day: steps[at]?.dueDay ?? givenOn,
        note: steps[at]?.note ?? '',
        done_day: corrected?.steps[at]?.doneDay ?? null,
        done_by: corrected?.steps[at]?.doneBy ?? null,
        settled_at: corrected?.steps[at]?.settledAt ?? null,
      })),
    )
    .execute()
  return id
}

/** An order ends when it is met, and with its case at the latest; null runs on. */
function earlier(a: Temporal.PlainDate | null, b: Temporal.PlainDate | null): Temporal.PlainDate | null {
  if (a === null || b === null) return a ?? b
  return Temporal.PlainDate.compare(a, b) < 0 ? a : b
}

async function withdrawOrder(db: Db, orderId: number, reason: string): Promise<void> {
  await sql`
    update education_order set withdrawn_at = now(), withdrawn_by = door.staff_id(), withdrawn_reason = ${reason},
      version = version + 1
    where id = ${orderId}`.execute(db)
}
