import { sql } from 'kysely'
import type { Db } from '#server/database/connection.ts'
import type { DayRange } from '#server/database/values.ts'

/** What an activity says beside its key, person and author. */
export interface ActivityWords {
  kind: string
  description: string
  weeklyMinutes: number | null
  during: DayRange
  /** The day on which the municipality was told that it ended. */
  noticeDay: Temporal.PlainDate | null
}

export interface StoredActivity extends ActivityWords {
  id: number
  youthId: number
  showedUp: boolean | null
}

/** The activity, locked, unless it is withdrawn, out of sight or was never there. */
export async function lockActivity(db: Db, id: number): Promise<StoredActivity | null> {
  const { rows } = await sql<StoredActivity>`
    select id, youth_id as "youthId", kind, description, weekly_minutes as "weeklyMinutes", during,
      notice_day as "noticeDay", showed_up as "showedUp"
    from activity where id = ${id} and withdrawn_at is null for update`.execute(db)
  return rows[0] ?? null
}

/**
 * The standing activity that says the very same, or null. Under the lock on the case, what a retry tells again is
 * found before it is written twice.
 */
export async function findSameActivity(
  db: Db,
  youthId: number,
  { kind, description, during, noticeDay }: ActivityWords,
): Promise<number | null> {
  const { rows } = await sql<{ id: number }>`
    select id from activity
    where youth_id = ${youthId} and withdrawn_at is null and kind = ${kind} and description = ${description}
      and during = daterange(${during.from}, ${during.to}) and notice_day is not distinct from ${noticeDay}::date
    limit 1`.execute(db)
  return rows[0]?.id ?? null
}

/**
 * Writes an activity down, known from the moment `at` on: overviews of earlier weeks tell what was known then.
 *
 * @returns its key
 */
export async function addActivity(
  db: Db,
  youthId: number,
  words: ActivityWords,
  at: Temporal.Instant,
): Promise<number> {
  const { id } = await db
    .insertInto('activity')
    .values({
      youth_id: youthId,
      kind: words.kind,
      description: words.description,
      weekly_minutes: words.weeklyMinutes,
      during: words.during,
      notice_day: words.noticeDay,
      author_id: sql<number | null>`door.staff_id()`,
      recorded_at: at,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Puts other words in a locked activity's place; the earlier ones stay readable with who and why. */
export async function replaceActivity(
  db: Db,
  before: StoredActivity,
  after: ActivityWords,
  why: { reason: string; at: Temporal.Instant },
): Promise<number> {
  await sql`
    update activity
    set withdrawn_at = ${why.at}, withdrawn_by = door.staff_id(), withdrawn_reason = ${why.reason}
    where id = ${before.id}`.execute(db)
  const id = await addActivity(db, before.youthId, after, why.at)
  await carryShowedUp(db, before.id, id)
  return id
}

/** Whether somebody came stays said when an activity is corrected without moving its first day. */
export async function carryShowedUp(db: Db, from: number, to: number): Promise<void> {
  await sql`
    update activity a set showed_up = b.showed_up, showed_up_on = b.showed_up_on
    from activity b
    where a.id = ${to} and b.id = ${from} and lower(a.during) = lower(b.during)
      and b.showed_up is not null`.execute(db)
}

/** Says whether the young person came when it began, or takes that back with null. */
export async function saveShowedUp(
  db: Db,
  id: number,
  showedUp: boolean | null,
  today: Temporal.PlainDate,
): Promise<void> {
  await sql`
    update activity set showed_up = ${showedUp}, showed_up_on = ${showedUp === null ? null : today}
    where id = ${id}`.execute(db)
}
