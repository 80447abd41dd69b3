import { sql } from 'kysely'
import type { z } from 'zod'
import type { readDayAges } from '#contract/day.ts'
import type { House, Scope } from '#server/door/route.ts'
import { loadAgeTurns } from '#server/records/age-turns.ts'

/** So near what is to be done before a birthday stands on my day. */
const daysAhead = 30
/** Nobody follows more. */
const mostPeople = 1000

/** Birthdays before which something is to be done soon. A statement of its own: my day itself does not wait for it. */
export async function readAgesOfDay(
  { timeZone }: Pick<House, 'timeZone'>,
  { db, today }: Scope,
): Promise<z.input<(typeof readDayAges)['output']>> {
  const soon = today.add({ days: daysAhead }).toString()
  const found = await loadAgeTurns(db, { today, timeZone, whose: 'mine', atMost: mostPeople })
  const turns = found.turns.flatMap(({ youthId, givenName, familyName, age, day, tasks }) => {
    const left = tasks.filter(({ done }) => done === null)
    const [first] = left
    if (first === undefined || first.dueDay > soon) return []
    return [{ youthId, givenName, familyName, age, day, left: left.length, dueDay: first.dueDay }]
  })
  turns.sort((a, b) => (a.dueDay < b.dueDay ? -1 : a.dueDay > b.dueDay ? 1 : a.youthId - b.youthId))
  const shown = turns.map(({ youthId }) => youthId)
  await sql`select door.note_read('day.ages', ${shown}::bigint[])`.execute(db)
  return { today: today.toString(), turns }
}
