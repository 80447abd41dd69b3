import { sql } from 'kysely'
import type { Certificate } from '#contract/proposals.ts'
import type { Lack } from '#domain/caseload/acceptance.ts'
import type { DroppedLock, StandsIn, StaysOut } from '#domain/caseload/asked.ts'
import type { CannotTake } from '#domain/caseload/cannot-take.ts'
import type { Ending } from '#domain/caseload/ends.ts'
import type { AllocationProblem } from '#domain/caseload/problem.ts'
import type { CurvePoint, LoadChange, Move } from '#domain/caseload/proposal-moves.ts'
import type { Occasion, Scope } from '#domain/caseload/proposing.ts'
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
  scope: Scope
  aboutStaffId: number | null
  aboutProgrammeId: number | null
  effectiveOn: Temporal.PlainDate
  note: string
  state: ProposalState
  attempt: number
  askedBy: number
  version: number
}

/** Why somebody cannot have a young person, with its days as text. */
export interface ToldCannot {
  why: CannotTake['why']
  from: string | null
  lastDay: string | null
}

/** What stands in the way: a code, the keys of whom it is about, and the limit that is passed where one is. */
export interface StoredFault {
  code: string
  youthIds: number[]
  staffIds: number[]
  limit: {
    /** Null: of all young people. */
    programmeId: number | null
    unit: 'cases' | 'minutes'
    /** What there would be, and the most that there may be. */
    has: number
    most: number
  } | null
  /** Why the one to whom somebody is locked can have nobody; not where it was solved by an older version. */
  cannot?: ToldCannot | null
}

/** What a receiver lacks, with the day as text, where it is later than the moves. */
export type StoredLack =
  | Exclude<Lack, { kind: 'ceiling' }>
  | (Omit<Extract<Lack, { kind: 'ceiling' }>, 'day'> & { day: string | null })

/** What it would come to with the other scope. */
export interface StoredOther {
  scope: Scope
  moves: number
  /** Points that it saves. */
  saved: number
  /** The highest load of anybody then, in percent. */
  highest: number
}

/** What was worked out, as it is stored: keys and figures, no names. */
export interface StoredOutcome {
  keepPoints: number
  points: number
  curve: CurvePoint[]
  other: StoredOther | null
  certificate: Certificate | null
  loads: LoadChange[]
  staysOut: StaysOut[]
  /** What caseworkers carry for colleagues who are away; it is in their loads. */
  standsIn: StandsIn[]
  /** Youth keys of cases that weigh nothing. */
  unweighed: number[]
  /** Youth keys of those who have nobody, and get nobody by the proposal either. */
  stillWaiting: number[]
  droppedLocks: DroppedLock[]
  /** Who gets somebody, and is known to have no time within twelve weeks. */
  going: { staffId: number; why: Ending; from: string }[]
  /** Who takes those in the programme that begins. */
  takers: number[]
  faults: StoredFault[]
  /** Who comes into the programme that begins, by day, and how many are in it; null with any other occasion. */
  begins: { already: number; youths: { youthId: number; from: string }[] } | null
}

/** The same as it is read: what was solved by an older version lacks what was added since. */
export type ReadOutcome = Omit<StoredOutcome, 'going' | 'begins'> &
  Partial<Pick<StoredOutcome, 'going' | 'begins'>>

export type FailedBecause = 'factsFailed' | 'solverFailed' | 'tookTooLong' | 'nothingFound' | 'tooOften'

const columns = sql`id, occasion, scope, about_staff_id as "aboutStaffId", about_programme_id as "aboutProgrammeId",
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
  scope: Scope
  aboutStaffId: number | null
  aboutProgrammeId: number | null
  effectiveOn: Temporal.PlainDate
  note: string
  /** Who takes those in the programme that begins. */
  takerIds: readonly number[]
  followsId: number | null
  askedBy: number
  askedAt: Temporal.Instant
}

/** A new proposal, queued for solving when the transaction ends. */
export async function insertProposal(db: Db, asked: NewProposal, task: string): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into proposal (occasion, scope, about_staff_id, about_programme_id, effective_on, note, follows_id, asked_by, asked_at)
    values (${asked.occasion}, ${asked.scope}, ${asked.aboutStaffId}, ${asked.aboutProgrammeId}, ${asked.effectiveOn}::date,
      ${asked.note}, ${asked.followsId}, ${asked.askedBy}, ${asked.askedAt})
    returning id`.execute(db)
  const id = rows[0]?.id
  if (id === undefined) throw new Error('an insert gave no key')
  await sql`
    insert into proposal_taker (proposal_id, staff_id)
    select distinct ${id}::bigint, unnest(${asked.takerIds}::bigint[])`.execute(db)
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

/** What was tried came to nothing, and why: it can be asked anew. */
export async function setFailed(db: Db, proposalId: number, because: FailedBecause): Promise<void> {
  await sql`
    update proposal set state = 'failed', failed_because = ${because}, version = version + 1
    where id = ${proposalId}`.execute(db)
}

/**
 * Seconds after which whoever solves is taken for dead though the session is there, as when a machine hangs: a sign of
 * life comes every other second.
 */
const silence = 30

/** Somebody solves the proposal: the session is there, and was heard of lately. */
const isAlive = sql`state = 'solving' and solving_seen_at > now() - make_interval(secs => ${silence})
  and (solving_session is null or exists (select from pg_stat_activity where pid = solving_session))`

/** An attempt that was begun. */
interface BegunAttempt {
  attempt: number
  /** How many came to an end by themselves or by a crash, this one with them: those that were given back do not count. */
  tried: number
}

/**
 * Begins an attempt, and gives its number: only that attempt saves. One proposal is solved at a time, since each takes
 * a processor for itself; and none by two at once.
 *
 * @param own the attempt that goes on with another round; null for a job that has just begun
 * @param session the process of the session that is held as long as it is solved
 * @returns null while this one or another is being solved by somebody else
 */
export async function beginAttempt(
  db: Db,
  proposalId: number,
  { own, session }: { own: number | null; session: number },
): Promise<BegunAttempt | null> {
  await sql`select pg_advisory_xact_lock(hashtext('proposals:solve'))`.execute(db)
  const { rows } = await sql<BegunAttempt>`
    update proposal set state = 'solving', attempt = attempt + 1, solving_seen_at = now(),
      solving_session = ${session}, version = version + 1
    where id = ${proposalId} and not exists (select from proposal where ${isAlive}
      and (id <> ${proposalId} or attempt is distinct from ${own}))
    returning attempt, attempt - given_back as tried`.execute(db)
  return rows[0] ?? null
}

/**
 * Puts an attempt back into the queue that is broken off because the house is being closed, for whoever comes next. It
 * is not held against the proposal, unlike one that a crash ended, which solving may have brought about.
 */
export async function giveBack(db: Db, proposalId: number, attempt: number): Promise<void> {
  await sql`
    update proposal set state = 'queued', solving_seen_at = null, solving_session = null,
      given_back = given_back + 1, version = version + 1
    where id = ${proposalId} and state = 'solving' and attempt = ${attempt}`.execute(db)
}

/** Says that the attempt is still being worked on; false where nobody wants its result any more. */
export async function stillWanted(db: Db, proposalId: number, attempt: number): Promise<boolean> {
  const { rows } = await sql`
    update proposal set solving_seen_at = now()
    where id = ${proposalId} and state = 'solving' and attempt = ${attempt} returning id`.execute(db)
  return rows.length > 0
}

/**
 * Queues whoever has waited longest, unless one is being solved: also what was left in the middle by somebody who has
 * not been heard of since. Queued more than once, it is solved once.
 */
export async function queueNext(db: Db, task: string): Promise<void> {
  await sql`
    select door.enqueue(${task}, json_build_object('proposalId', id))
    from (select id from proposal where state in ('queued', 'solving')
      and not exists (select from proposal where ${isAlive}) order by id limit 1) next`.execute(db)
}

interface Solved {
  state: 'ready' | 'impossible'
  factsOn: Temporal.PlainDate
  factsHash: string
  at: Temporal.Instant
  outcome: StoredOutcome
  moves: readonly Move[]
  /** What was asked, as it can be asked again. */
  problem: AllocationProblem
}

export async function saveOutcome(db: Db, proposalId: number, solved: Solved): Promise<void> {
  await sql`
    update proposal set state = ${solved.state}, facts_on = ${solved.factsOn}::date, facts_hash = ${solved.factsHash},
      solved_at = ${solved.at}, outcome = ${JSON.stringify(solved.outcome)}::jsonb, version = version + 1
    where id = ${proposalId}`.execute(db)
  const rows = solved.moves.map(({ caseId, from, to, minutes, gain, why, percent }, position) => ({
    youth_id: Number(caseId),
    from_id: from === null ? null : Number(from),
    to_id: to === null ? null : Number(to),
    position,
    minutes,
    gain,
    why: { reason: why, percent },
  }))
  await sql`
    insert into proposal_move (proposal_id, youth_id, position, from_id, to_id, minutes, gain, why)
    select ${proposalId}, youth_id, position, from_id, to_id, minutes, gain, why
    from json_to_recordset(${JSON.stringify(rows)}::json) as l (youth_id bigint, position int, from_id bigint,
      to_id bigint, minutes int, gain bigint, why jsonb)`.execute(db)
  await sql`
    insert into proposal_input (proposal_id, problem)
    values (${proposalId}, ${JSON.stringify(solved.problem)}::json)`.execute(db)
}
