import { z } from 'zod'
import { fromEnvironment } from './secrets.ts'

type Env = Readonly<Record<string, string | undefined>>

/** What whoever runs Medgang has set from outside. */
export interface Environment {
  /** The address that people type, without a path; null on one's own machine, where the Host header will do. */
  publicUrl: URL | null
  /** Whether proxies in front may say whom they forward for: true, or their addresses separated by commas. */
  trustProxy: boolean | string
  /** The log-in provider; null in the demo, which brings its own. */
  oidc: { issuer: URL; clientId: string; clientSecret: string | undefined } | null
  sessionHours: number
  idleMinutes: number
  /** For one session; 0 is no limit. */
  requestsPerMinute: number
  /** For one address; 0 is no limit. */
  logInsPerMinute: number
  /** At the public entrance; 0 is no limit. */
  entrance: {
    /** From one address in ten minutes. */
    enquiriesPerAddress: number
    lookUpsPerAddress: number
    /** From all together in an hour: a flood from many addresses must not fill the database. */
    enquiriesPerHour: number
  }
  /** What a new installation without the demo is called. */
  municipalityName: string
  /** Who can log in to a new installation first. */
  firstAdministrator: { givenName: string; familyName: string; email: string } | null
}

/** A setting that a person must mend; names the variable, never its value. */
export class EnvironmentError extends Error {}

/**
 * Reads `PUBLIC_URL`, `TRUST_PROXY`, `OIDC_ISSUER`, `OIDC_CLIENT_ID`, `OIDC_CLIENT_SECRET` (or `_FILE`),
 * `SESSION_HOURS`, `SESSION_IDLE_MINUTES`, `REQUESTS_PER_MINUTE`, `LOG_INS_PER_MINUTE`, `ENQUIRIES_PER_ADDRESS`,
 * `LOOK_UPS_PER_ADDRESS`, `ENQUIRIES_PER_HOUR`, `MUNICIPALITY_NAME` and `FIRST_ADMINISTRATOR` (as
 * `Asta Holm <asta.holm@kommune.dk>`).
 *
 * @throws EnvironmentError when one of them cannot be used
 */
export async function readEnvironment(env: Env): Promise<Environment> {
  const publicUrl = env['PUBLIC_URL'] ? addressIn(env, 'PUBLIC_URL') : null
  if (publicUrl !== null && (publicUrl.pathname !== '/' || publicUrl.search !== '' || publicUrl.hash !== ''))
    throw new EnvironmentError('PUBLIC_URL must be an address without a path, as https://medgang.example.dk')
  return {
    publicUrl,
    trustProxy: trustProxyIn(env['TRUST_PROXY']),
    oidc: env['OIDC_ISSUER'] ? await oidcIn(env) : null,
    sessionHours: numberIn(env, 'SESSION_HOURS', 12, 1, 24),
    idleMinutes: numberIn(env, 'SESSION_IDLE_MINUTES', 60, 1, 1440),
    requestsPerMinute: numberIn(env, 'REQUESTS_PER_MINUTE', 1200, 0, 1_000_000),
    logInsPerMinute: numberIn(env, 'LOG_INS_PER_MINUTE', 30, 0, 1_000_000),
    entrance: {
      enquiriesPerAddress: numberIn(env, 'ENQUIRIES_PER_ADDRESS', 5, 0, 1_000_000),
      lookUpsPerAddress: numberIn(env, 'LOOK_UPS_PER_ADDRESS', 20, 0, 1_000_000),
      enquiriesPerHour: numberIn(env, 'ENQUIRIES_PER_HOUR', 200, 0, 1_000_000),
    },
    municipalityName: env['MUNICIPALITY_NAME']?.trim() || 'Kommunen',
    firstAdministrator: administratorIn(env['FIRST_ADMINISTRATOR']),
  }
}

async function oidcIn(env: Env): Promise<Environment['oidc']> {
  const clientId = env['OIDC_CLIENT_ID']
  if (!clientId) throw new EnvironmentError('OIDC_CLIENT_ID is missing: OIDC_ISSUER is set')
  return {
    issuer: addressIn(env, 'OIDC_ISSUER'),
    clientId,
    clientSecret: await fromEnvironment(env, 'OIDC_CLIENT_SECRET'),
  }
}

function administratorIn(text: string | undefined): Environment['firstAdministrator'] {
  if (text === undefined || text === '') return null
  const [, givenName, familyName, email] =
    /^(\S.*?)\s+(\S+)\s*<([^\s<>@]+@[^\s<>@]+)>$/.exec(text.trim()) ?? []
  if (givenName === undefined || familyName === undefined || email === undefined)
    throw new EnvironmentError('FIRST_ADMINISTRATOR is not of the form Asta Holm <asta.holm@kommune.dk>')
  return { givenName, familyName, email: email.toLowerCase() }
}

function addressIn(env: Env, name: string): URL {
  const url = URL.parse(env[name] ?? '')
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '')
    throw new EnvironmentError(`${name} is not an address that begins with https:// or http://`)
  return url
}

function numberIn(env: Env, name: string, otherwise: number, min: number, max: number): number {
  const text = env[name]
  if (text === undefined || text === '') return otherwise
  const parsed = z.coerce.number().int().min(min).max(max).safeParse(text)
  if (!parsed.success) throw new EnvironmentError(`${name} is not a whole number from ${min} to ${max}`)
  return parsed.data
}

function trustProxyIn(text: string | undefined): boolean | string {
  if (text === undefined || text === '' || text === 'false') return false
  if (text === 'true') return true
  return text
}
