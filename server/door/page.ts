import { readFileSync } from 'node:fs'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Say } from '#contract/language/say.ts'
import { sayIn } from '#contract/language/say-in.ts'
import { type Html, html } from './html.ts'

const style = readFileSync(new URL('./style.css', import.meta.url), 'utf8')
const stylePath = '/api/style.css'

/** Serves the style of the pages that the server writes itself. */
export function pageStyle(app: FastifyInstance): void {
  app.get(stylePath, (_request, reply) =>
    reply.header('cache-control', 'public, max-age=300').type('text/css; charset=utf-8').send(style),
  )
}

/** A whole page that the server writes itself: no script, style from our own address. */
export function page(content: { title: string; body: Html; language?: string; wide?: boolean }): string {
  const { title, body, language = 'da', wide = false } = content
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title} - Medgang</title>
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${stylePath}">
</head>
<body>
<header class="product"><span>Medgang</span></header>
<main${wide ? html` class="wide"` : ''}>
<h1>${title}</h1>
${body}
</main>
</body>
</html>
`.text
}

const notices = {
  expired: 400,
  failed: 400,
  cancelled: 403,
  unknown: 403,
  noRole: 403,
  tooMany: 429,
  provider: 503,
  notSetUp: 503,
  address: 503,
} as const
export type Notice = keyof typeof notices

/** Answers with a page that says what came in the way of a log-in, and what one can do. */
export function sendNotice(reply: FastifyReply, notice: Notice, say: Say = sayIn('da')): FastifyReply {
  const title = say(`door.${notice}Title`)
  const body = html`<p>${say(`door.${notice}Text`)}</p>
<p><a class="button" href="/api/log-in">${say('door.tryAgain')}</a></p>
<p class="quiet">${say('door.requestId', { id: reply.request.id })}</p>`
  return reply.status(notices[notice]).type('text/html; charset=utf-8').send(page({ title, body }))
}
