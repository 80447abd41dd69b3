import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Certificate } from '#contract/proposals.ts'
import type { AllocationProblem, Assignment } from '#domain/caseload/problem.ts'
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

/** What a solver answers, with the ids of the problem: of young people and of staff. */
export type Answer =
  | { kind: 'solved'; assignment: Assignment; certificate: Omit<Certificate, 'inputHash'> }
  | { kind: 'impossible'; faults: readonly { code: string; cases: string[]; caseworkers: string[] }[] }

/** Whoever solves, aside: it takes seconds in which the house goes on answering. The same problem, the same answer. */
export type Solve = (problem: AllocationProblem) => Promise<Answer>

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
      const answer = await solve(asked.problem)
      const isSaved = await system(async db => {
        const now = await lockProposal(db, proposalId)
        if (now === null || now.state !== 'solving' || now.attempt !== attempt) return true
        const { today, now: at } = momentOf(house)
        const again = await loadAsked(db, proposal, today)
        if (again.hash !== hash && round < mostAnew) return false
        await saveOutcome(db, proposalId, { ...outcomeOf(asked, answer, hash), factsOn: today, at })
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
  return { asked, hash: createHash('sha256').update(JSON.stringify(asked.problem)).digest('hex') }
}

function outcomeOf({ problem, staysOut }: Asked, answer: Answer, factsHash: string) {
  if (answer.kind === 'impossible') {
    const faults: StoredFault[] = answer.faults.map(({ code, cases, caseworkers }) => ({
      code,
      youthIds: cases.map(Number),
      staffIds: caseworkers.map(Number),
    }))
    const outcome: StoredOutcome = {
      keepPoints: 0,
      points: 0,
      curve: [],
      certificate: null,
      loads: [],
      staysOut,
      faults,
    }
    return { state: 'impossible' as const, factsHash, moves: [], outcome }
  }
  const { moves, loads, keepPoints, points, curve } = movesOf(problem, answer.assignment)
  const certificate = { ...answer.certificate, inputHash: factsHash }
  const outcome: StoredOutcome = { keepPoints, points, curve, certificate, loads, staysOut, faults: [] }
  return { state: 'ready' as const, factsHash, moves, outcome }
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
