import { sql } from 'kysely'
import { showCpr } from '#domain/person/cpr.ts'
import { Refusal } from '#server/door/refusal.ts'
import type { House, Scope } from '#server/door/route.ts'

/**
 * Opens a CPR number for those who follow the young person, with a line of its own in the read log.
 *
 * @throws Refusal notFound for everybody else, and where there is no number
 */
export async function readTheCpr(
  house: Pick<House, 'cpr'>,
  youthId: number,
  { db }: Scope,
): Promise<{ cpr: string }> {
  const { rows } = await sql<{ sealed: Buffer | null }>`
    select y.cpr_encrypted as sealed, door.note_read('youth.cpr', array[y.id])
    from youth y where y.id = ${youthId}::bigint and y.id = any (array(select door.my_youths()))`.execute(db)
  const sealed = rows[0]?.sealed
  if (sealed === null || sealed === undefined) throw new Refusal('notFound')
  return { cpr: showCpr(house.cpr.decrypt(sealed)) }
}
