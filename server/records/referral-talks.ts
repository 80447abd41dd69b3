import { sql } from 'kysely'
import type { Db } from '#server/database/connection.ts'
import { recomputeDeadlines } from './deadlines.ts'

/**
 * Gives the talks of an enquiry to the case of the young person whom it was given to: attempts and what was held become
 * contacts, once, under the lock of the case. To be called when the enquiry is theirs, and before their deadlines are
 * derived.
 *
 * @returns how many; null where the young person has no open case
 */
export async function carryTalks(db: Db, referralId: number): Promise<number | null> {
  const { rows } = await sql<{ carried: number | null }>`
    select door.carry_talks(${referralId}) as carried`.execute(db)
  return rows[0]?.carried ?? null
}

/**
 * Takes the talks of an enquiry back from whom it was linked to; what somebody has since put right, written a note on
 * or decided by stays. To be called while the enquiry is still theirs.
 *
 * @returns how many went, and how many stayed
 */
export async function takeTalksBack(db: Db, referralId: number): Promise<{ taken: number; stayed: number }> {
  const { rows: went } = await sql<{ taken: number }>`
    select door.take_talks_back(${referralId}) as taken`.execute(db)
  const { rows: left } = await sql<{ stayed: number }>`
    select door.talks_that_stay(${referralId}) as stayed`.execute(db)
  return { taken: went[0]?.taken ?? 0, stayed: left[0]?.stayed ?? 0 }
}

/** What became of the talks of an enquiry, in numbers, with whoever it was given to. */
interface AnsweredTalks {
  youthId: number
  carried: number
  taken: number
  stayed: number
}

/**
 * When it is answered anew whether it is the young person who wrote: talks with somebody else are no contacts of theirs,
 * but for those that somebody has made their own account, and talks with them are. To be called when the answer is
 * saved, before it is told.
 *
 * @returns null where the enquiry is nobody's yet
 */
export async function talksFollowAnswer(db: Db, referralId: number): Promise<AnsweredTalks | null> {
  const { rows } = await sql<AnsweredTalks>`
    select t.youth_id as "youthId", t.carried, t.taken, t.stayed
    from door.talks_follow_answer(${referralId}) t`.execute(db)
  return rows[0] ?? null
}

/**
 * Takes the contact that a talk became from whoever its enquiry was given to, unless somebody has made it their own
 * account. To be called before it is told that the talk was taken back.
 *
 * @param referralId the enquiry, or the one that it was merged into. @returns null where the enquiry is nobody's yet
 */
export async function takeTalk(
  db: Db,
  referralId: number,
  talkId: number,
): Promise<Omit<AnsweredTalks, 'carried'> | null> {
  const { rows } = await sql<Omit<AnsweredTalks, 'carried'>>`
    select t.youth_id as "youthId", t.taken, t.stayed from door.take_talk_back(${referralId}, ${talkId}) t`.execute(
    db,
  )
  return rows[0] ?? null
}

/**
 * Gives a talk that was written anew to whoever its enquiry was given to; their own account of the one that it was
 * written in place of, where that stayed, is the account of this one. To be called when both are told.
 *
 * @returns how many contacts it made
 */
export async function carryTalk(
  db: Db,
  referralId: number,
  talkId: number,
  insteadOf: number,
): Promise<number> {
  const { rows } = await sql<{ carried: number }>`
    select door.carry_talk(${referralId}, ${talkId}, ${insteadOf}) as carried`.execute(db)
  return rows[0]?.carried ?? 0
}

/**
 * Derives what is owed to somebody whom an enquiry was given to, or taken back from. Whoever does not see the young
 * person cannot: then the job of the night is asked to do it at once, and what is stored is marked until then.
 */
export async function deriveAfterTalks(db: Db, youthId: number, today: Temporal.PlainDate): Promise<void> {
  const { histories } = await recomputeDeadlines(db, [youthId], today)
  if (!histories.has(youthId)) await sql`select door.enqueue('deadlines:nightly', '{}'::json)`.execute(db)
}

/** The same when whoever wrote an enquiry that was given to them has been spoken with, or somebody tried. */
export async function deriveAfterWriter(
  db: Db,
  referralId: number,
  youthId: number,
  today: Temporal.PlainDate,
): Promise<void> {
  await sql`select door.derive_after_writer(${referralId})`.execute(db)
  await deriveAfterTalks(db, youthId, today)
}
