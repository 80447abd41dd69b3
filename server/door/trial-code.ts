import { createHash, randomInt, timingSafeEqual } from 'node:crypto'
import type { CookieSerializeOptions } from '@fastify/cookie'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Say } from '#contract/language/say.ts'
import { sayIn } from '#contract/language/say-in.ts'
import { demoPath } from './demo-provider.ts'
import { html } from './html.ts'
import { page, sendNotice } from './page.ts'
import { seal, unseal } from './sealed.ts'

/** Without those that are taken for each other. */
const letters = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'
const most = 10
const cookieName = 'medgang-trial'
const cookie: CookieSerializeOptions = { httpOnly: true, sameSite: 'lax', path: demoPath }
const days = 30

/** Proof that somebody can read the terminal in which a trial was started. */
export interface TrialCode {
  /** What the terminal says: 39 bits of chance, new at each start. */
  text: string
  /** Whether it has been typed in this browser, at this start or one before. */
  wasTyped(request: FastifyRequest): boolean
  /** The page that asks for it. */
  ask(reply: FastifyReply): FastifyReply
  /** Remembers the browser where what was typed is right, and asks again where it is not: ten times a minute at most. */
  take(request: FastifyRequest, reply: FastifyReply, typed: string): FastifyReply
}

/**
 * A request from this very machine does not prove that somebody sits there: a tunnel or a forwarder on it asks for
 * others without saying so. What the terminal says at the start is known to whoever started it and nobody else.
 */
export function trialCode({ key, now }: { key: Buffer; now: () => Temporal.Instant }): TrialCode {
  const text = [block(), block()].join('-')
  let wrong = 0
  let countedUntil = 0
  return {
    text,
    wasTyped(request) {
      const sealed = Buffer.from(request.cookies[cookieName] ?? '', 'base64url')
      const endsAt = unseal(key, cookieName, sealed)
      return endsAt !== null && Number(endsAt) > now().epochMilliseconds
    },
    ask: reply => sendForm(reply, false),
    take(request, reply, typed) {
      const at = now().epochMilliseconds
      if (at >= countedUntil) {
        wrong = 0
        countedUntil = at + 60_000
      }
      if (wrong >= most) return sendNotice(reply, 'tooMany')
      if (!timingSafeEqual(digest(typed), digest(text))) {
        wrong += 1
        return sendForm(reply, true)
      }
      const sealed = seal(key, cookieName, String(at + days * 86_400_000)).toString('base64url')
      return reply
        .setCookie(cookieName, sealed, { ...cookie, maxAge: days * 86_400 })
        .redirect(request.url, 303)
    },
  }
}

function block(): string {
  return Array.from({ length: 4 }, () => letters.charAt(randomInt(letters.length))).join('')
}

/** Of equal length whatever was typed, with or without the dash, in whichever case. */
function digest(typed: string): Buffer {
  const plain = typed.toUpperCase().replace(/[^A-Z0-9]/g, '')
  return createHash('sha256').update(plain).digest()
}

function sendForm(reply: FastifyReply, isWrong: boolean, say: Say = sayIn('da')): FastifyReply {
  const described = isWrong ? html` aria-invalid="true" aria-describedby="wrong"` : ''
  const body = html`<p>${say('door.trialCodeText')}</p>
<form method="post">
<label for="code">${say('door.trialCodeLabel')}</label>
${isWrong ? html`<p id="wrong" class="wrong" role="alert">${say('door.trialCodeWrong')}</p>` : ''}
<input id="code" name="code" autocomplete="off" autocapitalize="characters" spellcheck="false" required autofocus${described}>
<p><button class="button">${say('door.trialCodeGoOn')}</button></p>
</form>`
  return reply
    .status(isWrong ? 403 : 200)
    .type('text/html; charset=utf-8')
    .send(page({ title: say('door.trialCodeTitle'), body }))
}
