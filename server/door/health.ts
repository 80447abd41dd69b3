import { setTimeout as sleep } from 'node:timers/promises'
import type { House } from './route.ts'

/** `/health`: whether the app and its database answer, and nothing else. */
export function healthRoute({ app, pool }: House): void {
  app.get('/health', { config: { rateLimit: false } }, async (_request, reply) => {
    const patience = new AbortController()
    const answered = await Promise.race([
      pool.query('select 1').then(
        () => true,
        () => false,
      ),
      sleep(2000, false, { signal: patience.signal }),
    ])
    patience.abort()
    return reply
      .status(answered ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ status: answered ? 'ok' : 'unavailable' })
  })
}
