import type { FastifyRequest } from 'fastify'
import { originOf } from './origin.ts'
import { Refusal } from './refusal.ts'

const safe = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Refuses a change that another site asks a browser to make. Browsers say in `Sec-Fetch-Site` and `Origin` who
 * asks, and pages cannot change that; a request with neither comes from no browser, which carries no cookie
 * against anybody's will.
 */
export function refuseOtherSites(request: FastifyRequest, publicUrl: URL | null): void {
  if (safe.has(request.method)) return
  const site = request.headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw new Refusal('notPermitted')
  const { origin } = request.headers
  if (origin === undefined || origin === originOf(request, publicUrl)) return
  // A form on a page with `Referrer-Policy: no-referrer` says null; Sec-Fetch-Site has vouched for it then.
  if (origin === 'null' && site === 'same-origin') return
  throw new Refusal('notPermitted')
}
