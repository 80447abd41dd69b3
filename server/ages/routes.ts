import { sql } from 'kysely'
import { listAges, tickAge, undoAgeEnding } from '#contract/ages.ts'
import { rolesThatMay } from '#domain/sharing/permissions.ts'
import { describeError } from '#server/door/describe-error.ts'
import { type House, route } from '#server/door/route.ts'
import { loadAgeTurns } from '#server/records/age-turns.ts'
import { loadEndings, undoEnding } from './endings.ts'
import { tick } from './tick.ts'
import { turnAges } from './turn.ts'
import { loadWaiting } from './waiting.ts'

/** More than anybody reads in one go; the nearest birthdays are among them. */
const mostPeople = 500

export function ageRoutes(house: House): void {
  route(house, listAges, async (_input, { db, today, roles }) => {
    const mayUndo = rolesThatMay[undoAgeEnding.permission].some(role => roles.includes(role))
    const { turns, more } = await loadAgeTurns(db, {
      today,
      timeZone: house.timeZone,
      // A leader sees everybody; all others are asked about those whom they follow, which is much less to look through.
      whose: roles.includes('leader') ? 'all' : 'mine',
      atMost: mostPeople,
    })
    const endings = await loadEndings(db, today, mayUndo)
    const waiting = await loadWaiting(db, today)
    const shown = [...new Set([...turns, ...endings, ...waiting].map(({ youthId }) => youthId))]
    await sql`select door.note_read('ages.list', ${shown}::bigint[])`.execute(db)
    return { today: today.toString(), turns, more, endings, waiting }
  })
  route(house, tickAge, tick)
  route(house, undoAgeEnding, undoEnding)
}

/** The work of the night: what ends on a birthday. */
export const ageJobs = {
  'ages:turn': async (_payload: unknown, house: House): Promise<void> => {
    const today = house.now().toZonedDateTimeISO(house.timeZone).toPlainDate()
    const { log } = house.app
    const entry = { kind: 'system', onBehalfOf: null, today, requestId: 'job' } as const
    const turned = await turnAges(house.pool, entry, (youthId, error) =>
      log.error({ youthId, error: describeError(error) }, 'a birthday could not be turned'),
    )
    log.info({ turned }, 'birthdays turned')
  },
}
