import { generateKeyPairSync } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Provider } from 'oidc-provider'
import { demoStore } from '#server/door/demo-store.ts'

interface Account {
  sub: string
  email?: string
  email_verified?: boolean
}

/** For tests: somebody else's log-in provider, as a municipality has one, which lets `account` in without asking. */
export class TestProvider {
  /** Who logs in next; null refuses. */
  account: Account | null = null
  readonly #server: Server
  #handle: ReturnType<Provider['callback']> | undefined

  constructor() {
    this.#server = createServer((request, response) => {
      if (this.#handle === undefined) response.writeHead(503).end()
      else void this.#handle(request, response)
    })
  }

  /** Listens, but answers 503 until it is opened. */
  async listen(): Promise<URL> {
    await new Promise<void>(resolve => this.#server.listen(0, '127.0.0.1', resolve))
    return new URL(`http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`)
  }

  open(issuer: URL, redirectUri: string, inIdToken = true): void {
    const key = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' })
    const provider = new Provider(issuer.href, {
      adapter: demoStore(() => Temporal.Now.instant()),
      ttl: { AccessToken: 60, AuthorizationCode: 60, IdToken: 60, Interaction: 60, Session: 60, Grant: 60 },
      clients: [
        {
          client_id: 'medgang',
          client_secret: 'a secret with : and %',
          redirect_uris: [redirectUri],
          post_logout_redirect_uris: [`${new URL(redirectUri).origin}/`],
          token_endpoint_auth_method: 'client_secret_basic',
        },
      ],
      clientAuthMethods: ['client_secret_basic'],
      jwks: { keys: [{ ...(key as Record<string, string>), use: 'sig', kid: 'test' }] },
      cookies: { keys: ['test'] },
      claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
      conformIdTokenClaims: !inIdToken,
      features: { devInteractions: { enabled: false } },
      interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
      findAccount: (_context, id) => {
        const { account } = this
        return account?.sub === id ? { accountId: id, claims: () => ({ ...account }) } : undefined
      },
      async loadExistingGrant(context) {
        const grant = new context.oidc.provider.Grant({
          clientId: 'medgang',
          accountId: context.oidc.session?.accountId ?? '',
        })
        grant.addOIDCScope('openid profile email')
        await grant.save()
        return grant
      },
    })
    const protocol = provider.callback()
    this.#handle = async (request, response) => {
      if (!request.url?.startsWith('/interaction/')) return protocol(request, response)
      const { account } = this
      await provider.interactionFinished(
        request,
        response,
        account === null ? { error: 'access_denied' } : { login: { accountId: account.sub } },
      )
    }
  }

  close(): Promise<void> {
    return new Promise(resolve => {
      this.#server.close(() => resolve())
      this.#server.closeAllConnections()
    })
  }
}
