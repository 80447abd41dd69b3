import type { FastifyRequest } from 'fastify'

const loopback = /^(localhost|[a-z0-9-]+\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/

/** Whether a host is this machine itself. */
export function isLoopback(hostname: string): boolean {
  return loopback.test(hostname)
}

const forwarding = ['x-forwarded-for', 'x-real-ip', 'forwarded', 'via']

/** Whether a request comes from this machine itself, as the system says it, and is not passed on for somebody else. */
export function isOwnMachine({ raw: { socket, headers } }: FastifyRequest): boolean {
  if (forwarding.some(name => headers[name] !== undefined)) return false
  return /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/.test(socket.remoteAddress ?? '')
}

/**
 * The origin that the browser knows us by: the public address where one is set, else the Host header of a request
 * to this machine itself. Null for any other host: whoever can choose the Host header must not choose where
 * people are sent.
 */
export function originOf(request: FastifyRequest, publicUrl: URL | null): string | null {
  if (publicUrl !== null) return publicUrl.origin
  const url = URL.parse(`http://${request.headers.host ?? ''}`)
  return url !== null && isLoopback(url.hostname) ? url.origin : null
}

/**
 * The path that somebody wanted to reach, when it leads nowhere but to our own pages; else the start page.
 * Judged after parsing, as a browser will: `/\evil.dk`, `/<tab>/evil.dk` and `/.//evil.dk` all lead elsewhere.
 */
export function localPath(wanted: unknown): string {
  if (typeof wanted !== 'string' || !wanted.startsWith('/') || wanted.length > 2000) return '/'
  const here = 'http://here.invalid'
  const url = URL.parse(wanted, here)
  if (url === null || url.origin !== here || url.pathname.startsWith('//')) return '/'
  if (/^\/(api|demo-log-in)(\/|$)/.test(url.pathname)) return '/'
  return url.pathname + url.search + url.hash
}
