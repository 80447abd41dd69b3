import { randomBytes } from 'node:crypto'
import type pg from 'pg'
import type { Role } from '#domain/sharing/permissions.ts'
import type { Entry } from '#server/database/transaction.ts'
import { sessionCookie, tokenHash } from './route.ts'

interface Who {
  roles?: readonly Role[]
  givenName?: string
  familyName?: string
  /** From when the roles hold; the beginning of 2020 unless told. */
  since?: Temporal.PlainDate
  /** When the log-in took place; now unless told. Give the clock's time where a test sets the clock. */
  at?: Temporal.Instant
}

/**
 * For tests: a member of staff who is logged in, without the way through a log-in provider. Send `cookie` as the
 * header of that name; `pool` may be the app's own.
 */
export async function logInForTest(
  pool: pg.Pool,
  { roles = ['caseworker'], givenName = 'Sofie', familyName = 'Prøve', since, at }: Who = {},
): Promise<{ staffId: number; cookie: string }> {
  const { rows } = await pool.query<{ id: number }>(
    `insert into staff (given_name, family_name, profession) values ($1, $2, 'Socialrådgiver') returning id`,
    [givenName, familyName],
  )
  const staffId = rows[0]?.id
  if (staffId === undefined) throw new Error('the member of staff was not made')
  await pool.query(
    `insert into staff_role (staff_id, role, during) select $1, unnest($2::text[]), daterange($3::date, null)`,
    [staffId, roles, (since ?? Temporal.PlainDate.from('2020-01-01')).toString()],
  )
  return { staffId, cookie: await sessionForTest(pool, staffId, at) }
}

/** For tests: a session for somebody who is in the database already, as the header `cookie`. */
export async function sessionForTest(
  pool: pg.Pool,
  staffId: number,
  at: Temporal.Instant = Temporal.Now.instant(),
): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await pool.query(
    `insert into session (token_hash, staff_id, created_at, last_seen_at, ends_at)
     values ($1, $2, $3::timestamptz, $3::timestamptz, $3::timestamptz + interval '12 hours')`,
    [tokenHash(token), staffId, at.toString()],
  )
  return `${sessionCookie}=${token}`
}

/** For tests: enters as whoever holds the cookie, as a request of theirs does that is for any of these roles. */
export function entryForTest(
  { cookie }: { cookie: string },
  { roles, at, today }: { roles: readonly Role[]; at: Temporal.Instant; today: Temporal.PlainDate },
): Entry {
  const hash = tokenHash(cookie.slice(cookie.indexOf('=') + 1))
  return { kind: 'session', tokenHash: hash, roles, at, today, requestId: 'test' }
}
