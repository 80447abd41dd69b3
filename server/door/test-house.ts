import pino from 'pino'
import { createPool } from '#server/database/pool.ts'
import { createCprVault } from '#server/records/cpr-vault.ts'
import { type DoorOptions, openDoor } from './open-door.ts'
import type { House } from './route.ts'

export interface TestHouse extends House {
  close(): Promise<void>
}

/**
 * For tests: the whole door over a database of one's own, without listening. Add routes, then ask with
 * `house.app.inject`, as somebody from `logInForTest`:
 *
 *     const database = await freshDatabase()
 *     const house = await houseForTest(database.url)
 *     dayRoutes(house)
 *     const { cookie } = await logInForTest(house.pool, { roles: ['caseworker'] })
 *     const answer = await house.app.inject({ url: '/api/day', headers: { cookie } })
 *
 * Silent, without limits and with CPR keys that are always the same, unless told otherwise.
 */
export async function houseForTest(url: string, options: Partial<DoorOptions> = {}): Promise<TestHouse> {
  const pool = createPool({
    url,
    role: 'medgang_app',
    max: 4,
    // The test's own database is dropped under it in the end.
    onError: () => undefined,
  })
  const house = await openDoor({
    pool,
    log: pino({ level: 'silent' }),
    now: () => Temporal.Now.instant(),
    cpr: createCprVault({
      encryption: new Map([[1, Buffer.alloc(32, 1)]]),
      current: 1,
      index: Buffer.alloc(32, 2),
    }),
    publicUrl: null,
    trustProxy: false,
    issuerOrigin: null,
    requestsPerMinute: 0,
    webFolder: null,
    ...options,
  })
  return {
    ...house,
    async close() {
      await house.app.close()
      await pool.end()
    },
  }
}
