import { randomBytes } from 'node:crypto'
import type { Db } from '#server/database/connection.ts'
import { logChange } from '#server/records/change-log.ts'
import { tokenHash } from './route.ts'

interface NewSession {
  staffId: number
  now: Temporal.Instant
  hours: number
  idleMinutes: number
  idToken: Buffer | null
}

/** Begins a session and gives its token, which is kept nowhere but in the browser: 256 bits of chance. */
export async function beginSession(db: Db, session: NewSession): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await db
    .insertInto('session')
    .values({
      token_hash: tokenHash(token),
      staff_id: session.staffId,
      created_at: session.now,
      last_seen_at: session.now,
      ends_at: session.now.add({ hours: session.hours }),
      idle_minutes: session.idleMinutes,
      id_token_encrypted: session.idToken,
    })
    .execute()
  await logChange(db, {
    action: 'session.begin',
    youthId: null,
    subject: 'staff',
    subjectId: session.staffId,
  })
  return token
}

/** Ends a session at once; gives the sealed ID token where there was one, undefined where there was no session. */
export async function endSession(db: Db, token: string): Promise<Buffer | null | undefined> {
  const ended = await db
    .deleteFrom('session')
    .where('token_hash', '=', tokenHash(token))
    .returning(['staff_id', 'id_token_encrypted'])
    .executeTakeFirst()
  if (ended === undefined) return undefined
  await logChange(db, { action: 'session.end', youthId: null, subject: 'staff', subjectId: ended.staff_id })
  return ended.id_token_encrypted
}

/** Takes away what has ended; called at each log-in, so that the table stays as small as the staff at work. */
export async function deleteEndedSessions(db: Db, now: Temporal.Instant): Promise<void> {
  await db.deleteFrom('session').where('ends_at', '<=', now).execute()
}
