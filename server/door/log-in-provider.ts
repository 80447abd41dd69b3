import { inTransaction } from '#server/database/transaction.ts'
import { demoPeople } from './demo-people.ts'
import { demoProvider } from './demo-provider.ts'
import { demoRoutes } from './demo-routes.ts'
import { logInRoutes } from './log-in.ts'
import { ownProvider } from './provider.ts'
import type { House } from './route.ts'

export interface LogInSetup {
  publicUrl: URL | null
  oidc: { issuer: URL; clientId: string; clientSecret: string | undefined } | null
  cookieKey: Buffer
  sessionHours: number
  idleMinutes: number
  logInsPerMinute: number
  /** The key with which the demo's provider signs, as JWK. */
  demoKey: () => Promise<Record<string, string>>
}

/** Log-in through the municipality's own provider, or, in a demo without one, through the demo's. */
export function logInWith(house: House, setup: LogInSetup): void {
  const own = setup.oidc === null ? null : ownProvider(setup.oidc)
  const isOpen = async () => {
    if (own !== null) return false
    const { rows } = await house.pool.query<{ is_demo: boolean }>('select is_demo from municipality')
    return rows[0]?.is_demo ?? false
  }
  const people = () => {
    const today = house.now().toZonedDateTimeISO(house.timeZone).toPlainDate()
    return inTransaction(
      house.pool,
      { kind: 'system', onBehalfOf: null, today, requestId: 'demo-log-in' },
      db => demoPeople(db, today),
    )
  }
  const demo = demoProvider({
    app: house.app,
    now: house.now,
    cookieKey: setup.cookieKey,
    key: setup.demoKey,
    person: async id => (await people()).find(person => person.id === id),
  })
  if (own === null) demoRoutes(house, { publicUrl: setup.publicUrl, demo, isOpen, people })
  logInRoutes(house, {
    publicUrl: setup.publicUrl,
    cookieKey: setup.cookieKey,
    sessionHours: setup.sessionHours,
    idleMinutes: setup.idleMinutes,
    logInsPerMinute: setup.logInsPerMinute,
    provider: async () => own ?? ((await isOpen()) ? demo : null),
  })
}
