import { sql } from 'kysely'
import type pg from 'pg'
import { type Entry, inTransaction } from '#server/database/transaction.ts'
import { logChange } from '#server/records/change-log.ts'

/** So many at a time, so that nobody waits for them. */
const batch = 100

/**
 * Deletes what was closed longer ago than it is kept and never became anybody's case, each enquiry whole: with what was
 * merged into it, what happened, and every word. What stays is a line in the change log that says which, and the log of
 * who looked. Stopped in the middle, it has deleted some whole and the others not at all; the next run goes on.
 *
 * @returns how many
 */
export async function forgetEnquiries(
  pool: pg.Pool,
  entry: Entry & { kind: 'system' },
  atMost = batch,
): Promise<number> {
  let forgotten = 0
  for (;;) {
    const gone = await inTransaction(pool, entry, async db => {
      const { rows } = await sql<{ referralId: number; closedOn: Temporal.PlainDate }>`
        select referral_id as "referralId", closed_on as "closedOn"
        from door.forget_enquiries(${entry.today}::date, ${atMost})`.execute(db)
      for (const { referralId, closedOn } of rows) {
        await logChange(db, {
          action: 'referral.forget',
          youthId: null,
          subject: 'referral',
          subjectId: referralId,
          before: { closedOn },
        })
      }
      return rows.length
    })
    forgotten += gone
    if (gone < atMost) return forgotten
  }
}
