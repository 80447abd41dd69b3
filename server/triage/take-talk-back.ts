import { sql } from 'kysely'
import type { correctTalk, takeTalkBack } from '#contract/triage-talks.ts'
import type { AnswerOf, ParsedInputOf } from '#contract/use-case.ts'
import { type TakenByTalk, takenWithout } from '#domain/triage/taken-by-talk.ts'
import { Refusal } from '#server/door/refusal.ts'
import type { Scope } from '#server/door/route.ts'
import { addReferralEvent, type ReferralChange, type StoredReferral } from '#server/records/referral.ts'
import { familyOf, isTalk } from '#server/records/referral-sql.ts'
import { carryTalk, deriveAfterTalks, takeTalk } from '#server/records/referral-talks.ts'
import { saidTalk } from './said-talk.ts'
import { lockRead, saveStep, type Told } from './step.ts'
import { tellTalksBack, tellTalksGoAlong } from './talks.ts'

type Changed = Promise<AnswerOf<typeof takeTalkBack>>

/**
 * Takes back a talk that was written down wrongly: it stays in the story, and nothing follows from it any more. The
 * contact that it became in a case goes, unless somebody has made it their own account: then it is told that it stayed.
 * Who took the enquiry with it, and did nothing else with it since, has not taken it.
 */
export async function takeTheTalkBack(input: ParsedInputOf<typeof takeTalkBack>, scope: Scope): Changed {
  const { before, talk } = await lockTalk(input, scope)
  const taken = await takenAnew(scope.db, before, talk, null)
  const isNewAgain = taken !== null && taken.day === null && before.state === 'taken'
  const change: ReferralChange = isNewAgain ? { state: 'new', handlerId: null } : {}
  const told = { ...taken, reason: input.reason, isCorrected: false, isNewAgain }
  const saved = await goBack(scope, 'referral.talkBack', { before, talk }, change, told)
  if (before.youthId !== null) await deriveAfterTalks(scope.db, before.youthId, scope.today)
  return saved
}

/**
 * Writes a talk anew in place of one that was written down wrongly: the clocks, the page of the receipt and the case are
 * as if it had been written so from the first. Where the contact that it became is somebody's own account, that is the
 * account of the new one too, as it is put right.
 */
export async function correctTheTalk(input: ParsedInputOf<typeof correctTalk>, scope: Scope): Changed {
  const { db, today } = scope
  const { before, talk } = await lockTalk(input, scope)
  const { event } = await saidTalk(input, scope, before, {})
  const root = talk.root ?? talk.id
  const taken = await takenAnew(db, before, talk, { root, day: event.day })
  const told = { ...taken, reason: input.reason, isCorrected: true, isNewAgain: false }
  const saved = await goBack(scope, 'referral.talkCorrect', { before, talk }, {}, told)
  const details = { ...event.details, root, heldBy: talk.heldBy }
  const anew = await addReferralEvent(db, { ...event, details })
  const { youthId } = before
  if (youthId !== null) {
    const carried = await carryTalk(db, before.id, anew, talk.id)
    await tellTalksGoAlong(scope, before.id, youthId, carried)
    await deriveAfterTalks(db, youthId, today)
  }
  return saved
}

/** A talk that stands, of an enquiry or of one that was merged into it. */
interface StandingTalk {
  id: number
  referralId: number
  /** What was written first, where this was written in place of another. */
  root: number | null
  heldBy: number | null
}

/**
 * @throws Refusal conflict where the enquiry has become part of another one, notFound where there is no such talk that
 *   stands
 */
async function lockTalk(
  input: { referralId: number; version: number; eventId: number },
  scope: Scope,
): Promise<{ before: StoredReferral; talk: StandingTalk }> {
  const before = await lockRead(scope, input)
  if (before.state === 'merged') throw new Refusal('conflict', { reason: 'referralNotOpen' })
  const { rows } = await sql<StandingTalk>`
    select e.id, e.referral_id as "referralId", (e.details ->> 'root')::bigint as root,
      coalesce((e.details ->> 'heldBy')::bigint, e.staff_id) as "heldBy"
    from referral_event e
    where e.id = ${input.eventId} and ${sql.raw(isTalk('e'))}
      and e.referral_id in ${sql.raw(familyOf(String(before.id)))}`.execute(scope.db)
  const [talk] = rows
  if (talk === undefined) throw new Refusal('notFound')
  return { before, talk }
}

/** When the enquiry was taken without the talk, or with the other in its place; null where that is as it was. */
async function takenAnew(
  db: Scope['db'],
  before: StoredReferral,
  talk: StandingTalk,
  instead: TakenByTalk['talks'][number] | null,
): Promise<ReturnType<typeof takenWithout>> {
  const family = sql.raw(familyOf(String(before.id)))
  const { rows } = await sql<{ takenId: number; talks: { root: number; day: string }[]; isTheirs: boolean }>`
    select t.id as "takenId",
      coalesce((select json_agg(json_build_object('root', coalesce((e.details ->> 'root')::bigint, e.id), 'day', e.day))
        from referral_event e
        where e.referral_id in ${family} and e.id > t.id and e.id <> ${talk.id} and ${sql.raw(isTalk('e'))}), '[]') as talks,
      exists (select from referral_event e where e.referral_id in ${family} and e.id > t.id
        and e.kind not in ('attempted', 'contacted', 'talkTakenBack', 'linked', 'unlinked')) as "isTheirs"
    from (select e.* from referral_event e
      where e.referral_id = ${before.id} and e.kind in ('taken', 'released', 'passedOn', 'reopened')
      order by e.id desc limit 1) t
    where t.kind = 'taken' and t.details ? 'byTalk'`.execute(db)
  const [row] = rows
  if (row === undefined) return null
  const talks = row.talks.map(({ root, day }) => ({ root, day: Temporal.PlainDate.from(day) }))
  return takenWithout({
    takenId: row.takenId,
    talks: instead === null ? talks : [...talks, instead],
    // What is closed, or somebody's in the register, is nobody's to take.
    isTheirs: row.isTheirs && before.state === 'taken',
  })
}

interface GoingBack {
  takenId?: number
  day?: Temporal.PlainDate | null
  reason: string
  isCorrected: boolean
  isNewAgain: boolean
}

/** Tells that a talk does not stand, once the contact that it became has gone, or has stayed. */
async function goBack(
  scope: Scope,
  action: string,
  { before, talk }: { before: StoredReferral; talk: StandingTalk },
  change: ReferralChange,
  { takenId, day, reason, isCorrected, isNewAgain }: GoingBack,
): Changed {
  const went = await takeTalk(scope.db, before.id, talk.id)
  const stays = went !== null && went.stayed > 0 ? { talksStayed: went.stayed, stayedWith: went.youthId } : {}
  const back: Told = {
    referralId: talk.referralId,
    kind: 'talkTakenBack',
    note: reason,
    details: {
      talk: talk.id,
      isCorrected,
      isNewAgain,
      ...(takenId === undefined ? {} : { taken: takenId, takenOn: day?.toString() ?? null }),
      ...stays,
    },
  }
  const saved = await saveStep(scope, action, before, change, back)
  if (went !== null) await tellTalksBack(scope, before.id, went)
  return { ...saved, talksStayed: went?.stayed ?? 0 }
}
