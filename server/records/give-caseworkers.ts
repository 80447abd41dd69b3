import { sql } from 'kysely'
import type { Db } from '#server/database/connection.ts'
import type { DayRange } from '#server/database/values.ts'
import { type Change, logChanges } from './change-log.ts'
import { followChanges } from './handover.ts'

/** Whose caseworker somebody becomes. */
interface Gift {
  youthId: number
  toId: number
}

interface Giving {
  from: Temporal.PlainDate
  today: Temporal.PlainDate
  /** Stands at the new relation, and at one that never came to be. */
  reason: string
  /** The proposal by which it comes about; null where a person does it by hand. */
  proposalId: number | null
}

/**
 * Gives young people a caseworker from a day on: ends the relation that runs then, also one that was to end later
 * anyway, takes back one that would begin on the very day, and begins the new one; with the change log and the
 * handovers. Whether they may be given is asked before, behind the locks on the cases and the receivers.
 *
 * Deadlines stay as they are: they follow from the young person's history, and not from who holds the case.
 */
export async function giveCaseworkers(
  db: Db,
  gifts: readonly Gift[],
  { from, today, reason, proposalId }: Giving,
): Promise<void> {
  if (gifts.length === 0) return
  const youthIds = gifts.map(({ youthId }) => youthId)
  const held = sql`youth_id = any (${youthIds}::bigint[]) and role = 'caseworker' and withdrawn_at is null`
  const ended = await sql<Row & { during: DayRange }>`
    with ran as (
      select id, youth_id, during from assignment
      where ${held} and during @> ${from}::date and lower(during) < ${from}::date for update
    )
    update assignment as a set during = daterange(lower(ran.during), ${from}::date)
    from ran where a.id = ran.id
    returning a.id, a.youth_id as "youthId", ran.during`.execute(db)
  // A row that would begin on the same day never came to be: it is withdrawn, not emptied.
  const withdrawn = await sql<Row>`
    update assignment set withdrawn_at = now(), withdrawn_by = door.staff_id(), withdrawn_reason = ${reason}
    where ${held} and lower(during) = ${from}::date
    returning id, youth_id as "youthId"`.execute(db)
  const begun = await sql<Row & { staffId: number }>`
    insert into assignment (youth_id, staff_id, role, during, reason, author_id)
    select "youthId", "toId", 'caseworker', daterange(${from}::date, null), ${reason}, door.staff_id()
    from json_to_recordset(${JSON.stringify(gifts)}::json) as g ("youthId" bigint, "toId" bigint)
    returning id, youth_id as "youthId", staff_id as "staffId"`.execute(db)
  const by = proposalId === null ? {} : { proposalId }
  const lastDay = from.subtract({ days: 1 })
  const during = { from, to: null }
  await logChanges(db, [
    ...ended.rows.map(row => ({
      ...change('assignment.end', row, { lastDay, ...by }),
      before: { during: row.during },
    })),
    ...withdrawn.rows.map(row => change('assignment.withdraw', row, { reason, ...by })),
    ...begun.rows.map(row =>
      change('assignment.begin', row, {
        during,
        row: { staffId: row.staffId, role: 'caseworker', note: reason },
        ...by,
      }),
    ),
  ])
  await followChanges(db, youthIds, today, proposalId)
}

interface Row {
  id: number
  youthId: number
}

function change(action: string, { id, youthId }: Row, after: Record<string, unknown>): Change {
  return { action, youthId, subject: 'assignment', subjectId: id, after }
}
