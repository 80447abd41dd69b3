import { randomUUID } from 'node:crypto'
import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import underPressure from '@fastify/under-pressure'
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyRequest,
  LogController,
} from 'fastify'
import type pg from 'pg'
import { timeZone } from '#domain/calendar/time-zone.ts'
import type { CprVault } from '#server/records/cpr-vault.ts'
import { refuseOtherSites } from './cross-site.ts'
import { describeError } from './describe-error.ts'
import type {} from './request.ts'
import type { House } from './route.ts'
import { sessionCookieFor } from './session-cookie.ts'
import { statusOf } from './status.ts'
import { toRefusal } from './to-refusal.ts'
import { serveWeb } from './web-files.ts'

export interface DoorOptions {
  pool: pg.Pool
  log: FastifyBaseLogger
  now: () => Temporal.Instant
  cpr: CprVault
  publicUrl: URL | null
  trustProxy: boolean | string
  /** The log-in provider's origin, to which a form may lead. */
  issuerOrigin: string | null
  requestsPerMinute: number
  /** The built web; null serves the API alone. */
  webFolder: string | null
}

/** More sessions than a municipality has at a time. */
const mostProven = 10_000

/**
 * The server with everything that stands before the first route: headers, limits, protection against other sites,
 * one log line a request, and errors as answers. Routes are added to `app`; nothing listens yet.
 */
export async function openDoor(options: DoorOptions): Promise<House> {
  const { log, pool, publicUrl, now } = options
  const app: FastifyInstance = Fastify({
    loggerInstance: safeLog(log),
    genReqId: () => randomUUID(),
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    trustProxy: options.trustProxy,
    // What a page sends is far smaller; routes that take files set their own limit.
    bodyLimit: 256 * 1024,
    requestTimeout: 120_000,
  })
  const https = publicUrl?.protocol === 'https:'
  // Only JSON: a form or a plain text, which other sites can send without asking, is not even read.
  app.removeContentTypeParser('text/plain')
  const routes = listRoutes(app)
  answerErrors(app)
  writeLog(app)
  await app.register(cookie)
  const { name: cookieName } = sessionCookieFor(https)
  app.decorateRequest('sessionToken')
  app.decorateRequest('staffId', null)
  app.addHook('onRequest', async request => {
    request.sessionToken = request.cookies[cookieName]
    refuseOtherSites(request, publicUrl)
  })
  await app.register(helmet, securityHeaders(https, options.issuerOrigin))
  app.addHook('onSend', async (request, reply) => {
    reply.header('permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()')
    if (request.url.startsWith('/api') && !reply.hasHeader('cache-control'))
      reply.header('cache-control', 'no-store')
  })
  await app.register(underPressure, { maxEventLoopDelay: 3000, retryAfter: 5 })
  await app.register(rateLimit, {
    global: options.requestsPerMinute > 0,
    max: options.requestsPerMinute,
    timeWindow: 60_000,
    keyGenerator: provenSessions(app),
    addHeaders: { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false },
    addHeadersOnExceeding: {
      'x-ratelimit-limit': false,
      'x-ratelimit-remaining': false,
      'x-ratelimit-reset': false,
    },
  })
  // Answers alone: nobody needs to send us something packed, which could unpack to any size.
  await app.register(compress, { encodings: ['br', 'gzip'], globalDecompression: false })
  await serveWeb(app, options.webFolder)
  return { app, pool, now, timeZone, cpr: options.cpr, routes }
}

/**
 * By what requests are counted: each session by itself, since a whole town hall may share one address, but only when
 * the database has let it in before. Until then, and for tokens that somebody makes up, the address counts.
 */
function provenSessions(app: FastifyInstance): (request: FastifyRequest) => string {
  const proven = new Set<string>()
  app.addHook('onResponse', async ({ sessionToken, staffId }, { statusCode }) => {
    if (sessionToken === undefined) return
    if (statusCode === 401) proven.delete(sessionToken)
    if (staffId === null || proven.has(sessionToken)) return
    proven.add(sessionToken)
    // Those longest known give way; whoever still works is proven again by the next request.
    for (const oldest of proven) {
      if (proven.size <= mostProven) break
      proven.delete(oldest)
    }
  })
  return ({ sessionToken, ip }) =>
    sessionToken !== undefined && proven.has(sessionToken) ? sessionToken : ip
}

function listRoutes(app: FastifyInstance): ReadonlySet<string> {
  const routes = new Set<string>()
  app.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) routes.add(`${one} ${url}`)
  })
  return routes
}

/** The log, with errors and requests told so that they hold no personal data, whoever logs them. */
function safeLog(log: FastifyBaseLogger): FastifyBaseLogger {
  const nothing = () => undefined
  return log.child({}, { serializers: { err: describeError, req: nothing, res: nothing } })
}

function securityHeaders(https: boolean, issuerOrigin: string | null) {
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        baseUri: ["'none'"],
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
        formAction: ["'self'", ...(issuerOrigin === null ? [] : [issuerOrigin])],
      },
    },
    strictTransportSecurity: https ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    referrerPolicy: { policy: 'no-referrer' as const },
    xFrameOptions: { action: 'deny' as const },
  }
}

function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler((error, request, reply) => {
    const refusal = toRefusal(error)
    if (refusal.code === 'unexpected' || refusal.code === 'unavailable')
      request.log.error({ error: describeError(error) }, 'a request failed')
    return reply.status(statusOf[refusal.code]).send({
      error: {
        code: refusal.code,
        ...(refusal.reason === undefined ? {} : { reason: refusal.reason }),
        ...(refusal.fields.length === 0 ? {} : { fields: refusal.fields }),
        requestId: request.id,
      },
    })
  })
}

/** One line a request, with the route's pattern: addresses and queries hold names and keys of people. */
function writeLog(app: FastifyInstance): void {
  app.addHook('onResponse', async (request, reply) => {
    request.log.info(
      {
        method: request.method,
        route: request.routeOptions.url ?? 'none',
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime * 10) / 10,
        ...(request.staffId === null ? {} : { staffId: request.staffId }),
      },
      'request',
    )
  })
}
