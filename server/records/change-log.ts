import { sql } from 'kysely'
import type { Db } from '#server/database/connection.ts'

export interface Change {
  /** Name of the use case, as `contact.register`. */
  action: string
  youthId: number | null
  /** The table, and the row's key where it has one. */
  subject: string
  subjectId: number | null
  before?: Record<string, unknown>
  after?: Record<string, unknown>
}

/** Writes down a change in the transaction that makes it; who and which request the database knows itself. */
export async function logChange(db: Db, change: Change): Promise<void> {
  await db
    .insertInto('change_log')
    .values({
      staff_id: sql`door.staff_id()`,
      request_id: sql`door.request_id()`,
      action: change.action,
      youth_id: change.youthId,
      subject: change.subject,
      subject_id: change.subjectId,
      before: change.before === undefined ? null : JSON.stringify(change.before),
      after: change.after === undefined ? null : JSON.stringify(change.after),
    })
    .execute()
}

/** The same for many at once, in one statement. */
export async function logChanges(db: Db, changes: readonly Change[]): Promise<void> {
  if (changes.length === 0) return
  const rows = changes.map(({ action, youthId, subject, subjectId, before, after }) => ({
    action,
    youth_id: youthId,
    subject,
    subject_id: subjectId,
    before: before ?? null,
    after: after ?? null,
  }))
  await sql`
    insert into change_log (staff_id, request_id, action, youth_id, subject, subject_id, before, after)
    select door.staff_id(), door.request_id(), action, youth_id, subject, subject_id, before, after
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as l (action text, youth_id bigint, subject text,
      subject_id bigint, before jsonb, after jsonb)`.execute(db)
}
