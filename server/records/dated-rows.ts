import { sql } from 'kysely'
import type { Db } from '#server/database/connection.ts'
import type { DayRange } from '#server/database/values.ts'

/** The tables of dated rows about a young person. A correction withdraws a row and adds another. */
export type DatedTable = 'benefit' | 'activity' | 'membership' | 'assignment' | 'pause'

/** Column names and values beside key, person, period and author. */
export type Particulars = Readonly<Record<string, string | number | null>>

export interface DatedRow {
  id: number
  youthId: number
  during: DayRange
}

/** The row, locked, unless it is withdrawn, out of sight or was never there. */
export async function findDatedRow(db: Db, table: DatedTable, id: number): Promise<DatedRow | undefined> {
  const { rows } = await sql<{ id: number; youth_id: number; during: DayRange }>`
    select id, youth_id, during from ${sql.table(table)}
    where id = ${id} and withdrawn_at is null for update`.execute(db)
  const [row] = rows
  return row && { id: row.id, youthId: row.youth_id, during: row.during }
}

/** Adds a row and gives its key. */
export async function addDatedRow(
  db: Db,
  table: DatedTable,
  youthId: number,
  during: DayRange,
  particulars: Particulars,
): Promise<number> {
  const names = Object.keys(particulars)
  const { rows } = await sql<{ id: number }>`
    insert into ${sql.table(table)} (youth_id, during, author_id, ${sql.join(names.map(name => sql.ref(name)))})
    values (${youthId}, ${during}::daterange, door.staff_id(), ${sql.join(Object.values(particulars))})
    returning id`.execute(db)
  const [row] = rows
  if (row === undefined) throw new Error('an insert gave no key')
  return row.id
}

/** Takes a row back; it stays readable with who and why. */
export async function withdrawDatedRow(db: Db, table: DatedTable, id: number, reason: string): Promise<void> {
  await sql`
    update ${sql.table(table)}
    set withdrawn_at = now(), withdrawn_by = door.staff_id(), withdrawn_reason = ${reason}
    where id = ${id}`.execute(db)
}

/**
 * Ends the row that runs on `from` and began before it, so that another can take over on that day.
 *
 * @param only for assignments the role that changes hands
 * @returns the key of the row that was ended
 */
export async function endForSuccessor(
  db: Db,
  table: DatedTable,
  youthId: number,
  from: Temporal.PlainDate,
  only: { role: string } | null,
): Promise<number | undefined> {
  const { rows } = await sql<{ id: number }>`
    update ${sql.table(table)} set during = daterange(lower(during), ${from}::date)
    where youth_id = ${youthId} and withdrawn_at is null and upper_inf(during) and lower(during) < ${from}::date
      ${only === null ? sql`` : sql`and role = ${only.role}`}
    returning id`.execute(db)
  return rows[0]?.id
}
