import { sql } from 'kysely'
import type { Db } from '#server/database/connection.ts'

/**
 * Whether the reader may see where somebody, `y`, is met: a place can give a protected address away, so that it is
 * shown only to those who follow the young person.
 */
export const showsPlaces = '(not y.protected_address or y.id = any (door.my_youth_ids()))'

/**
 * The place to store: who was not shown the one that stands sent none back, and that does not take it away.
 */
export async function placeToStore(
  db: Db,
  youthId: number,
  { stored, sent }: { stored: string; sent: string },
): Promise<string> {
  if (sent !== '' || stored === '') return sent
  const { rows } = await sql<{ shown: boolean }>`
    select ${sql.raw(showsPlaces)} as shown from youth y where y.id = ${youthId}`.execute(db)
  return rows[0]?.shown ? sent : stored
}
