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
 * Ends the row that runs on `from` and began before it, so that another can take over on that day; also one that was to
 * end later.
 *
 * @param only for assignments the role that changes hands
 * @returns the row that was ended, as it was
 */
export async function endForSuccessor(
  db: Db,
  table: DatedTable,
  youthId: number,
  from: Temporal.PlainDate,
  only: { role: string } | null,
): Promise<Omit<DatedRow, 'youthId'> | undefined> {
  const { rows } = await sql<{ id: number; during: DayRange }>`
    with ran as (
      select id, during from ${sql.table(table)}
      where youth_id = ${youthId} and withdrawn_at is null and during @> ${from}::date
        and lower(during) < ${from}::date ${only === null ? sql`` : sql`and role = ${only.role}`}
      for update
    )
    update ${sql.table(table)} as ended set during = daterange(lower(ran.during), ${from}::date)
    from ran where ended.id = ran.id
    returning ran.id, ran.during`.execute(db)
  return rows[0]
}
