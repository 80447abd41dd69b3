import { inTransaction } from '#server/database/transaction.ts'
import { demoPeople } from './demo-people.ts'
import { demoProvider } from './demo-provider.ts'
import { demoRoutes } from './demo-routes.ts'
import { logInRoutes } from './log-in.ts'
import { ownProvider } from './provider.ts'
import type { House } from './route.ts'
import { type TrialCode, trialCode } from './trial-code.ts'

export interface LogInSetup {
  publicUrl: URL | null
  /** As set: see ports/environment.ts. */
  trustProxy: boolean | string
  oidc: { issuer: URL; clientId: string; clientSecret: string | undefined } | null
  cookieKey: Buffer
  sessionHours: number
  idleMinutes: number
  logInsPerMinute: number
  /** The key with which the demo's provider signs, as JWK. */
  demoKey: () => Promise<Record<string, string>>
}

/**
 * Log-in through the municipality's own provider, or, in a demo or a trial without one, through the bundled one. Gives
 * the code without which nobody gets into a trial.
 */
export function logInWith(house: House, setup: LogInSetup): Pick<TrialCode, 'text'> {
  const own = setup.oidc === null ? null : ownProvider(setup.oidc)
  const openAs = async () => {
    if (own !== null) return null
    const { rows } = await house.pool.query<{ is_demo: boolean; is_trial: boolean }>(
      'select is_demo, is_trial from municipality',
    )
    if (rows[0]?.is_demo) return 'demo'
    // A public address or a proxy in front would let in others than those at the machine.
    return rows[0]?.is_trial && setup.publicUrl === null && setup.trustProxy === false ? 'trial' : null
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
  const code = trialCode({ key: setup.cookieKey, now: house.now })
  if (own === null) demoRoutes(house, { publicUrl: setup.publicUrl, demo, openAs, people, code })
  logInRoutes(house, {
    publicUrl: setup.publicUrl,
    cookieKey: setup.cookieKey,
    sessionHours: setup.sessionHours,
    idleMinutes: setup.idleMinutes,
    logInsPerMinute: setup.logInsPerMinute,
    provider: async () => own ?? ((await openAs()) === null ? null : demo),
  })
  return code
}
