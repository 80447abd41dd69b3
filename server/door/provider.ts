import * as oidc from 'openid-client'
import { isLoopback } from './origin.ts'

/** Where people log in, as the log-in routes need it. */
export interface LogInProvider {
  /** What bound subjects are stored under, so that another provider's subjects are never taken for these. */
  issuerName: string
  /** The provider's addresses and keys, found when first needed and asked for again after a failure. */
  configuration(origin: string): Promise<oidc.Configuration>
}

interface OwnProvider {
  issuer: URL
  clientId: string
  clientSecret: string | undefined
}

/** The municipality's own provider, found through OpenID Connect Discovery. */
export function ownProvider({ issuer, clientId, clientSecret }: OwnProvider): LogInProvider {
  let found: Promise<oidc.Configuration> | undefined
  const discover = async (): Promise<oidc.Configuration> => {
    const options = {
      timeout: 10,
      // Only a provider on this machine itself may be reached without encryption.
      execute: isLoopback(issuer.hostname) ? [oidc.allowInsecureRequests] : [],
    }
    const first = await oidc.discovery(issuer, clientId, clientSecret, undefined, options)
    const methods = first.serverMetadata().token_endpoint_auth_methods_supported
    if (clientSecret === undefined || (methods?.includes('client_secret_post') ?? false)) return first
    return oidc.discovery(issuer, clientId, clientSecret, oidc.ClientSecretBasic(clientSecret), options)
  }
  return {
    issuerName: issuer.href,
    configuration() {
      found ??= discover().catch((error: unknown) => {
        found = undefined
        throw error
      })
      return found
    },
  }
}
