import { sql } from 'kysely'
import type { Db } from '#server/database/connection.ts'
import { recomputeDeadlines } from './deadlines.ts'
import { lockCases } from './youth-case.ts'

/**
 * So many young people have their deadlines derived while somebody waits: some seconds, in which nobody else can
 * register anything about them. For more than these it is done behind, some hundreds at a time.
 */
export const mostAtOnce = 5000
const batch = 200

/**
 * The deadlines of everybody in these programmes (null is everybody) follow a change of the rules or the calendar: in
 * the transaction that makes it, or right after it where that would keep too many waiting. To be called as the system:
 * who sets up may see none of them, and nothing about them comes out.
 */
export async function deriveForAll(
  db: Db,
  programmeIds: readonly number[] | null,
  today: Temporal.PlainDate,
): Promise<void> {
  const youthIds = await lockedYouths(db, programmeIds, today)
  if (youthIds === null) return deriveBehind(db, programmeIds, today)
  for (let at = 0; at < youthIds.length; at += batch)
    await recomputeDeadlines(db, youthIds.slice(at, at + batch), today)
}

/**
 * Marks everybody concerned, in the transaction of the change, and asks the work of the night to derive them as soon as
 * that is committed. It proves nothing about whom it finds marked, takes some hundreds in a transaction of their own,
 * and goes on where it was stopped: whoever is left is found marked by the next run, that of the next start at the
 * latest.
 */
export async function deriveBehind(
  db: Db,
  programmeIds: readonly number[] | null,
  today: Temporal.PlainDate,
): Promise<void> {
  await sql`
    update derivation set anew = true
    where not anew and youth_id in (${concerned(programmeIds, today)})`.execute(db)
  await sql`select door.enqueue('deadlines:nightly', '{}'::json)`.execute(db)
}

/**
 * Everybody concerned, locked: whoever came to be concerned while others' locks were waited for is among them. Null
 * where they are too many.
 */
async function lockedYouths(
  db: Db,
  programmeIds: readonly number[] | null,
  today: Temporal.PlainDate,
): Promise<readonly number[] | null> {
  const locked = new Set<number>()
  for (;;) {
    const youthIds = await youthsOf(db, programmeIds, today)
    if (youthIds.length > mostAtOnce) return null
    const fresh = youthIds.filter(id => !locked.has(id))
    if (fresh.length === 0) return youthIds
    await lockCases(db, fresh)
    for (const id of fresh) locked.add(id)
  }
}

const concerned = (programmeIds: readonly number[] | null, today: Temporal.PlainDate) => sql`
  select c.youth_id from youth_case c
  where upper_inf(c.during) and (${programmeIds}::bigint[] is null or exists (
    select from membership m
    where m.youth_id = c.youth_id and m.programme_id = any (${programmeIds}::bigint[]) and m.withdrawn_at is null
      and m.during && daterange(${today}::date, null)))`

async function youthsOf(
  db: Db,
  programmeIds: readonly number[] | null,
  today: Temporal.PlainDate,
): Promise<number[]> {
  const { rows } = await sql<{ youth_id: number }>`
    ${concerned(programmeIds, today)} order by c.youth_id limit ${mostAtOnce + 1}`.execute(db)
  return rows.map(row => row.youth_id)
}
