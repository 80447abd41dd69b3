import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runMigrations } from 'graphile-worker'
import pg from 'pg'
import { z } from 'zod'
import type { AnyUseCase } from '#contract/use-case.ts'
import { type Role, rolesThatMay } from '#domain/sharing/permissions.ts'
import { freshDatabase } from './database/test-database.ts'
import { inTransaction } from './database/transaction.ts'
import { houseForTest } from './door/test-house.ts'
import { logInForTest } from './door/test-session.ts'
import { openRoutes } from './main.ts'
import { readEnvironment } from './ports/environment.ts'
import { loadSecrets } from './ports/secrets.ts'
import { applyTemplate } from './setup/apply-template.ts'
import { requestOf, type Schema, sample } from './test-inputs.ts'

/** Monday 23 November 2026 at 10 in Denmark. */
const at = Temporal.Instant.from('2026-11-23T09:00:00Z')
const today = Temporal.PlainDate.from('2026-11-23')

/** For tests: every route over a database of its own, without limits of how much may be asked. */
export async function wholeForTest() {
  const database = await freshDatabase()
  await runMigrations({ connectionString: database.url })
  const owner = new pg.Client({ connectionString: database.url })
  await owner.connect()
  const home = await mkdtemp(join(tmpdir(), 'medgang-whole-'))
  const house = await houseForTest(database.url, { now: () => at })
  // Without limits: everything that is sent is to be looked at.
  const unlimited = { ENQUIRIES_PER_ADDRESS: '0', LOOK_UPS_PER_ADDRESS: '0', ENQUIRIES_PER_HOUR: '0' }
  const setup = { ...(await readEnvironment(unlimited)), secrets: await loadSecrets(home, {}), home }
  openRoutes(house, { ...setup, importKey: Buffer.alloc(32, 5) })
  const system = { kind: 'system', onBehalfOf: null, today, requestId: 'test' } as const
  const settings = { template: 'horsens', name: 'Prøveby', isDemo: false, isTrial: false, today } as const
  await inTransaction(house.pool, system, db => applyTemplate(db, settings))

  return {
    owner,
    /** Somebody who may ask for a use case, with a young person of their own, an input that its schema allows, and how to send one. */
    async asker(useCase: AnyUseCase) {
      const allowed: readonly Role[] =
        useCase.permission === 'public' ? ['caseworker'] : rolesThatMay[useCase.permission]
      const [role] = allowed
      if (role === undefined) throw new Error('nobody may')
      const { cookie, staffId } = await logInForTest(house.pool, { roles: [role], at })
      const { rows } = await owner.query<{ id: number }>(
        `with y as (insert into youth (given_name, family_name, search_name, birth_date)
           values ('Ung', 'Prøve', 'ung prøve', '2007-01-01') returning id),
         c as (insert into youth_case (youth_id, during) select id, '[2026-10-01,)' from y),
         a as (insert into assignment (youth_id, staff_id, role, during)
           select id, $1, 'caseworker', '[2026-10-01,)' from y)
         select id::int from y`,
        [staffId],
      )
      const ids = { youthId: rows[0]?.id, staffId }
      const schema: Schema = z.toJSONSchema(useCase.input, { io: 'input', unrepresentable: 'any' })
      const base = sample(schema) as Record<string, unknown>
      for (const [name, id] of Object.entries(ids)) if (name in base) base[name] = id
      const headers = {
        ...(useCase.permission === 'public' ? {} : { cookie }),
        'sec-fetch-site': 'same-origin',
      }
      return {
        youthId: ids.youthId ?? 0,
        schema,
        base,
        send: (input: Record<string, unknown>) => house.app.inject({ ...requestOf(useCase, input), headers }),
      }
    },
    async end() {
      await owner.end()
      await house.close()
      await database.drop()
      await rm(home, { recursive: true })
    },
  }
}
