import { sql } from 'kysely'
import type { allowMore, endException } from '#contract/caseload-limits.ts'
import type { ParsedInputOf } from '#contract/use-case.ts'
import { type DatedCeiling, lowestCeiling } from '#domain/caseload/ceiling.ts'
import { fieldRefusal, Refusal } from '#server/door/refusal.ts'
import type { Scope } from '#server/door/route.ts'
import { logChange } from '#server/records/change-log.ts'

/**
 * One caseworker may have more than a ceiling for a time that has not passed, with a reason.
 *
 * @throws Refusal badInput for a last day that has passed, and for a number that allows no more than the ceiling
 */
export async function allowTheMore(
  { staffId, programmeId, cases, minutes, from, lastDay, reason }: ParsedInputOf<typeof allowMore>,
  scope: Scope,
): Promise<{ id: number }> {
  const { db, today } = scope
  if (Temporal.PlainDate.compare(lastDay, today) < 0) throw fieldRefusal('lastDay', 'dayPassed')
  const during = { from, to: lastDay.add({ days: 1 }) }
  const { rows: ceilings } = await sql<DatedCeiling>`
    select staff_id as "staffId", cases, minutes, during from ceiling
    where programme_id is not distinct from ${programmeId}::bigint
      and (staff_id is null or staff_id = ${staffId})`.execute(db)
  const lowest = lowestCeiling(ceilings, during)
  for (const [field, most] of [
    ['cases', cases],
    ['minutes', minutes],
  ] as const) {
    const ceiling = lowest[field]
    if (most !== null && ceiling !== null && most <= ceiling)
      throw fieldRefusal(field, 'notAboveCeiling', { most: ceiling })
  }
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
