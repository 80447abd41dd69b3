import { isIPv6 } from 'node:net'
import type { FastifyRequest } from 'fastify'
import type { AnswerOf, ParsedInputOf, PublicUseCase } from '#contract/use-case.ts'
import type { Db } from '#server/database/connection.ts'
import { inTransaction } from '#server/database/transaction.ts'
import { type House, momentOf, parseInput } from './route.ts'

/** What a use case without a log-in is given beside its input. */
export interface PublicScope {
  db: Db
  now: Temporal.Instant
  today: Temporal.PlainDate
}

/** How often one address may ask; `max` 0 is no limit. */
export interface PublicLimit {
  max: number
  minutes: number
}

/** More than the longest enquiry, in any script. */
const bodyLimit = 32 * 1024

/**
 * Serves a use case to whoever comes by. Its transaction is entered as nobody, whatever cookie came along: row-level
 * security shows no young person and no enquiry, so that only the functions of the database made for it can read or
 * write them.
 */
export function publicRoute<U extends PublicUseCase>(
  house: House,
  useCase: U,
  limit: PublicLimit | null,
  handle: (input: ParsedInputOf<U>, scope: PublicScope) => Promise<AnswerOf<U>>,
): void {
  house.app.route({
    method: useCase.method,
    url: useCase.path,
    bodyLimit,
    ...(limit === null || limit.max === 0
      ? {}
      : {
          config: {
            rateLimit: { max: limit.max, timeWindow: limit.minutes * 60_000, keyGenerator: network },
          },
        }),
    async handler(request) {
      const moment = momentOf(house)
      const input = parseInput(useCase, request)
      const entry = { kind: 'nobody', today: moment.today, requestId: request.id } as const
      return inTransaction(house.pool, entry, db => handle(input, { db, ...moment }))
    },
  })
}

/** Whose requests count together: an address, or with IPv6 the network of one subscriber, who has 2^64 of them. */
function network({ ip }: Pick<FastifyRequest, 'ip'>): string {
  if (!isIPv6(ip)) return ip
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/iu.exec(ip)
  if (mapped?.[1] !== undefined) return mapped[1]
  // The URL parser writes every form of an address in the one short form; `::` is then filled up again.
  const [before = '', after] = new URL(`http://[${ip.split('%')[0]}]`).hostname.slice(1, -1).split('::')
  const groups = (text: string) => text.split(':').filter(group => group !== '')
  const gap = after === undefined ? 0 : 8 - groups(before).length - groups(after).length
  return [...groups(before), ...Array<string>(gap).fill('0'), ...groups(after ?? '')].slice(0, 4).join(':')
}
