import { sql } from 'kysely'
import { sayIn } from '#contract/language/say-in.ts'
import type { acceptProposal } from '#contract/proposals.ts'
import type { AnswerOf, ParsedInputOf } from '#contract/use-case.ts'
import { plainDate } from '#domain/calendar/day-number.ts'
import { type Lack, type LeftBecause, type ProposedMove, withRoom } from '#domain/caseload/acceptance.ts'
import type { Db } from '#server/database/connection.ts'
import { fieldRefusal, Refusal } from '#server/door/refusal.ts'
import type { Scope } from '#server/door/route.ts'
import { logChange } from '#server/records/change-log.ts'
import { giveCaseworkers } from '#server/records/give-caseworkers.ts'
import { lockMoves } from './look-at-moves.ts'
import { effectiveDay } from './proposal-facts.ts'
import { getProposal, type StoredLack, type StoredOutcome, setState } from './proposal-store.ts'
import { type CertainMove, type ProposedLoads, roomNow } from './room-now.ts'

/**
 * Carries out all of a proposal or some of its moves. What has changed since it was solved is left and named, the rest
 * is done: all in one transaction. Of two who accept at once, one does and the other is told.
 *
 * @throws Refusal notFound; changedMeanwhile where it is not ready, or not as the reader saw it any more
 */
export async function acceptTheProposal(
  input: ParsedInputOf<typeof acceptProposal>,
  scope: Scope,
): Promise<AnswerOf<typeof acceptProposal>> {
  const { db, staffId, now, today } = scope
  const proposal = await getProposal(db, input, ['ready'])
  const from = effectiveDay(proposal, today)
  const { rows: moves } = await sql<ProposedMove>`
    select youth_id as "youthId", from_id as "fromId", to_id as "toId" from proposal_move
    where proposal_id = ${proposal.id} order by position`.execute(db)
  const chosen = input.youthIds === null ? null : new Set(input.youthIds)
  if (chosen !== null && !chosen.isSubsetOf(new Set(moves.map(({ youthId }) => youthId))))
    throw fieldRefusal('youthIds', 'invalid')
  const asked = chosen === null ? moves : moves.filter(({ youthId }) => chosen.has(youthId))
  await checkLocks(db, proposal.id, asked)

  const { carried, left } = await decide(scope, asked, from, await proposedLoads(db, proposal.id))
  await giveCaseworkers(db, carried, {
    from,
    today,
    reason: sayIn('da')('proposals.assignmentReason', { number: proposal.id }),
    proposalId: proposal.id,
  })
  const outcomes = [
    ...carried.map(({ youthId }) => ({ youth_id: youthId, state: 'carriedOut', because: null, lack: null })),
    ...left.map(({ youthId, because, lack }) => ({
      ...{ youth_id: youthId, state: 'left', because },
      lack: lack === null ? null : storedLack(lack, from),
    })),
  ]
  await sql`
    update proposal_move m set state = l.state, left_because = l.because, lack = l.lack,
      assignment_id = case when l.state = 'carriedOut' then (
        select a.id from assignment a where a.youth_id = m.youth_id and a.staff_id = m.to_id
          and a.role = 'caseworker' and a.withdrawn_at is null and lower(a.during) = ${from}::date) end
    from json_to_recordset(${JSON.stringify(outcomes)}::json) as l (youth_id bigint, state text, because text, lack jsonb)
    where m.proposal_id = ${proposal.id} and m.youth_id = l.youth_id`.execute(db)
  await sql`
    update proposal_move set state = 'notChosen' where proposal_id = ${proposal.id} and state = 'proposed'`.execute(
    db,
  )
  await setState(db, proposal.id, 'accepted', { by: staffId, at: now })
  const told = { carriedOut: carried.length, left: left.length, notChosen: moves.length - asked.length }
  await logChange(db, {
    action: 'proposal.accept',
    youthId: null,
    subject: 'proposal',
    subjectId: proposal.id,
    after: { from, ...told },
  })
  return { ...told, left: left.map(({ youthId, because }) => ({ youthId, because })) }
}

function storedLack(lack: Lack, from: Temporal.PlainDate): StoredLack {
  if (lack.kind !== 'ceiling') return lack
  const day = plainDate(lack.day)
  return { ...lack, day: day.equals(from) ? null : day.toString() }
}

/**
 * What was locked after it was worked out counts as much as what was locked before.
 *
 * @throws Refusal conflict where a move goes against a lock: it has to be solved again, or the lock taken away
 */
async function checkLocks(db: Db, proposalId: number, moves: readonly ProposedMove[]): Promise<void> {
  const { rows } = await sql<{ youthId: number; staffId: number }>`
    select youth_id as "youthId", staff_id as "staffId" from proposal_lock
    where proposal_id = ${proposalId}`.execute(db)
  const locked = new Map(rows.map(({ youthId, staffId }) => [youthId, staffId]))
  const isAgainst = moves.some(({ youthId, toId }) => (locked.get(youthId) ?? toId) !== toId)
  if (isAgainst) throw new Refusal('conflict', { reason: 'proposalLocksUnmet' })
}

/** What the proposal has each caseworker carry, of the time that they had when it was solved. */
async function proposedLoads(db: Db, proposalId: number): Promise<ProposedLoads> {
  const { rows } = await sql<{ loads: StoredOutcome['loads'] | null }>`
    select outcome -> 'loads' as loads from proposal where id = ${proposalId}`.execute(db)
  return new Map(
    rows[0]?.loads?.map(({ caseworkerId, capacity, after }) => [
      Number(caseworkerId),
      { minutes: after.minutes, of: Math.max(1, capacity) },
    ]),
  )
}

/** A move that is not carried out, and what the receiver lacks where that is why. */
interface Left {
  youthId: number
  because: LeftBecause
  lack: Lack | null
}

/** Which moves are carried out, and why not the others; the cases and the receivers stay locked. */
async function decide(
  { db, today }: Scope,
  moves: readonly ProposedMove[],
  from: Temporal.PlainDate,
  proposed: ProposedLoads,
): Promise<{ carried: CertainMove[]; left: Left[] }> {
  const { looked, ...behindLocks } = await lockMoves(db, moves, { from, today })
  const because = new Map<number, LeftBecause>()
  const possible: CertainMove[] = []
  for (const { move, cannot } of looked) {
    const { toId } = move
    if (toId === null || cannot !== null) because.set(move.youthId, cannot ?? 'nobodyToTake')
    else possible.push({ ...move, toId })
  }
  const room = roomNow(behindLocks, proposed, from)
  const { kept, full } = withRoom(possible, room)
  for (const { youthId } of full) because.set(youthId, 'receiverFull')
  const lacks = new Map(full.map(move => [move.youthId, room.lacks(move)]))
  return {
    carried: kept,
    left: moves.flatMap(({ youthId }) => {
      const why = because.get(youthId)
      return why === undefined ? [] : [{ youthId, because: why, lack: lacks.get(youthId) ?? null }]
    }),
  }
}
