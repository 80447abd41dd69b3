import type { FastifyReply, FastifyRequest } from 'fastify'
import * as oidc from 'openid-client'
import { z } from 'zod'
import { logOut } from '#contract/session.ts'
import { inTransaction } from '#server/database/transaction.ts'
import { describeError } from './describe-error.ts'
import { findStaff, hasRole } from './match-staff.ts'
import { localPath, originOf } from './origin.ts'
import { type Notice, sendNotice } from './page.ts'
import type { LogInProvider } from './provider.ts'
import type { House } from './route.ts'
import { seal, unseal } from './sealed.ts'
import { sessionCookieFor } from './session-cookie.ts'
import { beginSession, deleteEndedSessions, endSession } from './session-rows.ts'
import { toRefusal } from './to-refusal.ts'

export interface LogInOptions {
  publicUrl: URL | null
  cookieKey: Buffer
  sessionHours: number
  idleMinutes: number
  logInsPerMinute: number
  /** The provider in use at this moment; null when none is set up. */
  provider: () => Promise<LogInProvider | null>
}

/** What is remembered, sealed in a cookie, while somebody is away at the provider. */
const UnderWay = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  returnTo: z.string(),
  endsAt: z.number(),
})
type UnderWay = z.infer<typeof UnderWay>

const underWayCookie = 'medgang-log-in'
const underWaySeconds = 600
const callbackPath = '/api/log-in/callback'

class NoticeInstead extends Error {
  readonly notice: Notice
  constructor(notice: Notice, cause?: unknown) {
    super(notice, { cause })
    this.notice = notice
  }
}

/** `/api/log-in`, `/api/log-in/callback` and `/api/log-out`: authorization code with PKCE, state and nonce. */
export function logInRoutes(house: House, options: LogInOptions): void {
  const { app, pool, now } = house
  const https = options.publicUrl?.protocol === 'https:'
  const session = sessionCookieFor(https)
  const underWay = { httpOnly: true, sameSite: 'lax', secure: https, path: '/api/log-in' } as const
  const limited = {
    config: {
      rateLimit:
        options.logInsPerMinute === 0
          ? (false as const)
          : { max: options.logInsPerMinute, keyGenerator: (request: FastifyRequest) => request.ip },
    },
    errorHandler: sendErrorPage,
  }
  const today = () => now().toZonedDateTimeISO(house.timeZone).toPlainDate()
  const asSystem = (request: FastifyRequest) =>
    ({ kind: 'system', onBehalfOf: null, today: today(), requestId: request.id }) as const

  app.get<{ Querystring: Record<string, unknown> }>('/api/log-in', limited, async (request, reply) => {
    const { origin, provider } = await known(request, options)
    const configuration = await reached(provider, origin)
    const verifier = oidc.randomPKCECodeVerifier()
    const remembered: UnderWay = {
      state: oidc.randomState(),
      nonce: oidc.randomNonce(),
      verifier,
      returnTo: localPath(request.query['return']),
      endsAt: now().epochMilliseconds + underWaySeconds * 1000,
    }
    const sealed = seal(options.cookieKey, underWayCookie, JSON.stringify(remembered))
    const address = oidc.buildAuthorizationUrl(configuration, {
      redirect_uri: origin + callbackPath,
      scope: 'openid profile email',
      state: remembered.state,
      nonce: remembered.nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    })
    return reply
      .setCookie(underWayCookie, sealed.toString('base64url'), { ...underWay, maxAge: underWaySeconds })
      .redirect(address.href, 303)
  })

  app.get(callbackPath, limited, async (request, reply) => {
    const { origin, provider } = await known(request, options)
    // Whatever comes of it, what was remembered serves once.
    reply.clearCookie(underWayCookie, underWay)
    const remembered = rememberedIn(request, options.cookieKey)
    if (remembered === null || remembered.endsAt <= now().epochMilliseconds)
      throw new NoticeInstead('expired')
    const configuration = await reached(provider, origin)
    const tokens = await exchange(configuration, new URL(request.url, origin), remembered)
    const identity = {
      issuerName: provider.issuerName,
      subject: tokens.subject,
      verifiedEmail: await verifiedEmail(configuration, tokens),
    }
    const canEnd = configuration.serverMetadata().end_session_endpoint !== undefined
    const token = await inTransaction(pool, asSystem(request), async db => {
      const staffId = await findStaff(db, identity)
      if (staffId === null) throw new NoticeInstead('unknown')
      if (!(await hasRole(db, staffId, today()))) throw new NoticeInstead('noRole')
      await deleteEndedSessions(db, now())
      if (request.sessionToken !== undefined) await endSession(db, request.sessionToken)
      request.staffId = staffId
      return beginSession(db, {
        staffId,
        now: now(),
        hours: options.sessionHours,
        idleMinutes: options.idleMinutes,
        idToken: canEnd ? seal(options.cookieKey, 'id-token', tokens.idToken) : null,
      })
    })
    return reply.setCookie(session.name, token, session.options).redirect(remembered.returnTo, 303)
  })

  app.route({
    method: logOut.method,
    url: logOut.path,
    async handler(request, reply) {
      reply.clearCookie(session.name, session.options)
      const { sessionToken } = request
      if (sessionToken === undefined) return { goTo: null }
      const sealed = await inTransaction(pool, asSystem(request), db => endSession(db, sessionToken))
      const idToken = sealed ? unseal(options.cookieKey, 'id-token', sealed) : null
      return { goTo: idToken === null ? null : await endAddress(request, options, idToken) }
    },
  })
}

/** Our origin and the provider, or a page that says which of them is missing. */
async function known(request: FastifyRequest, options: LogInOptions) {
  const provider = await options.provider()
  if (provider === null) throw new NoticeInstead('notSetUp')
  const origin = originOf(request, options.publicUrl)
  if (origin === null) throw new NoticeInstead('address')
  return { origin, provider }
}

async function reached(provider: LogInProvider, origin: string): Promise<oidc.Configuration> {
  try {
    return await provider.configuration(origin)
  } catch (error) {
    throw new NoticeInstead('provider', error)
  }
}

function rememberedIn(request: FastifyRequest, key: Buffer): UnderWay | null {
  const sealed = request.cookies[underWayCookie]
  if (sealed === undefined) return null
  const text = unseal(key, underWayCookie, Buffer.from(sealed, 'base64url'))
  return text === null ? null : UnderWay.parse(JSON.parse(text))
}

interface Tokens {
  subject: string
  accessToken: string
  idToken: string
  email: unknown
  emailVerified: unknown
}

/** Trades the code for tokens; the library checks state, nonce, signature, audience and age. */
async function exchange(configuration: oidc.Configuration, url: URL, remembered: UnderWay): Promise<Tokens> {
  try {
    const tokens = await oidc.authorizationCodeGrant(configuration, url, {
      pkceCodeVerifier: remembered.verifier,
      expectedState: remembered.state,
      expectedNonce: remembered.nonce,
      idTokenExpected: true,
    })
    const claims = tokens.claims()
    if (claims === undefined || tokens.id_token === undefined) throw new NoticeInstead('failed')
    return {
      subject: claims.sub,
      accessToken: tokens.access_token,
      idToken: tokens.id_token,
      email: claims['email'],
      emailVerified: claims['email_verified'],
    }
  } catch (error) {
    if (error instanceof oidc.AuthorizationResponseError && error.error === 'access_denied')
      throw new NoticeInstead('cancelled', error)
    throw new NoticeInstead(isUnreached(error) ? 'provider' : 'failed', error)
  }
}

function isUnreached(error: unknown): boolean {
  return (
    error instanceof oidc.ClientError &&
    error.cause instanceof TypeError &&
    error.cause.message === 'fetch failed'
  )
}

async function verifiedEmail(configuration: oidc.Configuration, tokens: Tokens): Promise<string | null> {
  if (typeof tokens.email === 'string') return tokens.emailVerified === true ? tokens.email : null
  if (configuration.serverMetadata().userinfo_endpoint === undefined) return null
  try {
    const told = await oidc.fetchUserInfo(configuration, tokens.accessToken, tokens.subject)
    return told.email_verified === true ? (told.email ?? null) : null
  } catch (error) {
    throw new NoticeInstead('provider', error)
  }
}

/** Where the provider ends its own session; null when it does not offer that, or cannot be reached: ours has ended. */
async function endAddress(
  request: FastifyRequest,
  options: LogInOptions,
  idToken: string,
): Promise<string | null> {
  try {
    const { origin, provider } = await known(request, options)
    const configuration = await provider.configuration(origin)
    if (configuration.serverMetadata().end_session_endpoint === undefined) return null
    return oidc.buildEndSessionUrl(configuration, {
      id_token_hint: idToken,
      post_logout_redirect_uri: `${origin}/`,
    }).href
  } catch (error) {
    request.log.warn({ error: describeError(error) }, 'the log-in provider could not be told of a log-out')
    return null
  }
}

function sendErrorPage(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const notice = noticeFor(error)
  if (!(error instanceof NoticeInstead) || error.cause !== undefined)
    request.log.warn({ error: describeError(error), notice }, 'a log-in failed')
  return sendNotice(reply, notice)
}

function noticeFor(error: unknown): Notice {
  if (error instanceof NoticeInstead) return error.notice
  const { code } = toRefusal(error)
  if (code === 'tooMany') return 'tooMany'
  return code === 'unavailable' ? 'provider' : 'failed'
}
