import { sql } from 'kysely'
import type { setMinutes } from '#contract/caseload-limits.ts'
import type { ParsedInputOf } from '#contract/use-case.ts'
import { fieldRefusal, Refusal } from '#server/door/refusal.ts'
import type { Scope } from '#server/door/route.ts'
import { logChange } from '#server/records/change-log.ts'

/** What can happen a number of times a year; the database says the same. */
const repeatable: readonly string[] = ['meeting', 'call', 'accompaniment']

/**
 * Other minutes for a kind of work from a day on. The row that runs ends the day before; one that began on that very
 * day was mistaken and is changed where it stands, which the change log remembers.
 *
 * @throws Refusal notFound; badInput for a day that has passed, or for times of work that has none; changedMeanwhile
 * where the row does not run on that day, or another has come after it
 */
export async function setTheMinutes(
  { id, minutes, timesAYear, from, source, status }: ParsedInputOf<typeof setMinutes>,
  { db, today }: Scope,
): Promise<{ id: number }> {
  if (Temporal.PlainDate.compare(from, today) < 0) throw fieldRefusal('from', 'dayPassed')
  const row = await db
    .selectFrom('case_weight')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) throw new Refusal('notFound')
  if (timesAYear !== null && !repeatable.includes(row.per)) throw fieldRefusal('timesAYear', 'invalid')
  const begins = Temporal.PlainDate.compare(row.during.from, from)
  const ends = row.during.to !== null && Temporal.PlainDate.compare(row.during.to, from) <= 0
  if (begins > 0 || ends) throw new Refusal('changedMeanwhile')
  const changed = { minutes, times_a_year: timesAYear, source, status }
  const saved = begins === 0 ? await change() : await replace(row)
  await logChange(db, {
    action: 'caseload.setMinutes',
    youthId: null,
    subject: 'case_weight',
    subjectId: saved,
    before: {
      id,
      minutes: row.minutes,
      timesAYear: row.times_a_year,
      source: row.source,
      status: row.status,
    },
    after: { minutes, timesAYear, source, status, from },
  })
  return { id: saved }

  async function change(): Promise<number> {
    await db.updateTable('case_weight').set(changed).where('id', '=', id).execute()
    return id
  }

  async function replace({ key, name, programme_id, per, during }: NonNullable<typeof row>): Promise<number> {
    await sql`update case_weight set during = daterange(lower(during), ${from}::date) where id = ${id}`.execute(
      db,
    )
    const added = await db
      .insertInto('case_weight')
      .values({ key, name, programme_id, per, ...changed, during: { from, to: during.to } })
      .returning('id')
      .executeTakeFirstOrThrow()
    return added.id
  }
}
