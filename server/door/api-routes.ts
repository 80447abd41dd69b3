import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { loadSay } from '#contract/language/say-in.ts'
import { openApi } from '#contract/open-api.ts'
import { apiPage } from './api-page.ts'
import { pageStyle } from './page.ts'
import type { House } from './route.ts'
import { statusOf } from './status.ts'

const { version } = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')))

/** What the API is: `/api` to read, `/api/openapi.json` for programs. It holds nothing secret. */
export function apiRoutes({ app }: House): void {
  // Made when first asked for: the start need not wait for it.
  let made: ReturnType<typeof openApi> | undefined
  const document = () => {
    made ??= openApi(version, statusOf)
    return made
  }
  pageStyle(app)
  app.get('/api/openapi.json', async (_request, reply) =>
    reply.header('cache-control', 'public, max-age=300').send(document()),
  )
  // In English, as the operations themselves are described.
  app.get('/api', async (_request, reply) =>
    reply.type('text/html; charset=utf-8').send(apiPage(document(), await loadSay('en'))),
  )
}
