import { sql } from 'kysely'
import type { Period } from '#domain/calendar/period.ts'
import type { Db } from '#server/database/connection.ts'

/**
 * The newest case of a young person, locked until the transaction ends: whoever changes what a person's deadlines
 * depend on takes this lock first, so that changes come one after the other. Null when out of sight.
 */
export async function lockNewestCase(db: Db, youthId: number): Promise<Period | null> {
  const { rows } = await sql<{ during: Period }>`
    select during from youth_case where youth_id = ${youthId}
    order by lower(during) desc limit 1 for no key update`.execute(db)
  return rows[0]?.during ?? null
}

/**
 * The same for several young people, in the order of their keys, so that two who lock the same people never wait
 * for each other in a circle.
 */
export async function lockCases(db: Db, youthIds: readonly number[]): Promise<void> {
  await sql`
    select id from youth_case where youth_id = any (${youthIds}::bigint[])
    order by youth_id, id for no key update`.execute(db)
}
