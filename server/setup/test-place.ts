import pg from 'pg'
import type { Setup } from '#domain/setup/setup.ts'
import { freshDatabase } from '#server/database/test-database.ts'
import { inTransaction } from '#server/database/transaction.ts'
import { houseForTest, type TestHouse } from '#server/door/test-house.ts'
import { logInForTest } from '#server/door/test-session.ts'
import { applyTemplate } from './apply-template.ts'
import { readSetup } from './read-setup.ts'
import { setupRoutes } from './routes.ts'

/** Monday 23 November 2026 at 10 in Denmark. */
const at = Temporal.Instant.from('2026-11-23T09:00:00Z')
/** The day of that. */
export const today = Temporal.PlainDate.from('2026-11-23')
/** Whom the tests themselves act as. */
export const system = { kind: 'system', onBehalfOf: null, today, requestId: 'test' } as const

/** One installation and those who act in it. */
export interface Place {
  house: TestHouse
  owner: pg.Client
  administrator: string
  caseworker: string
  end: () => Promise<void>
}
const places: Place[] = []

/** An installation of its own that nobody has chosen anything for. */
export async function begin(): Promise<Place> {
  const database = await freshDatabase()
  const house = await houseForTest(database.url, { now: () => at })
  setupRoutes(house)
  const owner = new pg.Client({ connectionString: database.url })
  await owner.connect()
  await inTransaction(house.pool, system, db =>
    applyTemplate(db, {
      template: 'horsens',
      name: 'Prøveby Kommune',
      isDemo: false,
      isTrial: false,
      isChosen: false,
      today,
    }),
  )
  const place = {
    house,
    owner,
    administrator: (await logInForTest(house.pool, { roles: ['administrator'], at })).cookie,
    caseworker: (await logInForTest(house.pool, { roles: ['caseworker'], at })).cookie,
    async end() {
      await owner.end()
      await house.close()
      await database.drop()
    },
  }
  places.push(place)
  return place
}

/** Ends all that have begun. */
export async function endPlaces(): Promise<void> {
  for (const { end } of places) await end()
}

/** Asks as the administrator, where nobody else is said. */
export async function send(
  { house, administrator }: Place,
  method: 'GET' | 'POST',
  path: string,
  payload?: object,
  cookie = administrator,
) {
  const answer = await house.app.inject({
    method,
    url: `/api/setup/${path}`,
    headers: { cookie, 'sec-fetch-site': 'same-origin' },
    ...(payload ? { payload } : {}),
  })
  return { status: answer.statusCode, body: answer.json() }
}

/** The file's text, as it is handed on. */
export const exported = async (place: Place): Promise<string> =>
  (await send(place, 'GET', 'file')).body.content
/** The set-up as it stands. */
export const stored = ({ house }: Place): Promise<Setup> => inTransaction(house.pool, system, readSetup)

/** Everybody's deadlines, without the numbers that differ from place to place. */
export async function deadlines({ owner }: Place): Promise<unknown[]> {
  const { rows } = await owner.query(`
    select r.key, d.ordinal, d.clock, d.state, d.anchor_kind, d.anchor_day::text, d.due_day::text, d.window_from::text,
      d.window_to::text, d.held_count from deadline d join rule r on r.id = d.rule_id order by r.key, d.ordinal`)
  return rows
}
