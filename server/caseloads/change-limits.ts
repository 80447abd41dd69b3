import { sql } from 'kysely'
import type { allowMore, endException } from '#contract/caseload-limits.ts'
import type { ParsedInputOf } from '#contract/use-case.ts'
import { fieldRefusal, Refusal } from '#server/door/refusal.ts'
import type { Scope } from '#server/door/route.ts'
import { logChange } from '#server/records/change-log.ts'

/** One caseworker may have more than a ceiling for a time that has not passed, with a reason. */
export async function allowTheMore(
  { staffId, programmeId, cases, minutes, from, lastDay, reason }: ParsedInputOf<typeof allowMore>,
  scope: Scope,
): Promise<{ id: number }> {
  const { db, today } = scope
  if (Temporal.PlainDate.compare(lastDay, today) < 0) throw fieldRefusal('lastDay', 'dayPassed')
  const during = { from, to: lastDay.add({ days: 1 }) }
  const { id } = await db
    .insertInto('ceiling_exception')
    .values({
      staff_id: staffId,
      programme_id: programmeId,
      cases,
      minutes,
      during,
      reason,
      author_id: scope.staffId,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await logChange(db, {
    action: 'ceiling.allowMore',
    youthId: null,
    subject: 'ceiling_exception',
    subjectId: id,
    after: { staffId, programmeId, cases, minutes, during, reason },
  })
  return { id }
}

/**
 * An exception ends after another last day; one that has not begun by then never comes to be.
 *
 * @throws Refusal notFound; changedMeanwhile; badInput for a day before yesterday
 */
export async function endTheException(
  { id, version, lastDay }: ParsedInputOf<typeof endException>,
  scope: Scope,
): Promise<{ id: number }> {
  const { db, today } = scope
  const row = await db
    .selectFrom('ceiling_exception')
    .select(['version', 'during'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) throw new Refusal('notFound')
  if (row.version !== version) throw new Refusal('changedMeanwhile')
  if (Temporal.PlainDate.compare(lastDay, today.subtract({ days: 1 })) < 0)
    throw fieldRefusal('lastDay', 'dayPassed')
  const begins = Temporal.PlainDate.compare(row.during.from, lastDay) <= 0
  await (begins
    ? sql`update ceiling_exception set during = daterange(lower(during), ${lastDay.add({ days: 1 })}::date),
        version = version + 1 where id = ${id}`
    : sql`delete from ceiling_exception where id = ${id}`
  ).execute(db)
  await logChange(db, {
    action: 'ceiling.endException',
    youthId: null,
    subject: 'ceiling_exception',
    subjectId: id,
    before: { during: row.during },
    after: begins ? { lastDay } : { withdrawn: true },
  })
  return { id }
}
