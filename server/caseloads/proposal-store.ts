import { sql } from 'kysely'
import type { Certificate } from '#contract/proposals.ts'
import type { CurvePoint, LoadChange, Move } from '#domain/caseload/proposal-moves.ts'
import type { Occasion, StaysOut } from '#domain/caseload/proposing.ts'
import type { Db } from '#server/database/connection.ts'
import { Refusal } from '#server/door/refusal.ts'

export type ProposalState =
  | 'queued'
  | 'solving'
  | 'ready'
  | 'impossible'
  | 'failed'
  | 'replaced'
  | 'accepted'
  | 'discarded'

export interface StoredProposal {
  id: number
  occasion: Occasion
  aboutStaffId: number | null
  aboutProgrammeId: number | null
  effectiveOn: Temporal.PlainDate
  note: string
  state: ProposalState
  attempt: number
  askedBy: number
  version: number
}

/** What stands in the way: a code, and the keys of whom it is about. */
export interface StoredFault {
  code: string
  youthIds: number[]
  staffIds: number[]
}

/** What was worked out, as it is stored: keys and figures, no names. */
export interface StoredOutcome {
  keepPoints: number
  points: number
  curve: CurvePoint[]
  certificate: Certificate | null
  loads: LoadChange[]
  staysOut: StaysOut[]
  faults: StoredFault[]
}

const columns = sql`id, occasion, about_staff_id as "aboutStaffId", about_programme_id as "aboutProgrammeId",
  effective_on as "effectiveOn", note, state, attempt, asked_by as "askedBy", version`

/** A proposal, locked until the transaction ends; null where there is none. */
export async function lockProposal(db: Db, proposalId: number): Promise<StoredProposal | null> {
  const { rows } = await sql<StoredProposal>`
    select ${columns} from proposal where id = ${proposalId} for update`.execute(db)
  return rows[0] ?? null
}

/**
 * The same, in one of these states and as the reader has seen it.
 *
 * @throws Refusal notFound; changedMeanwhile where somebody was faster
 */
export async function getProposal(
  db: Db,
  { proposalId, version }: { proposalId: number; version?: number },
  states: readonly ProposalState[],
): Promise<StoredProposal> {
  const proposal = await lockProposal(db, proposalId)
  if (proposal === null) throw new Refusal('notFound')
  if (!states.includes(proposal.state) || (version !== undefined && proposal.version !== version))
    throw new Refusal('changedMeanwhile')
  return proposal
}

export interface NewProposal {
  occasion: Occasion
  aboutStaffId: number | null
  aboutProgrammeId: number | null
  effectiveOn: Temporal.PlainDate
  note: string
  followsId: number | null
  askedBy: number
  askedAt: Temporal.Instant
}

/** A new proposal, queued for solving when the transaction ends. */
export async function insertProposal(db: Db, asked: NewProposal, task: string): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into proposal (occasion, about_staff_id, about_programme_id, effective_on, note, follows_id, asked_by, asked_at)
    values (${asked.occasion}, ${asked.aboutStaffId}, ${asked.aboutProgrammeId}, ${asked.effectiveOn}::date,
      ${asked.note}, ${asked.followsId}, ${asked.askedBy}, ${asked.askedAt})
    returning id`.execute(db)
  const id = rows[0]?.id
  if (id === undefined) throw new Error('an insert gave no key')
  await sql`select door.enqueue(${task}, json_build_object('proposalId', ${id}::bigint))`.execute(db)
  return id
}

/** Goes on to a state; whoever ends a proposal is written at it. */
export async function setState(
  db: Db,
  proposalId: number,
  state: ProposalState,
  settled: { by: number; at: Temporal.Instant } | null = null,
): Promise<void> {
  await sql`
    update proposal set state = ${state}, settled_by = ${settled?.by ?? null}, settled_at = ${settled?.at ?? null},
      version = version + 1
    where id = ${proposalId}`.execute(db)
}

/** Begins an attempt, and gives its number: only that attempt saves. */
export async function beginAttempt(db: Db, proposalId: number): Promise<number> {
  const { rows } = await sql<{ attempt: number }>`
    update proposal set state = 'solving', attempt = attempt + 1, version = version + 1
    where id = ${proposalId} returning attempt`.execute(db)
  return rows[0]?.attempt ?? 0
}

interface Solved {
  state: 'ready' | 'impossible'
  factsOn: Temporal.PlainDate
  factsHash: string
  at: Temporal.Instant
  outcome: StoredOutcome
  moves: readonly Move[]
}

export async function saveOutcome(db: Db, proposalId: number, solved: Solved): Promise<void> {
  await sql`
    update proposal set state = ${solved.state}, facts_on = ${solved.factsOn}::date, facts_hash = ${solved.factsHash},
      solved_at = ${solved.at}, outcome = ${JSON.stringify(solved.outcome)}::jsonb, version = version + 1
    where id = ${proposalId}`.execute(db)
  const rows = solved.moves.map(({ caseId, from, to, minutes, gain, why }, position) => ({
    youth_id: Number(caseId),
    from_id: from === null ? null : Number(from),
    to_id: to === null ? null : Number(to),
    position,
    minutes,
    gain,
    why,
  }))
  await sql`
    insert into proposal_move (proposal_id, youth_id, position, from_id, to_id, minutes, gain, why)
    select ${proposalId}, youth_id, position, from_id, to_id, minutes, gain, to_jsonb(why)
    from json_to_recordset(${JSON.stringify(rows)}::json) as l (youth_id bigint, position int, from_id bigint,
      to_id bigint, minutes int, gain bigint, why text)`.execute(db)
}
