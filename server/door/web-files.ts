import { existsSync } from 'node:fs'
import { join, sep } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

/**
 * Serves the built web. Files under `assets/` carry a hash of what they hold in their name and are kept for ever;
 * all else is asked for anew. A page's address that is no file gets the start page, whose script knows it.
 */
export async function serveWeb(app: FastifyInstance, folder: string | null): Promise<void> {
  const built = folder !== null && existsSync(join(folder, 'index.html'))
  if (built) {
    await app.register(fastifyStatic, {
      root: folder,
      cacheControl: false,
      dotfiles: 'ignore',
      setHeaders(reply, path) {
        const hashed = path.includes(`${sep}assets${sep}`)
        reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache')
      },
    })
  }
  app.setNotFoundHandler((request, reply) => {
    const page = request.method === 'GET' && (request.headers.accept ?? '').includes('text/html')
    if (built && page && !/^\/(api|assets|demo-log-in)(\/|\?|$)/.test(request.url))
      return reply.sendFile('index.html')
    return reply.status(404).send({ error: { code: 'notFound', requestId: request.id } })
  })
}
