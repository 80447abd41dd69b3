import { sql } from 'kysely'
import type { z } from 'zod'
import type { tickAge } from '#contract/ages.ts'
import { fieldRefusal, Refusal } from '#server/door/refusal.ts'
import type { Scope } from '#server/door/route.ts'
import { logChange } from '#server/records/change-log.ts'

/**
 * Ticks something off, or takes the tick back. Ticking what is ticked changes nothing: the first to do it stays named.
 *
 * @throws Refusal notFound out of sight; badInput at `item` where the configuration has no such thing at that age
 */
export async function tick(
  { youthId, age, item, done }: z.output<(typeof tickAge)['input']>,
  { db }: Scope,
): Promise<{ done: boolean }> {
  const [youth, known] = await Promise.all([
    db
      .selectFrom('youth')
      .select('id')
      .where('id', '=', youthId)
      .where(sql<boolean>`door.follows(id)`)
      .executeTakeFirst(),
    sql`select from age_task t join age_change c on c.id = t.age_change_id
      where c.age = ${age} and t.item = ${item}`.execute(db),
  ])
  if (youth === undefined) throw new Refusal('notFound')
  if (known.rows.length === 0) throw fieldRefusal('item', 'invalid')
  const { numAffectedRows } = done
    ? await sql`
        insert into age_task_done (youth_id, age, item, done_by)
        values (${youthId}, ${age}, ${item}, door.staff_id())
        on conflict on constraint age_task_done_once do nothing`.execute(db)
    : await sql`
        delete from age_task_done where youth_id = ${youthId} and age = ${age} and item = ${item}`.execute(db)
  if (numAffectedRows === 1n) {
    await logChange(db, {
      action: done ? 'ages.tick' : 'ages.untick',
      youthId,
      subject: 'age_task_done',
      subjectId: null,
      after: { age, item },
    })
  }
  return { done }
}
