import { sql } from 'kysely'
import type { Scope } from '#server/door/route.ts'
import { recomputeDeadlines } from '#server/records/deadlines.ts'
import { lockCases } from '#server/records/youth-case.ts'

/**
 * So many young people have their deadlines derived while somebody waits: some seconds, in which nobody else can
 * register anything about them. For more than these it is done behind, some hundreds at a time.
 */
const mostAtOnce = 5000
const batch = 200

/**
 * The deadlines of everybody in these programmes (null is everybody) follow a change of the rules or the calendar: in
 * the transaction that makes it, or right after it where that would keep too many waiting. As the system: who sets up
 * may see none of them, and nothing about them comes out.
 */
export async function deriveForAll(programmeIds: readonly number[] | null, scope: Scope): Promise<void> {
  const { db, today, staffId } = scope
  await sql`select door.enter_as_system(${today}::date, door.request_id(), ${staffId})`.execute(db)
  const youthIds = await lockedYouths(programmeIds, scope)
  if (youthIds === null) return deriveBehind(programmeIds, scope)
  for (let at = 0; at < youthIds.length; at += batch)
    await recomputeDeadlines(db, youthIds.slice(at, at + batch), today)
}

/**
 * Everybody concerned, locked: whoever came to be concerned while others' locks were waited for is among them. Null
 * where they are too many.
 */
async function lockedYouths(
  programmeIds: readonly number[] | null,
  scope: Scope,
): Promise<readonly number[] | null> {
  const locked = new Set<number>()
  for (;;) {
    const youthIds = await youthsOf(programmeIds, scope)
    if (youthIds.length > mostAtOnce) return null
    const fresh = youthIds.filter(id => !locked.has(id))
    if (fresh.length === 0) return youthIds
    await lockCases(scope.db, fresh)
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
  programmeIds: readonly number[] | null,
  { db, today }: Pick<Scope, 'db' | 'today'>,
): Promise<number[]> {
  const { rows } = await sql<{ youth_id: number }>`
    ${concerned(programmeIds, today)} order by c.youth_id limit ${mostAtOnce + 1}`.execute(db)
  return rows.map(row => row.youth_id)
}

/** The work of the night does it as soon as this is committed, and proves nothing about what is marked. */
async function deriveBehind(
  programmeIds: readonly number[] | null,
  { db, today }: Pick<Scope, 'db' | 'today'>,
): Promise<void> {
  await sql`
    update derivation set anew = true
    where not anew and youth_id in (${concerned(programmeIds, today)})`.execute(db)
  await sql`select door.enqueue('deadlines:nightly', '{}'::json)`.execute(db)
}
