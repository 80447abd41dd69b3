import { sql } from 'kysely'
import type pg from 'pg'
import type { Db } from '#server/database/connection.ts'
import { type Entry, inTransaction } from '#server/database/transaction.ts'
import { logChange } from '#server/records/change-log.ts'
import { recomputeDeadlines } from '#server/records/deadlines.ts'
import { lockCases } from '#server/records/youth-case.ts'

interface DueRow {
  youth_id: number
  subject: 'membership' | 'assessment'
  id: number
  age: number
  day: Temporal.PlainDate
  name: string
  previous_end: Temporal.PlainDate | null
}

/**
 * What holds today although the birthday on which it ends has passed: memberships of programmes that are left at an
 * age, and target groups where the configuration ends them. What began on the birthday or later was a person's
 * decision, and so is what a person took back, and what becomes of those who were older when the programme got its age.
 */
function due(today: Temporal.PlainDate, youthId: number | null) {
  return sql<DueRow>`
    select * from (
      select m.youth_id, 'membership' as subject, m.id, p.leave_age as age, door.birthday(y.birth_date, p.leave_age) as day,
        p.name, upper(m.during) as previous_end, m.during
      from programme p
      join membership m on m.programme_id = p.id and m.withdrawn_at is null and m.during @> ${today}::date
      join youth y on y.id = m.youth_id
      where p.leave_age is not null and door.birthday(y.birth_date, p.leave_age) >= p.leave_age_from
      union all
      select a.youth_id, 'assessment', a.id, c.age, door.birthday(y.birth_date, c.age),
        coalesce((select t.name from target_group t where t.code = a.target_group
          order by t.during @> lower(a.during) desc, lower(t.during) desc limit 1), a.target_group),
        upper(a.during), a.during
      from age_change c
      join youth y on y.birth_date <= (${today}::date - make_interval(years => c.age))::date
      join assessment a on a.youth_id = y.id and a.withdrawn_at is null and a.during @> ${today}::date
      where c.kind = 'targetGroupsEnd'
        and (c.during @> door.birthday(y.birth_date, c.age) or door.age_change_goes_on(c.id, y.birth_date))
    ) d
    where d.day <= ${today}::date and lower(d.during) < d.day
      and (${youthId}::bigint is null or d.youth_id = ${youthId})
      and not exists (
        select from age_ending e
        where e.subject = d.subject and e.subject_id = d.id and e.day = d.day and e.undone_at is not null)
    order by d.youth_id, d.subject, d.id, d.day`
}

/**
 * Ends what ends by itself on birthdays that have come, each as of the birthday however late this runs. One
 * transaction a person: it can be stopped and begun again at any point, and two at once find each person's work done
 * or to do. Relations go on: who follows a young person does so until somebody else takes over.
 *
 * @param failed told of each person for whom it failed; the others are done all the same
 * @returns of how many people something ended
 * @throws AggregateError in the end, where it failed for somebody
 */
export async function turnAges(
  pool: pg.Pool,
  entry: Entry & { kind: 'system' },
  failed: (youthId: number, error: unknown) => void,
): Promise<number> {
  const found = await inTransaction(pool, entry, async db => (await due(entry.today, null).execute(db)).rows)
  const errors: unknown[] = []
  let turned = 0
  for (const youthId of new Set(found.map(row => row.youth_id))) {
    try {
      if (await inTransaction(pool, entry, db => turnOne(db, youthId, entry.today))) turned += 1
    } catch (error) {
      failed(youthId, error)
      errors.push(error)
    }
  }
  if (errors.length > 0)
    throw new AggregateError(
      errors,
      `birthdays of ${errors.length} could not be turned, of ${turned} they were`,
    )
  return turned
}

async function turnOne(db: Db, youthId: number, today: Temporal.PlainDate): Promise<boolean> {
  await lockCases(db, [youthId])
  const { rows } = await due(today, youthId).execute(db)
  const ended = new Set<string>()
  for (const row of rows) {
    // Two ages may end the same row, and the earlier birthday has.
    if (ended.has(`${row.subject} ${row.id}`)) continue
    ended.add(`${row.subject} ${row.id}`)
    await endOn(db, row)
  }
  if (ended.size > 0) await recomputeDeadlines(db, [youthId], today)
  return ended.size > 0
}

async function endOn(db: Db, { youth_id, subject, id, age, day, name, previous_end }: DueRow): Promise<void> {
  const why = subject === 'membership' ? sql`, end_reason = ${`Fyldte ${age} år`}` : sql``
  await sql`
    update ${sql.table(subject)} set during = daterange(lower(during), ${day}::date)${why} where id = ${id}`.execute(
    db,
  )
  await sql`
    insert into age_ending (youth_id, age, subject, subject_id, name, day, previous_end)
    values (${youth_id}, ${age}, ${subject}, ${id}, ${name}, ${day}::date, ${previous_end}::date)`.execute(db)
  await logChange(db, {
    action: 'ages.turn',
    youthId: youth_id,
    subject,
    subjectId: id,
    before: { end: previous_end },
    after: { end: day, age },
  })
}
