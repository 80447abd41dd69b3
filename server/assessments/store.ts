import { sql } from 'kysely'
import type { DecidedAssessment } from '#domain/assessment/decide.ts'
import type { Db } from '#server/database/connection.ts'
import { logChange } from '#server/records/change-log.ts'

interface Stored {
  youthId: number
  reason: string
  /** The decision that it stands instead of. */
  correctsId: number | null
}

/** Adds the row of a decision and gives its key. What was decided elsewhere is kept as such: a later one of nobody's. */
export async function insertAssessment(
  db: Db,
  decided: DecidedAssessment,
  { youthId, reason, correctsId }: Stored,
): Promise<number> {
  const { id } = await db
    .insertInto('assessment')
    .values({
      youth_id: youthId,
      target_group: decided.targetGroup,
      during: decided.during,
      stage: decided.stage ?? 'later',
      contact_id: decided.interviewId,
      special_case: decided.specialCase,
      corrects_id: correctsId,
      reason,
      author_id: sql<number>`door.staff_id()`,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Takes a row back; it stays readable with who and why. */
export async function withdrawAssessmentRow(db: Db, id: number, reason: string): Promise<void> {
  await sql`
    update assessment set withdrawn_at = now(), withdrawn_by = door.staff_id(), withdrawn_reason = ${reason}
    where id = ${id}`.execute(db)
}

/** Moves the end of the row that a decision follows; null lets it run on. */
export async function moveEnd(
  db: Db,
  youthId: number,
  id: number,
  end: Temporal.PlainDate | null,
): Promise<void> {
  await sql`update assessment set during = daterange(lower(during), ${end}::date) where id = ${id}`.execute(
    db,
  )
  await logChange(db, {
    action: 'assessment.end',
    youthId,
    subject: 'assessment',
    subjectId: id,
    after: { lastDay: end?.subtract({ days: 1 }) ?? null },
  })
}
