import { createHmac, randomBytes } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type { JWK, Provider } from 'oidc-provider'
import * as oidc from 'openid-client'
import { sayIn } from '#contract/language/say-in.ts'
import type { DemoPerson } from './demo-people.ts'
import { demoStore } from './demo-store.ts'
import { html } from './html.ts'
import { page } from './page.ts'
import type { LogInProvider } from './provider.ts'

export const demoPath = '/demo-log-in'
const clientId = 'medgang'
/** Somebody may reach the demo by several names and ports of one machine; more than this is somebody playing. */
const mostOrigins = 16

export interface DemoOptions {
  app: FastifyInstance
  now: () => Temporal.Instant
  cookieKey: Buffer
  key: () => Promise<JWK>
  person: (id: number) => Promise<DemoPerson | undefined>
}

export interface DemoProvider extends LogInProvider {
  /** The provider whose issuer lies under an origin. */
  at(origin: string): Promise<Provider>
}

/** What a subject of the demo's provider is stored as with a member of staff. */
export const demoIssuerName = 'demo'

/** A real OpenID Connect provider for the demo, in this process, one for each origin that people reach us by. */
export function demoProvider(options: DemoOptions): DemoProvider {
  // Nobody outside this process knows it: the provider and its only client live and end together.
  const clientSecret = randomBytes(32).toString('base64url')
  const providers = new Map<string, Promise<Provider>>()
  const at = (origin: string): Promise<Provider> => {
    const known = providers.get(origin)
    if (known !== undefined) return known
    const oldest = providers.keys().next()
    if (providers.size >= mostOrigins && !oldest.done) providers.delete(oldest.value)
    const made = createProvider(options, origin, clientSecret)
    providers.set(origin, made)
    return made
  }
  return {
    at,
    issuerName: demoIssuerName,
    async configuration(origin) {
      await at(origin)
      return oidc.discovery(new URL(origin + demoPath), clientId, clientSecret, undefined, {
        execute: [oidc.allowInsecureRequests],
        [oidc.customFetch]: fetchInside(options.app),
      })
    },
  }
}

/** Asks the provider without a way out of the process: our own public address need not be reachable from here. */
function fetchInside(app: FastifyInstance): oidc.CustomFetch {
  return async (address, { method, headers, body }) => {
    const url = new URL(address)
    const answer = await app.inject({
      method: method === 'POST' ? 'POST' : 'GET',
      url: url.pathname + url.search,
      headers: { ...headers, host: url.host },
      ...(body === undefined || body === null ? {} : { payload: String(body) }),
    })
    return new Response(new Uint8Array(answer.rawPayload), {
      status: answer.statusCode,
      headers: { 'content-type': String(answer.headers['content-type'] ?? '') },
    })
  }
}

async function createProvider(
  { now, cookieKey, key, person }: DemoOptions,
  origin: string,
  clientSecret: string,
): Promise<Provider> {
  // Loaded only where there is a demo.
  const { Provider } = await import('oidc-provider')
  const cookie = { httpOnly: true, signed: true, sameSite: 'lax', path: demoPath } as const
  const provider = new Provider(origin + demoPath, {
    adapter: demoStore(now),
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [`${origin}/api/log-in/callback`],
        response_types: ['code'],
        grant_types: ['authorization_code'],
        token_endpoint_auth_method: 'client_secret_post',
        id_token_signed_response_alg: 'ES256',
      },
    ],
    jwks: { keys: [await key()] },
    cookies: {
      keys: [createHmac('sha256', cookieKey).update('demo log-in').digest('base64url')],
      long: cookie,
      short: cookie,
    },
    scopes: ['openid', 'profile', 'email'],
    claims: {
      openid: ['sub'],
      profile: ['given_name', 'family_name', 'name'],
      email: ['email', 'email_verified'],
    },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: false } },
    clientBasedCORS: () => false,
    ttl: {
      AccessToken: 300,
      AuthorizationCode: 60,
      IdToken: 300,
      Interaction: 3600,
      Session: 3600,
      Grant: 3600,
    },
    interactions: { url: (_context, interaction) => `${demoPath}/interaction/${interaction.uid}` },
    async findAccount(_context, id) {
      const found = await person(Number(id))
      if (found === undefined) return undefined
      return {
        accountId: id,
        claims: () => ({
          sub: id,
          given_name: found.givenName,
          family_name: found.familyName,
          name: `${found.givenName} ${found.familyName}`,
          ...(found.email === null ? {} : { email: found.email, email_verified: true }),
        }),
      }
    },
    // There is one client, and it is ourselves: nobody needs to be asked.
    async loadExistingGrant(context) {
      const { client, session, provider: own } = context.oidc
      const grant = new own.Grant({
        ...(client === undefined ? {} : { clientId: client.clientId }),
        ...(session?.accountId === undefined ? {} : { accountId: session.accountId }),
      })
      grant.addOIDCScope('openid profile email')
      await grant.save()
      return grant
    },
    renderError(context) {
      const say = sayIn('da')
      context.type = 'html'
      context.body = page({
        title: say('door.failedTitle'),
        body: html`<p>${say('door.failedText')}</p>
<p><a class="button" href="/api/log-in">${say('door.tryAgain')}</a></p>`,
      })
    },
  })
  // Host and protocol are ours to say: see demo-routes.ts.
  provider.proxy = true
  return provider
}
