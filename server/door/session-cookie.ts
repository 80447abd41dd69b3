import type { CookieSerializeOptions } from '@fastify/cookie'
import { sessionCookie } from './route.ts'

/**
 * The cookie's name and how it is set. On https the prefix `__Host-` keeps neighbouring hosts of the same domain
 * from setting it for us. Lax, not strict: the way back from the log-in provider comes from another site.
 */
export function sessionCookieFor(https: boolean): { name: string; options: CookieSerializeOptions } {
  return {
    name: https ? `__Host-${sessionCookie}` : sessionCookie,
    options: { httpOnly: true, sameSite: 'lax', secure: https, path: '/' },
  }
}
