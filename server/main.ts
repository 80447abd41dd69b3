import { randomUUID } from 'node:crypto'
import cookie from '@fastify/cookie'
import Fastify, { type FastifyBaseLogger } from 'fastify'
import type { Logger } from 'pino'
import { caseloadRoutes } from './caseloads/routes.ts'
import { contactRoutes } from './contacts/routes.ts'
import { migrate } from './database/migrate.ts'
import { createPool } from './database/pool.ts'
import { dayRoutes } from './day/routes.ts'
import type { House } from './door/route.ts'
import { statusOf } from './door/status.ts'
import { toRefusal } from './door/to-refusal.ts'
import { startJobs } from './jobs/runner.ts'
import { loadSecrets } from './ports/secrets.ts'
import { createCprVault } from './records/cpr-vault.ts'
import { registerRoutes } from './register/routes.ts'

export interface MedgangOptions {
  databaseUrl: string
  port: number
  host: string
  /** Where secrets and files are kept. */
  home: string
  log: Logger
  /** Load the invented municipality when the database is new. */
  demo: boolean
  now?: () => Temporal.Instant
}

export interface Medgang {
  address: string
  close(): Promise<void>
}

/** Brings the database up to date, wires every slice to the door and listens. */
export async function startMedgang(options: MedgangOptions): Promise<Medgang> {
  const log: FastifyBaseLogger = options.log
  const secrets = await loadSecrets(options.home, process.env)
  await migrate(options.databaseUrl)
  const pool = createPool({
    url: options.databaseUrl,
    role: 'medgang_app',
    max: 10,
    onError: error => log.error({ error: error.name }, 'a database connection was lost'),
  })
  const app = Fastify({ loggerInstance: log, genReqId: () => randomUUID(), disableRequestLogging: true })
  await app.register(cookie)
  app.setErrorHandler((error, request, reply) => {
    const refusal = toRefusal(error)
    return reply.status(statusOf[refusal.code]).send({
      error: {
        code: refusal.code,
        ...(refusal.reason === undefined ? {} : { reason: refusal.reason }),
        ...(refusal.fields.length === 0 ? {} : { fields: refusal.fields }),
        requestId: request.id,
      },
    })
  })
  const house: House = {
    app,
    pool,
    now: options.now ?? (() => Temporal.Now.instant()),
    timeZone: 'Europe/Copenhagen',
    cpr: createCprVault({
      encryption: secrets.cprEncryption.keys,
      current: secrets.cprEncryption.current,
      index: secrets.cprIndexKey,
    }),
  }
  caseloadRoutes(house)
  contactRoutes(house)
  dayRoutes(house)
  registerRoutes(house)
  house.app.get('/health', async () => {
    await pool.query('select 1')
    return { status: 'ok' }
  })
  const jobs = await startJobs(house, options.databaseUrl, {})
  const address = await app.listen({ port: options.port, host: options.host })
  return {
    address,
    async close() {
      await app.close()
      await jobs.stop()
      await pool.end()
    },
  }
}
