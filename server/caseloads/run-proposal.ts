import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Allocation } from '#domain/caseload/allocate.ts'
import { canonical } from '#domain/caseload/certificate.ts'
import type { AllocationFault } from '#domain/caseload/check-problem.ts'
import type { AllocationProblem } from '#domain/caseload/problem.ts'
import { movesOf } from '#domain/caseload/proposal-moves.ts'
import { type Asked, askedOf } from '#domain/caseload/proposing.ts'
import type { Db } from '#server/database/connection.ts'
import { inTransaction } from '#server/database/transaction.ts'
import { describeError } from '#server/door/describe-error.ts'
import { type House, momentOf } from '#server/door/route.ts'
import { loadProposalFacts } from './proposal-facts.ts'
import {
  beginAttempt,
  lockProposal,
  type StoredFault,
  type StoredOutcome,
  type StoredProposal,
  saveOutcome,
  setState,
} from './proposal-store.ts'

/** Name of the background work; its payload is `{ proposalId }`. */
export const proposalTask = 'proposals:solve'

/** Whoever solves, aside: it takes seconds in which the house goes on answering. The same problem, the same answer. */
export type Solve = (problem: AllocationProblem) => Promise<Allocation>

/** So often it is solved anew because the facts have changed under it. */
const mostAnew = 3
/** So often solving is begun, after crashes for instance, before it is given up. */
const mostAttempts = 10

/**
 * Works a proposal out. No connection is held while it is solved. It may run twice at once or again after a crash: only
 * the attempt that was begun last saves, and a proposal that somebody has put aside meanwhile stays so.
 */
export async function runProposal(house: House, solve: Solve, proposalId: number): Promise<void> {
  const system = <T>(work: (db: Db) => Promise<T>) =>
    inTransaction(house.pool, { ...entryOf(house), requestId: `proposal ${proposalId}` }, work)
  for (let round = 1; round <= mostAnew; round += 1) {
    const begun = await system(db => begin(db, proposalId, house))
    if (begun === null) return
    const { proposal, attempt, asked, hash } = begun
    try {
      const allocation = await solve(asked.problem)
      const isSaved = await system(async db => {
        const now = await lockProposal(db, proposalId)
        if (now === null || now.state !== 'solving' || now.attempt !== attempt) return true
        const { today, now: at } = momentOf(house)
        const again = await loadAsked(db, proposal, today)
        if (again.hash !== hash && round < mostAnew) return false
        await saveOutcome(db, proposalId, { ...outcomeOf(asked, allocation, hash), factsOn: today, at })
        return true
      })
      if (isSaved) return
    } catch (error) {
      // Tried again by the person who looks: what fails once mostly fails again.
      await system(async db => {
        const now = await lockProposal(db, proposalId)
        if (now?.state === 'solving' && now.attempt === attempt) await setState(db, proposalId, 'failed')
      })
      house.app.log.error({ error: describeError(error), proposalId }, 'a proposal could not be solved')
      return
    }
  }
}

interface Begun {
  proposal: StoredProposal
  attempt: number
  asked: Asked
  hash: string
}

/** Takes the proposal and loads its facts; null when there is nothing to solve (any more). */
async function begin(db: Db, proposalId: number, house: House): Promise<Begun | null> {
  const proposal = await lockProposal(db, proposalId)
  if (proposal === null || !['queued', 'solving'].includes(proposal.state)) return null
  if (proposal.attempt >= mostAttempts) {
    await setState(db, proposalId, 'failed')
    return null
  }
  const attempt = await beginAttempt(db, proposalId)
  const { asked, hash } = await loadAsked(db, proposal, momentOf(house).today)
  return { proposal, attempt, asked, hash }
}

async function loadAsked(
  db: Db,
  proposal: StoredProposal,
  today: Temporal.PlainDate,
): Promise<{ asked: Asked; hash: string }> {
  const asked = askedOf(await loadProposalFacts(db, proposal, today))
  return { asked, hash: createHash('sha256').update(canonical(asked.problem)).digest('hex') }
}

function outcomeOf(
  { problem, staysOut }: Asked,
  { assignment, certificate, faults }: Allocation,
  hash: string,
) {
  const outcome: StoredOutcome = {
    keepPoints: 0,
    points: 0,
    curve: [],
    // JSON has no infinite numbers: no bound is none.
    certificate: { ...certificate, bound: Number.isFinite(certificate.bound) ? certificate.bound : null },
    loads: [],
    staysOut,
    faults: faults.map(faultOf),
  }
  if (assignment === null) return { state: 'impossible' as const, factsHash: hash, moves: [], outcome }
  const { moves, ...told } = movesOf(problem, assignment)
  return { state: 'ready' as const, factsHash: hash, moves, outcome: { ...outcome, ...told } }
}

function faultOf(fault: AllocationFault): StoredFault {
  const cases = 'caseIds' in fault ? fault.caseIds : 'caseId' in fault ? [fault.caseId] : []
  const workers =
    'caseworkerIds' in fault ? fault.caseworkerIds : 'caseworkerId' in fault ? [fault.caseworkerId] : []
  return { code: fault.code, youthIds: cases.map(Number), staffIds: workers.map(Number) }
}

function entryOf(house: House) {
  return { kind: 'system', onBehalfOf: null, today: momentOf(house).today } as const
}

/** Queues again what a crash left in the middle; the queue itself would only try hours later. */
export async function resumeProposals(house: House): Promise<void> {
  await inTransaction(house.pool, { ...entryOf(house), requestId: 'start' }, async db => {
    await sql`
      select door.enqueue(${proposalTask}, json_build_object('proposalId', id))
      from proposal where state in ('queued', 'solving') order by id`.execute(db)
  })
}
