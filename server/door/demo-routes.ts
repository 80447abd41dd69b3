import type { IncomingMessage } from 'node:http'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Say } from '#contract/language/say.ts'
import { sayIn } from '#contract/language/say-in.ts'
import type { Role } from '#domain/sharing/permissions.ts'
import { inTransaction } from '#server/database/transaction.ts'
import { bindDemoSubject, type DemoPerson } from './demo-people.ts'
import { type DemoProvider, demoIssuerName, demoPath } from './demo-provider.ts'
import { type Html, html } from './html.ts'
import { isOwnMachine, originOf } from './origin.ts'
import { page, sendNotice } from './page.ts'
import { Refusal } from './refusal.ts'
import type { House } from './route.ts'
import type { TrialCode } from './trial-code.ts'

export interface DemoRoutesOptions {
  publicUrl: URL | null
  demo: DemoProvider
  /** Whether this log-in is in use, and for what; asked at each request, for a database is filled while the app runs. */
  openAs: () => Promise<'demo' | 'trial' | null>
  people: () => Promise<DemoPerson[]>
  /** Asked for in a trial before anybody can be chosen. */
  code: TrialCode
}

/** `/demo-log-in`: the demo's own log-in provider, and the page on which one chooses whom to be. */
export function demoRoutes(house: House, options: DemoRoutesOptions): void {
  void house.app.register(async app => {
    app.addHook('onRequest', async (request, reply) => {
      const opened = await options.openAs()
      if (opened === null) throw new Refusal('notFound')
      // A trial holds no secrets yet, but it may come to: only whoever sits at the machine gets in.
      if (opened === 'trial' && !isOwnMachine(request)) throw new Refusal('notFound')
      const origin = originOf(request, options.publicUrl)
      if (origin === null) return sendNotice(reply, 'address')
      tellOrigin(request.raw, origin)
      // A form must say where it comes from, which it does not under no-referrer.
      reply.header('referrer-policy', 'same-origin')
      reply.header('cache-control', 'no-store')
    })
    void app.register(async inner => choosing(inner, house, options))
    void app.register(async inner => protocol(inner, options))
  })
}

function choosing(app: FastifyInstance, house: House, options: DemoRoutesOptions): void {
  const url = `${demoPath}/interaction/:uid`
  const providerFor = (request: FastifyRequest) => options.demo.at(originOf(request, options.publicUrl) ?? '')
  app.setErrorHandler((error, _request, reply) => {
    // The provider's word for an interaction that it no longer knows.
    if (error instanceof Error && error.constructor.name === 'SessionNotFound')
      return sendNotice(reply, 'expired')
    throw error
  })
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: 1024 },
    (_request, body, done) => done(null, new URLSearchParams(String(body))),
  )

  app.get(url, async (request, reply) => {
    const provider = await providerFor(request)
    await provider.interactionDetails(request.raw, reply.raw)
    const kind = (await options.openAs()) ?? 'demo'
    if (kind === 'trial' && !options.code.wasTyped(request)) return options.code.ask(reply)
    const { rows } = await house.pool.query<{ name: string }>('select name from municipality')
    return reply
      .type('text/html; charset=utf-8')
      .send(choosingPage(sayIn('da'), rows[0]?.name ?? '', kind, await options.people()))
  })

  app.post(url, async (request, reply) => {
    const provider = await providerFor(request)
    const form = request.body instanceof URLSearchParams ? request.body : new URLSearchParams()
    if ((await options.openAs()) !== 'demo' && !options.code.wasTyped(request))
      return options.code.take(request, reply, form.get('code') ?? '')
    const wanted = form.get('person')
    const person = (await options.people()).find(({ id }) => String(id) === wanted)
    if (person === undefined) throw new Refusal('badInput')
    const subject = String(person.id)
    const returnTo = await provider.interactionResult(
      request.raw,
      reply.raw,
      { login: { accountId: subject, remember: false } },
      { mergeWithLastSubmission: false },
    )
    const today = house.now().toZonedDateTimeISO(house.timeZone).toPlainDate()
    await inTransaction(house.pool, { kind: 'system', onBehalfOf: null, today, requestId: request.id }, db =>
      bindDemoSubject(db, person.id, `${demoIssuerName} ${subject}`),
    )
    return reply.redirect(returnTo, 303)
  })
}

/** Everything else under the path is the provider's: discovery, authorization, tokens, keys. */
function protocol(app: FastifyInstance, options: DemoRoutesOptions): void {
  // The provider reads the bodies itself.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', (_request, _payload, done) => done(null))
  app.all(`${demoPath}/*`, async (request, reply) => {
    const origin = originOf(request, options.publicUrl) ?? ''
    const provider = await options.demo.at(origin)
    passOn(request, reply, provider.callback())
    return reply
  })
}

type Handle = ReturnType<Awaited<ReturnType<DemoProvider['at']>>['callback']>

function passOn(request: FastifyRequest, reply: FastifyReply, handle: Handle): void {
  reply.hijack()
  const raw: IncomingMessage & { originalUrl?: string } = request.raw
  for (const [name, value] of Object.entries(reply.getHeaders())) {
    if (value !== undefined) reply.raw.setHeader(name, value)
  }
  raw.originalUrl = raw.url ?? ''
  raw.url = raw.originalUrl.slice(demoPath.length)
  forgetSession(raw)
  void handle(raw, reply.raw)
}

/** Who tries the demo wants to choose each time, and be somebody else next: a log-in knows of no earlier one. */
function forgetSession(raw: IncomingMessage): void {
  const cookies = (raw.headers.cookie ?? '').split(/; */)
  raw.headers.cookie = cookies.filter(pair => !/^_session(\.|=)/.test(pair)).join('; ')
}

/** Makes the provider build its addresses on our origin, whatever a header claims. */
function tellOrigin(raw: IncomingMessage, origin: string): void {
  const { protocol: scheme, host } = new URL(origin)
  raw.headers['x-forwarded-proto'] = scheme.slice(0, -1)
  raw.headers['x-forwarded-host'] = host
}

/** Leaders first: they see most. */
const order: readonly Role[] = [
  'leader',
  'caseworker',
  'educationAdviser',
  'contactPerson',
  'mentor',
  'administrator',
]

function choosingPage(
  say: Say,
  municipality: string,
  kind: 'demo' | 'trial',
  people: readonly DemoPerson[],
): string {
  const groups = order.map(role => ({
    role,
    // Whoever has several roles stands once, under the first.
    members: people.filter(person => order.find(one => person.roles.includes(one)) === role),
  }))
  const lists = groups
    .filter(({ members }) => members.length > 0)
    .map(
      ({ role, members }) => html`<h2 id="${role}">${say(`role.${role}`)}</h2>
<ul class="people" aria-labelledby="${role}">${members.map(person => choice(say, person))}</ul>
`,
    )
  return page({
    title: say('door.demoTitle'),
    wide: true,
    body: html`<p>${kind === 'demo' ? say('door.demoText', { municipality }) : say('door.trialText')}</p>
${lists.length === 0 ? html`<p>${say('door.demoNobody')}</p>` : html`<form method="post">${lists}</form>`}`,
  })
}

function choice(say: Say, person: DemoPerson): Html {
  const about = [
    person.profession,
    ...(person.roles.length > 1 ? [person.roles.map(role => say(`role.${role}`)).join(', ')] : []),
    ...(person.youths > 0 ? [say('door.demoYouths', { count: person.youths })] : []),
  ]
  return html`<li><button name="person" value="${person.id}"><b>${person.givenName} ${person.familyName}</b>${about.map(
    line => html` <span>${line}</span>`,
  )}</button></li>
`
}
