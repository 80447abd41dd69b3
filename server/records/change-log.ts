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
