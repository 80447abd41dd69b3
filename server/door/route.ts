import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type pg from 'pg'
import type { AnswerOf, AnyUseCase, ParsedInputOf, UseCase } from '#contract/use-case.ts'
import { rolesThatMay } from '#domain/sharing/permissions.ts'
import type { Db } from '#server/database/connection.ts'
import { type Entry, inTransaction, readOnce, type Statement } from '#server/database/transaction.ts'
import { type Change, logChange } from '#server/records/change-log.ts'
import type { CprVault } from '#server/records/cpr-vault.ts'
import { Refusal } from './refusal.ts'
import type {} from './request.ts'

/** The session's cookie; on https with a prefix, see session-cookie.ts. */
export const sessionCookie = 'medgang'

/** What every route is built with; main.ts makes one. */
export interface House {
  app: FastifyInstance
  pool: pg.Pool
  now: () => Temporal.Instant
  timeZone: string
  /** Seals, opens and finds CPR numbers. */
  cpr: CprVault
  /** What has been added to `app` so far, as `GET /api/day`. */
  routes: ReadonlySet<string>
}

/** What a use case is given beside its input. */
export interface Scope {
  db: Db
  staffId: number
  roles: readonly string[]
  now: Temporal.Instant
  today: Temporal.PlainDate
  /** The day on which an instant falls where the municipality lies. */
  dayOf: (instant: Temporal.Instant) => Temporal.PlainDate
}

/** The instant of a request, and the day on which it falls. */
interface Moment {
  now: Temporal.Instant
  today: Temporal.PlainDate
}

/**
 * Serves a use case that reads: one statement, whose one row has a column `body` with the answer as JSON text.
 * The statement itself calls `door.note_read`. No row, or a null body, is answered with notFound: somebody
 * out of sight and somebody who does not exist look the same.
 */
export function readRoute<U extends UseCase>(
  house: House,
  useCase: U,
  query: (input: ParsedInputOf<U>, moment: Moment) => Statement,
): void {
  house.app.route({
    method: useCase.method,
    url: useCase.path,
    async handler(request, reply) {
      const moment = momentOf(house)
      const entry = entryOf(request, useCase, moment)
      const input = parseInput(useCase, request)
      const { staffId, rows } = await readOnce<{ body: string | null }>(
        house.pool,
        entry,
        query(input, moment),
      )
      request.staffId = staffId
      const [row] = rows
      if (row === undefined || row.body === null) throw new Refusal('notFound')
      return reply.type('application/json; charset=utf-8').send(row.body)
    },
  })
}

interface Refused<U extends UseCase> {
  /** What to write down when the transaction failed and took its own log with it; null for nothing. */
  refused?: (error: unknown, input: ParsedInputOf<U>) => Change | null
}

/** Serves a use case that changes something, or that needs more than one statement, in one transaction. */
export function route<U extends UseCase>(
  house: House,
  useCase: U,
  handle: (input: ParsedInputOf<U>, scope: Scope) => Promise<AnswerOf<U>>,
  { refused }: Refused<U> = {},
): void {
  house.app.route({
    method: useCase.method,
    url: useCase.path,
    async handler(request) {
      const moment = momentOf(house)
      const entry = entryOf(request, useCase, moment)
      const input = parseInput(useCase, request)
      const answer = inTransaction(house.pool, entry, (db, entered) => {
        if (entered.staffId === null) throw new Refusal('notLoggedIn')
        request.staffId = entered.staffId
        return handle(input, {
          db,
          staffId: entered.staffId,
          roles: entered.roles,
          ...moment,
          dayOf: instant => instant.toZonedDateTimeISO(house.timeZone).toPlainDate(),
        })
      })
      if (refused === undefined) return answer
      return answer.catch(async (error: unknown) => {
        const change = refused(error, input)
        if (change !== null) await inTransaction(house.pool, entry, db => logChange(db, change))
        throw error
      })
    },
  })
}

/** The hash under which a session's token is stored: a leaked table opens no session. */
export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

/** Now, where the municipality lies. */
export function momentOf(house: House): Moment {
  const now = house.now()
  return { now, today: now.toZonedDateTimeISO(house.timeZone).toPlainDate() }
}

function entryOf(request: FastifyRequest, useCase: UseCase, moment: Moment): Entry {
  const token = request.sessionToken
  if (token === undefined) throw new Refusal('notLoggedIn')
  return {
    kind: 'session',
    tokenHash: tokenHash(token),
    roles: rolesThatMay[useCase.permission],
    at: moment.now,
    today: moment.today,
    requestId: request.id,
  }
}

/** What was asked, as the contract says that it must be. */
export function parseInput<U extends AnyUseCase>(useCase: U, request: FastifyRequest): ParsedInputOf<U> {
  const rest = useCase.method === 'GET' ? request.query : request.body
  // Path parts last: a body may not speak of somebody else than the path does.
  const raw = { ...(rest as object | null), ...(request.params as object) }
  return useCase.input.parse(raw) as ParsedInputOf<U>
}
