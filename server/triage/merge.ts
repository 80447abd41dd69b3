import { sql } from 'kysely'
import type { linkReferral, mergeReferral, undoMerge } from '#contract/triage.ts'
import type { AnswerOf, ParsedInputOf } from '#contract/use-case.ts'
import {
  asksWhoWrote,
  type BeforeAnswer,
  type SenderIsYouth,
  undoAnswer,
} from '#domain/entrance/who-wrote.ts'
import { type Before, type HeldTogether, heldTogether, keep, undo } from '#domain/triage/step.ts'
import { fieldRefusal, Refusal } from '#server/door/refusal.ts'
import type { Scope } from '#server/door/route.ts'
import { answerEvents, lockReferral, type StoredReferral } from '#server/records/referral.ts'
import { isTalk } from '#server/records/referral-sql.ts'
import { deriveAfterTalks } from '#server/records/referral-talks.ts'
import { likelyOnes } from './doubles.ts'
import { answered, lockRead, saveStep, standingOf, stepFrom, type Told } from './step.ts'
import { talksComeBack, talksGoAlong } from './talks.ts'

type Changed = Promise<{ version: number }>

/**
 * Makes an enquiry part of another one, which is open and goes on with both. Nothing is moved, so all can be undone. What
 * somebody has taken stays somebody's: whoever had it goes on with both, unless the other one is a colleague's.
 */
export async function mergeTheReferral(input: ParsedInputOf<typeof mergeReferral>, scope: Scope): Changed {
  if (input.into === input.referralId) throw fieldRefusal('into', 'sameReferral')
  const target = { referralId: input.into, version: input.intoVersion }
  const [before, into] = await inOrder(scope, input, target)
  if (into.state !== 'new' && into.state !== 'taken') {
    throw new Refusal('conflict', { reason: 'referralNotOpen' })
  }
  const from = standingOf(before)
  const standing = stepFrom(from, { kind: 'merge', into: into.id })
  const who = answeredFirst(before, input.senderIsYouth)
  const held = heldTogether(standingOf(into), from)
  const { note } = input
  await saveStep(
    scope,
    'referral.merge',
    into,
    held.isHandedOver ? { state: 'taken', handlerId: held.holder } : {},
    { kind: 'merged', note, details: { ...held, other: before.id } },
  )
  const merged: Told = {
    kind: 'merged',
    note,
    details: { ...keep(from), ...who.kept, ...held, into: into.id, other: into.id },
  }
  return saveStep(scope, 'referral.merge', before, { ...standing, ...who.change }, merged, ...who.events)
}

/**
 * Who wrote is asked before an enquiry becomes part of another one or somebody's: its code goes on there.
 *
 * @throws Refusal required at the field where the sender said to be the young person and nobody answers
 */
function answeredFirst(before: StoredReferral, answer: SenderIsYouth | null): ReturnType<typeof answered> {
  if (asksWhoWrote(before) && answer === null) throw fieldRefusal('senderIsYouth', 'required')
  return answered(before, answer)
}

/**
 * Gives an enquiry to somebody in the register: one who was shown as likely, so that nobody is reached by guessing keys,
 * or whom one follows. Whoever follows the young person sees it on their day; its talks and promises go on in the case.
 */
export async function linkTheReferral(input: ParsedInputOf<typeof linkReferral>, scope: Scope): Changed {
  const { db, staffId } = scope
  const { youthId, note } = input
  const before = await lockRead(scope, input)
  const likely = await likelyOnes(db, before.id)
  const shown = likely?.youths.find(youth => youth.youthId === youthId) ?? (await inSight(db, youthId))
  if (shown === undefined) throw fieldRefusal('youthId', 'notLikely')
  // Nobody follows whoever has no open case: the enquiry would leave the queue and reach nobody's day.
  if (!shown.isOpen) throw new Refusal('refused', { reason: 'linkCaseClosed' })
  const from = standingOf(before)
  const standing = stepFrom(from, { kind: 'become', what: 'linked', youthId, staffId })
  const who = answeredFirst(before, input.senderIsYouth)
  const linked: Told = {
    kind: 'linked',
    note,
    details: { ...keep(from), ...who.kept, reason: 'linked' },
  }
  const change = { ...standing, ...who.change }
  const saved = await saveStep(scope, 'referral.link', before, change, linked, ...who.events)
  await talksGoAlong(scope, before.id, youthId)
  return saved
}

/**
 * Takes a merging or a linking back: the enquiry stands as it stood before, and the other goes on alone. Talks that stay
 * with whom it was given to, since something rests on them, are told.
 */
export async function undoTheMerge(
  input: ParsedInputOf<typeof undoMerge>,
  scope: Scope,
): Promise<AnswerOf<typeof undoMerge>> {
  const { db } = scope
  const seen = await lockRead(scope, input)
  const kind = seen.state === 'merged' ? 'merged' : 'linked'
  const kept = await loadKept(db, seen.id, kind)
  const standing = kept === null ? null : undo(standingOf(seen), kept)
  if (kept === null || standing === null) throw new Refusal('conflict', { reason: 'referralNotMerged' })
  const answer = undoAnswer(seen, kept, kept.isChosenSince)
  const before = { ...standing, ...answer }
  const events = answer === null ? [] : answerEvents(seen, answer)
  if (seen.mergedInto === null) {
    const { youthId } = seen
    const talks = youthId === null ? 0 : await talksComeBack(scope, seen.id, youthId)
    const stayed = talks > 0 ? { talksStayed: talks, stayedWith: youthId } : {}
    const unlinked: Told = { kind: 'unlinked', note: input.note, details: stayed }
    const saved = await saveStep(scope, 'referral.undo', seen, before, unlinked, ...events)
    if (youthId !== null) await deriveAfterTalks(db, youthId, scope.today)
    return { ...saved, talksStayed: talks }
  }
  const into = await lockReferral(db, seen.mergedInto)
  if (into !== null) {
    const alone = kept.isHandedOver === true ? await heldAlone(db, into, seen.id, kept) : {}
    const told: Told = { kind: 'unmerged', note: input.note, details: { other: seen.id } }
    await saveStep(scope, 'referral.undo', into, alone, told)
  }
  const unmerged: Told = { kind: 'unmerged', note: input.note, details: { other: seen.mergedInto } }
  const saved = await saveStep(scope, 'referral.undo', seen, before, unmerged, ...events)
  return { ...saved, talksStayed: 0 }
}

/**
 * Who has an enquiry that another one, which made it theirs, is taken out of: nobody, as before, or whoever had something
 * else that was merged into it. Whoever has done something with it since, also with somebody else who wrote, has made it
 * their own.
 */
async function heldAlone(
  db: Scope['db'],
  into: StoredReferral,
  outId: number,
  { keptId, holder }: Kept,
): Promise<Partial<Pick<StoredReferral, 'state' | 'handlerId'>>> {
  if (into.state !== 'taken' || into.handlerId !== holder) return {}
  const { rows } = await sql<{ isTheirs: boolean; handlerId: number | null }>`
    with recursive family (id, since, step) as (
      select ${into.id}::bigint, ${keptId}::bigint, 0 union all
      -- What was done with another before it was merged was not done with this one.
      select m.id, greatest(f.since, (select max(k.id) from referral_event k
          where k.referral_id = m.id and k.kind = 'merged' and k.details ? 'wasState')), f.step + 1
      from family f join referral m on m.merged_into = f.id where m.id <> ${outId} and f.step < 20)
    select exists (select from family f join referral_event e on e.referral_id = f.id
        where e.id > f.since and (${sql.raw(isTalk('e'))}
          or e.referral_id = ${into.id} and e.kind in ('taken', 'released', 'passedOn', 'reopened'))) as "isTheirs",
      (select m.handler_id from referral m join staff s on s.id = m.handler_id
        where m.merged_into = ${into.id} and m.id <> ${outId} and coalesce(s.left_on >= door.today(), true)
        order by m.received_at, m.id limit 1) as "handlerId"`.execute(db)
  const [row] = rows
  if (row === undefined || row.isTheirs) return {}
  return row.handlerId === null
    ? { state: 'new', handlerId: null }
    : { state: 'taken', handlerId: row.handlerId }
}

/** Both locked by their keys' order, so that two who merge them into each other never wait in a circle. */
async function inOrder(
  scope: Scope,
  one: { referralId: number; version: number },
  other: { referralId: number; version: number },
): Promise<[StoredReferral, StoredReferral]> {
  if (one.referralId < other.referralId) {
    const first = await lockRead(scope, one)
    return [first, await lockRead(scope, other)]
  }
  const second = await lockRead(scope, other)
  return [await lockRead(scope, one), second]
}

async function inSight(db: Scope['db'], youthId: number): Promise<{ isOpen: boolean } | undefined> {
  const { rows } = await sql<{ isOpen: boolean }>`
    select exists (select from youth_case c where c.youth_id = y.id and upper_inf(c.during)) as "isOpen"
    from youth y where y.id = ${youthId}`.execute(db)
  return rows[0]
}

/** With whether somebody has chosen since what the sender may be told, and the key of what was told then. */
type Kept = Before &
  Partial<BeforeAnswer> &
  Partial<HeldTogether> & { isChosenSince: boolean; keptId: number }

/** What was kept when it was last merged or linked. */
async function loadKept(
  db: Scope['db'],
  referralId: number,
  kind: 'merged' | 'linked',
): Promise<Kept | null> {
  const { rows } = await sql<{ kept: Kept }>`
    select k.details || jsonb_build_object('keptId', k.id, 'isChosenSince', exists (
      select from referral_event e where e.referral_id = k.referral_id and e.id > k.id
        and e.kind = 'tellingChanged' and not e.details ? 'byAnswer')) as kept
    from referral_event k
    where k.referral_id = ${referralId} and k.kind = ${kind} and k.details ? 'wasState'
    order by k.id desc limit 1`.execute(db)
  return rows[0]?.kept ?? null
}
