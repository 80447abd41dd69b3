import { sql } from 'kysely'
import type { z } from 'zod'
import type { listAges, undoAgeEnding } from '#contract/ages.ts'
import type { Db } from '#server/database/connection.ts'
import { Refusal } from '#server/door/refusal.ts'
import type { Scope } from '#server/door/route.ts'
import { logChange } from '#server/records/change-log.ts'
import { recomputeDeadlines } from '#server/records/deadlines.ts'
import { lockNewestCase } from '#server/records/youth-case.ts'

type Ending = z.input<(typeof listAges)['output']>['endings'][number]

/** The row that ended, as it stands: not withdrawn, and still ending on that birthday. */
const stands = sql`(
  exists (select from membership m where e.subject = 'membership' and m.id = e.subject_id
    and m.withdrawn_at is null and upper(m.during) = e.day)
  or exists (select from assessment a where e.subject = 'assessment' and a.id = e.subject_id
    and a.withdrawn_at is null and upper(a.during) = e.day))`

/**
 * What was ended in the last three months and stands, also as of a birthday long ago (a case that was taken over, a
 * programme that got an age): nothing of the past changes without somebody being told who can take it back. And all that
 * ended on another day than the birth date says now: somebody must be told when a birth date is corrected afterwards.
 */
export async function loadEndings(db: Db, today: Temporal.PlainDate, mayUndo: boolean): Promise<Ending[]> {
  const { rows } = await sql<{ ending: Omit<Ending, 'mayUndo'> }>`
    select json_build_object('endingId', e.id, 'youthId', y.id, 'givenName', y.given_name, 'familyName', y.family_name,
      'what', e.subject, 'name', e.name, 'age', e.age, 'day', e.day,
      'birthday', door.birthday(y.birth_date, e.age)) as ending
    from age_ending e join youth y on y.id = e.youth_id
    where e.undone_at is null
      and (e.ended_at >= ${today.subtract({ months: 3 })}::date or e.day <> door.birthday(y.birth_date, e.age))
      and exists (select from youth_case c where c.youth_id = y.id and upper_inf(c.during))
      and ${stands}
    order by e.day = door.birthday(y.birth_date, e.age), e.day desc, e.id desc limit 200`.execute(db)
  return rows.map(({ ending }) => ({ ...ending, mayUndo }))
}

/**
 * Takes back what ended by itself. Where the birth date was corrected, it ends on the right birthday if that has come,
 * and runs on as before if it has not; where it was not, a person decides that it goes on, and it is left so.
 *
 * @throws Refusal notFound out of sight; changedMeanwhile when the row has been corrected or this taken back since;
 *   conflict where the case is closed or another row holds on the days
 */
export async function undoEnding(
  { endingId, reason }: z.output<(typeof undoAgeEnding)['input']>,
  { db, today }: Scope,
): Promise<{ youthId: number }> {
  const { rows } = await sql<{ youth_id: number }>`
    select youth_id from age_ending where id = ${endingId}`.execute(db)
  const youthId = rows[0]?.youth_id
  if (youthId === undefined) throw new Refusal('notFound')
  const period = await lockNewestCase(db, youthId)
  if (period?.to !== null) throw new Refusal('conflict', { reason: 'ageEndingCaseClosed' })
  const { rows: found } = await sql<{
    subject: 'membership' | 'assessment'
    subject_id: number
    day: Temporal.PlainDate
    previous_end: Temporal.PlainDate | null
    birthday: Temporal.PlainDate
  }>`
    select e.subject, e.subject_id, e.day, e.previous_end, door.birthday(y.birth_date, e.age) as birthday
    from age_ending e join youth y on y.id = e.youth_id
    where e.id = ${endingId} and e.undone_at is null and ${stands} for update of e`.execute(db)
  const [ending] = found
  if (ending === undefined) throw new Refusal('changedMeanwhile')
  const { subject, subject_id, day, birthday, previous_end } = ending
  const wasCorrected = !birthday.equals(day)
  const hasCome = Temporal.PlainDate.compare(birthday, today) <= 0
  const end = wasCorrected && hasCome ? earlier(birthday, previous_end) : previous_end
  const why = subject === 'membership' ? sql`, end_reason = null` : sql``
  // A row that began on the right birthday or later is left: only a person can say what was meant.
  const { numAffectedRows } = await sql`
    update ${sql.table(subject)} set during = daterange(lower(during), ${end}::date)${why}
    where id = ${subject_id} and (${end}::date is null or lower(during) < ${end}::date)`.execute(db)
  if (numAffectedRows !== 1n) throw new Refusal('conflict', { reason: `${subject}_period` })
  await sql`
    update age_ending set undone_at = now(), undone_by = door.staff_id() where id = ${endingId}`.execute(db)
  await logChange(db, {
    action: 'ages.undo',
    youthId,
    subject,
    subjectId: subject_id,
    before: { end: day },
    after: { end, reason },
  })
  await recomputeDeadlines(db, [youthId], today)
  return { youthId }
}

function earlier(a: Temporal.PlainDate, b: Temporal.PlainDate | null): Temporal.PlainDate {
  return b !== null && Temporal.PlainDate.compare(b, a) < 0 ? b : a
}
