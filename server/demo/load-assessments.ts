import { sql } from 'kysely'
import { sayIn } from '#contract/language/say-in.ts'
import { orderSteps } from '#domain/assessment/education-order.ts'
import type { Db } from '#server/database/connection.ts'
import { orderFor } from './assessments.ts'
import { bulkInsert, bulkInsertWithIds } from './bulk-insert.ts'
import { dayText, rangeText, timeText } from './day-text.ts'
import type { Municipality } from './invent.ts'

/** What is told of assessments once the contacts are there: on which interview each rests, and education orders. */
export async function loadAssessmentsRest(
  db: Db,
  { youths, times: { today } }: Municipality,
  youthIds: readonly number[],
  staffIds: readonly number[],
): Promise<void> {
  await sql`
    update assessment a set contact_id = (
      select k.id from contact k
      where k.youth_id = a.youth_id and k.kind = 'meeting' and k.outcome = 'held' and k.day <= lower(a.during)
      order by k.day desc, k.id desc limit 1)
    where a.target_group <> 'notAssessed'`.execute(db)
  const say = sayIn('da')
  const given = youths.flatMap(({ life, assigned }, at) => {
    const order = orderFor(life, at, today)
    const holder = assigned.findLast(({ role }) => role === 'caseworker')
    if (order === null || holder === undefined) return []
    return [{ ...order, youthId: youthIds[at], staffId: staffIds[holder.staff] }]
  })
  const orderIds = await bulkInsertWithIds(
    db,
    'education_order',
    {
      youth_id: 'bigint',
      during: 'daterange',
      text: 'text',
      given_on: 'date',
      author_id: 'bigint',
      recorded_at: 'timestamptz',
    },
    given.map(({ youthId, staffId, givenOn }) => ({
      youth_id: youthId,
      during: rangeText(givenOn, null),
      text: say('assessments.orderTextSuggested'),
      given_on: dayText(givenOn),
      author_id: staffId,
      recorded_at: timeText(givenOn, 620),
    })),
  )
  await bulkInsert(
    db,
    'education_order_step',
    {
      order_id: 'bigint',
      youth_id: 'bigint',
      position: 'int',
      kind: 'text',
      due_day: 'date',
      done_day: 'date',
      note: 'text',
      done_by: 'bigint',
      settled_at: 'timestamptz',
    },
    given.flatMap(({ youthId, staffId, steps }, order) =>
      steps.map(({ due, done }, at) => ({
        order_id: orderIds[order],
        youth_id: youthId,
        position: at + 1,
        kind: orderSteps[at],
        due_day: dayText(due),
        done_day: done === null ? null : dayText(done),
        note: say(`assessments.stepNote_${orderSteps[at] ?? 'propose'}`),
        done_by: done === null ? null : staffId,
        settled_at: done === null ? null : timeText(done, 700),
      })),
    ),
  )
}
