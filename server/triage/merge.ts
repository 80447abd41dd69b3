import { sql } from 'kysely'
import type { linkReferral, mergeReferral, undoMerge } from '#contract/triage.ts'
import type { ParsedInputOf } from '#contract/use-case.ts'
import { type Before, keep, undo } from '#domain/triage/step.ts'
import { fieldRefusal, Refusal } from '#server/door/refusal.ts'
import type { Scope } from '#server/door/route.ts'
import { lockReferral, type StoredReferral } from '#server/records/referral.ts'
import { likelyOnes } from './doubles.ts'
import { lockRead, saveStep, standingOf, stepFrom } from './step.ts'

type Changed = Promise<{ version: number }>

/** Makes an enquiry part of another one, which is open and goes on with both. Nothing is moved, so all can be undone. */
export async function mergeTheReferral(input: ParsedInputOf<typeof mergeReferral>, scope: Scope): Changed {
  if (input.into === input.referralId) throw fieldRefusal('into', 'sameReferral')
  const target = { referralId: input.into, version: input.intoVersion }
  const [before, into] = await inOrder(scope, input, target)
  if (into.state !== 'new' && into.state !== 'taken') {
    throw new Refusal('conflict', { reason: 'referralNotOpen' })
  }
  const from = standingOf(before)
  const standing = stepFrom(from, { kind: 'merge', into: into.id })
  await saveStep(
    scope,
    'referral.merge',
    into,
    {},
    {
      kind: 'merged',
      details: { other: before.id },
    },
  )
  return saveStep(scope, 'referral.merge', before, standing, {
    kind: 'merged',
    note: input.note,
    details: { ...keep(from), into: into.id, other: into.id },
  })
}

/**
 * Gives an enquiry to somebody in the register: one who was shown as likely, so that nobody is reached by guessing keys,
 * or whom one follows. Whoever follows the young person sees it on their day.
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
  return saveStep(scope, 'referral.link', before, standing, {
    kind: 'linked',
    note,
    details: { ...keep(from), reason: 'linked' },
  })
}

/** Takes a merging or a linking back: the enquiry stands as it stood before, and the other goes on alone. */
export async function undoTheMerge(input: ParsedInputOf<typeof undoMerge>, scope: Scope): Changed {
  const { db } = scope
  const seen = await lockRead(scope, input)
  const kind = seen.state === 'merged' ? 'merged' : 'linked'
  const kept = await loadKept(db, seen.id, kind)
  const standing = kept === null ? null : undo(standingOf(seen), kept)
  if (standing === null) throw new Refusal('conflict', { reason: 'referralNotMerged' })
  if (seen.mergedInto === null) {
    return saveStep(scope, 'referral.undo', seen, standing, { kind: 'unlinked', note: input.note })
  }
  const into = await lockReferral(db, seen.mergedInto)
  if (into !== null) {
    await saveStep(scope, 'referral.undo', into, {}, { kind: 'unmerged', details: { other: seen.id } })
  }
  return saveStep(scope, 'referral.undo', seen, standing, {
    kind: 'unmerged',
    note: input.note,
    details: { other: seen.mergedInto },
  })
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

/** What was kept when it was last merged or linked. */
async function loadKept(
  db: Scope['db'],
  referralId: number,
  kind: 'merged' | 'linked',
): Promise<Before | null> {
  const { rows } = await sql<{ details: Before }>`
    select details from referral_event
    where referral_id = ${referralId} and kind = ${kind} and details ? 'wasState'
    order by id desc limit 1`.execute(db)
  return rows[0]?.details ?? null
}
