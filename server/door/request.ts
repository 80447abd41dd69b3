import type {} from 'fastify'

declare module 'fastify' {
  interface FastifyRequest {
    /** What the session's cookie holds, not yet checked. */
    sessionToken: string | undefined
    /** Who turned out to ask, for the log; null before the database has said so. */
    staffId: number | null
  }
}
