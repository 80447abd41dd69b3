import { sql } from 'kysely'
import type { z } from 'zod'
import type { readYouthAges } from '#contract/youths-person.ts'
import { Refusal } from '#server/door/refusal.ts'
import type { House, Scope } from '#server/door/route.ts'
import { loadAgeTurns } from '#server/records/age-turns.ts'

/** The birthdays ahead that change something for one young person. */
export async function readTheAges(
  { timeZone }: Pick<House, 'timeZone'>,
  youthId: number,
  { db, today }: Scope,
): Promise<z.input<(typeof readYouthAges)['output']>> {
  const youth = await db
    .selectFrom('youth')
    .select('id')
    .where('id', '=', youthId)
    .where(sql<boolean>`door.follows(id)`)
    .executeTakeFirst()
  if (youth === undefined) throw new Refusal('notFound')
  const { turns } = await loadAgeTurns(db, { today, timeZone, whose: { youthId }, atMost: 1 })
  await sql`select door.note_read('youth.ages', array[${youthId}]::bigint[])`.execute(db)
  return { today: today.toString(), turns }
}
