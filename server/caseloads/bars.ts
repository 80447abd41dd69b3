import { sql } from 'kysely'
import type { addBar, endBar } from '#contract/bars.ts'
import type { AnswerOf, ParsedInputOf } from '#contract/use-case.ts'
import type { Statement } from '#server/database/transaction.ts'
import type { DayRange } from '#server/database/values.ts'
import { fieldRefusal, Refusal } from '#server/door/refusal.ts'
import type { Scope } from '#server/door/route.ts'
import { logChange } from '#server/records/change-log.ts'

const text = `
select json_build_object(
  'today', $2::date,
  'bars', coalesce((
    select json_agg(json_build_object('barId', b.id, 'reason', b.reason, 'note', b.note, 'version', b.version,
      'from', lower(b.during), 'lastDay', upper(b.during) - 1, 'staff', json_build_object('staffId', s.id,
        'givenName', s.given_name, 'familyName', s.family_name)) order by lower(b.during), b.id)
    from bar b join staff s on s.id = b.staff_id
    where b.youth_id = y.id and (upper_inf(b.during) or upper(b.during) > $2::date)), '[]'),
  'staff', coalesce((
    select json_agg(json_build_object('staffId', s.id, 'givenName', s.given_name, 'familyName', s.family_name)
      order by s.given_name collate danish, s.family_name collate danish, s.id)
    from staff s
    where exists (select from staff_role r where r.staff_id = s.id and r.role = 'caseworker'
        and (upper_inf(r.during) or upper(r.during) > $2::date))
      and (s.left_on is null or s.left_on >= $2::date)), '[]')
)::text as body,
door.note_read('bar.read', array[y.id])
from youth y where y.id = $1::bigint and door.follows(y.id)`

export function barsQuery(youthId: number, today: Temporal.PlainDate): Statement {
  return { name: 'bar.read', text, values: [youthId, today] }
}

export async function addTheBar(
  { youthId, staffId, reason, note, from, lastDay }: ParsedInputOf<typeof addBar>,
  { db, today }: Scope,
): Promise<AnswerOf<typeof addBar>> {
  if (reason === 'other' && note === '') throw fieldRefusal('note', 'required')
  const youth = await db.selectFrom('youth').select('id').where('id', '=', youthId).executeTakeFirst()
  if (youth === undefined) throw new Refusal('notFound')
  const staff = await db.selectFrom('staff').select('id').where('id', '=', staffId).executeTakeFirst()
  if (staff === undefined) throw fieldRefusal('staffId', 'invalid')
  const during: DayRange = { from, to: lastDay?.add({ days: 1 }) ?? null }
  const { rows } = await sql<{ id: number }>`
    insert into bar (youth_id, staff_id, reason, note, during)
    values (${youthId}, ${staffId}, ${reason}, ${note}, ${during}::daterange) returning id`.execute(db)
  const barId = rows[0]?.id
  if (barId === undefined) throw new Error('an insert gave no key')
  // Why stands in the bar itself, for those who may read it; the log is read by more.
  await logChange(db, {
    action: 'bar.add',
    youthId,
    subject: 'bar',
    subjectId: barId,
    after: { staffId, during },
  })
  return { barId, isCaseworker: await isCaseworkers(db, barId, today) }
}

/**
 * Whether the bar stands between the young person and whoever has the case today. It waits for those who were just
 * giving the young person to somebody, so that this sees them.
 */
async function isCaseworkers(db: Scope['db'], barId: number, today: Temporal.PlainDate): Promise<boolean> {
  const { rows } = await sql`
    select from bar b
    join assignment a on a.youth_id = b.youth_id and a.staff_id = b.staff_id and a.role = 'caseworker'
      and a.withdrawn_at is null and a.during @> ${today}::date
    where b.id = ${barId} and (upper_inf(b.during) or upper(b.during) > ${today}::date)`.execute(db)
  return rows.length > 0
}

/** @throws Refusal notFound; changedMeanwhile; badInput at `lastDay` before its first day, or to make it longer */
export async function endTheBar(
  { barId, version, lastDay }: ParsedInputOf<typeof endBar>,
  { db, staffId }: Scope,
): Promise<AnswerOf<typeof endBar>> {
  const { rows } = await sql<{ youthId: number; during: DayRange; version: number }>`
    select youth_id as "youthId", during, version from bar where id = ${barId} for update`.execute(db)
  const [bar] = rows
  if (bar === undefined) throw new Refusal('notFound')
  if (bar.version !== version) throw new Refusal('changedMeanwhile')
  if (Temporal.PlainDate.compare(lastDay, bar.during.from) < 0) throw fieldRefusal('lastDay', 'periodOrder')
  const end = lastDay.add({ days: 1 })
  if (bar.during.to !== null && Temporal.PlainDate.compare(bar.during.to, end) < 0)
    throw fieldRefusal('lastDay', 'endsEarlier')
  await sql`
    update bar set during = daterange(lower(during), ${end}::date), ended_by = ${staffId}, version = version + 1
    where id = ${barId}`.execute(db)
  await logChange(db, {
    action: 'bar.end',
    youthId: bar.youthId,
    subject: 'bar',
    subjectId: barId,
    before: { during: bar.during },
    after: { lastDay },
  })
  return { version: version + 1 }
}
