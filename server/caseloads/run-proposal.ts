import { createHash } from 'node:crypto'
import { setImmediate as breathe } from 'node:timers/promises'
import type { Allocation } from '#domain/caseload/allocate.ts'
import { type Asked, askedOf, type ProposalFacts } from '#domain/caseload/asked.ts'
import { canonical } from '#domain/caseload/certificate.ts'
import type { AllocationProblem } from '#domain/caseload/problem.ts'
import type { Scope } from '#domain/caseload/proposing.ts'
import type { Db } from '#server/database/connection.ts'
import { holdingSession, inTransaction } from '#server/database/transaction.ts'
import { describeError } from '#server/door/describe-error.ts'
import { type House, momentOf } from '#server/door/route.ts'
import { loadProposalFacts } from './proposal-facts.ts'
import { otherOf, outcomeOf } from './proposal-outcome.ts'
import {
  beginAttempt,
  type FailedBecause,
  giveBack,
  lockProposal,
  queueNext,
  type StoredOther,
  type StoredProposal,
  saveOutcome,
  setFailed,
  stillWanted,
} from './proposal-store.ts'

/** Name of the background work; its payload is `{ proposalId }`. */
export const proposalTask = 'proposals:solve'

/** Whoever solves, aside: it takes seconds in which the house goes on answering. The same problem, the same answer. */
export type Solve = (problem: AllocationProblem, signal?: AbortSignal) => Promise<Allocation>

/** So often it is solved anew because the facts have changed under it. */
const mostAnew = 3
/** So often solving is begun, after crashes for instance, before it is given up. */
const mostAttempts = 10

/** How long one solving may take, and how often it is asked whether anybody still wants it, in milliseconds. */
export interface Patience {
  most: number
  every: number
  /** Told when the house is being closed: what is not solved by then is solved when it opens again. */
  closing?: AbortSignal
}
const usual: Patience = { most: 10 * 60_000, every: 2000 }

/**
 * Works a proposal out, one at a time in the whole installation: another one waits until this one is done. While it is
 * solved no transaction is open; a session alone is held, by which others see that somebody is there. It may run twice
 * at once or again after a crash: only the attempt that was begun last saves, and a proposal that somebody has put aside
 * meanwhile stays so, and is solved no further.
 */
export async function runProposal(
  house: House,
  solve: Solve,
  proposalId: number,
  given: Partial<Patience> = {},
): Promise<void> {
  await holdingSession(house.pool, session => runHolding(house, solve, { proposalId, session }, given))
}

async function runHolding(
  house: House,
  solve: Solve,
  { proposalId, session }: { proposalId: number; session: number },
  given: Partial<Patience>,
): Promise<void> {
  const patience = { ...usual, ...given }
  const system = systemOf(house, `proposal ${proposalId}`)
  let own: number | null = null
  for (let round = 1; round <= mostAnew; round += 1) {
    const begun: Begun | 'busy' | null = await system(db => begin(db, proposalId, { own, session }))
    // Whoever is solving queues the next one; where they die, `queueWaiting` does.
    if (begun === 'busy') return
    if (begun === null) break
    own = begun.attempt
    const isDone = await attempt({ house, solve, system, patience }, begun, round === mostAnew)
    if (isDone) break
  }
  await system(db => queueNext(db, proposalTask))
}

type System = <T>(work: (db: Db) => Promise<T>) => Promise<T>

function systemOf(house: House, requestId: string): System {
  return work => {
    const { today } = momentOf(house)
    return inTransaction(house.pool, { kind: 'system', onBehalfOf: null, today, requestId }, work)
  }
}

interface Begun {
  proposal: StoredProposal
  attempt: number
}

/** Takes the proposal; null when there is nothing to solve (any more), `busy` while another is being solved. */
async function begin(
  db: Db,
  proposalId: number,
  by: { own: number | null; session: number },
): Promise<Begun | 'busy' | null> {
  const proposal = await lockProposal(db, proposalId)
  if (proposal === null || !['queued', 'solving'].includes(proposal.state)) return null
  const begun = await beginAttempt(db, proposalId, by)
  // Also where it is the last attempt that somebody else works on: it may yet come to something.
  if (begun === null) return 'busy'
  if (begun.tried <= mostAttempts) return { proposal, attempt: begun.attempt }
  await setFailed(db, proposalId, 'tooOften')
  return null
}

interface Means {
  house: House
  solve: Solve
  system: System
  patience: Patience
}

/** One attempt; false where the facts have changed under it, and it is to be solved anew. */
async function attempt(
  { house, solve, system, patience }: Means,
  { proposal, attempt: number }: Begun,
  isLast: boolean,
): Promise<boolean> {
  const { id } = proposal
  let step: FailedBecause = 'factsFailed'
  const watch = watchOver(() => system(db => stillWanted(db, id, number)), patience)
  try {
    const asking = await system(db => loadAsking(db, proposal, momentOf(house).today))
    step = 'solverFailed'
    const allocation = await solveOne(solve, asking.asked.problem, watch.signal)
    const other = await solveOther(solve, asking, watch.signal)
    watch.stop()
    step = 'factsFailed'
    return await system(async db => {
      const now = await lockProposal(db, id)
      if (now === null || now.state !== 'solving' || now.attempt !== number) return true
      const { today, now: at } = momentOf(house)
      const again = await loadAsking(db, proposal, today)
      if (again.hash !== asking.hash && !isLast) return false
      const solved = outcomeOf(asking, allocation, other)
      if (solved === null) await setFailed(db, id, 'nothingFound')
      else await saveOutcome(db, id, { ...solved, factsHash: asking.hash, factsOn: today, at })
      return true
    })
  } catch (error) {
    const { reason } = watch.signal
    const ended = reason instanceof Ended ? reason.because : null
    if (ended === 'closing') await system(db => giveBack(db, id, number))
    if (ended === 'notWanted' || ended === 'closing') return true
    const because = ended ?? step
    // Tried again by the person who looks: what fails once mostly fails again.
    await system(async db => {
      const now = await lockProposal(db, id)
      if (now?.state === 'solving' && now.attempt === number) await setFailed(db, id, because)
    })
    house.app.log.error({ error: describeError(error), proposalId: id, because }, 'a proposal was not solved')
    return true
  } finally {
    watch.stop()
  }
}

class Ended extends Error {
  readonly because: 'notWanted' | 'tookTooLong' | 'closing'
  constructor(because: Ended['because']) {
    super(`the solving of a proposal was ended: ${because}`)
    this.because = because
  }
}

/**
 * Ends what takes too long, what nobody wants any more, put aside or begun anew by somebody else, and what the house
 * would wait for that is being closed.
 */
function watchOver(isWanted: () => Promise<boolean>, { most, every, closing }: Patience) {
  const ending = new AbortController()
  const close = () => ending.abort(new Ended('closing'))
  if (closing?.aborted) close()
  closing?.addEventListener('abort', close)
  let isAsking = false
  const asking = setInterval(() => {
    if (isAsking) return
    isAsking = true
    isWanted()
      .then(wanted => {
        if (!wanted) ending.abort(new Ended('notWanted'))
      })
      // What cannot be asked now is asked again.
      .catch(() => undefined)
      .finally(() => {
        isAsking = false
      })
  }, every)
  const late = setTimeout(() => ending.abort(new Ended('tookTooLong')), most)
  return {
    signal: ending.signal,
    stop() {
      clearInterval(asking)
      clearTimeout(late)
      closing?.removeEventListener('abort', close)
    },
  }
}

/** What is asked, with the same question in the other scope where there is one. */
export interface Asking {
  facts: ProposalFacts
  asked: Asked
  other: { scope: Scope; asked: Asked } | null
  hash: string
}

async function loadAsking(db: Db, proposal: StoredProposal, today: Temporal.PlainDate): Promise<Asking> {
  const facts = await loadProposalFacts(db, proposal, today)
  // Each takes a good part of a second with thousands of cases; whoever else asks is answered in between.
  await breathe()
  const asked = askedOf(facts)
  const hash = hashOf(asked)
  await breathe()
  const otherFacts = otherOf(facts)
  const other = otherFacts === null ? null : { scope: otherFacts.scope, asked: askedOf(otherFacts) }
  // Where all have to move anyway, it is the same question.
  return { facts, asked, other: other === null || hashOf(other.asked) === hash ? null : other, hash }
}

function hashOf({ problem }: Asked): string {
  return createHash('sha256').update(canonical(problem)).digest('hex')
}

/** Null where there is nothing to decide: nobody has to move. */
async function solveOne(
  solve: Solve,
  problem: AllocationProblem,
  signal: AbortSignal,
): Promise<Allocation | null> {
  signal.throwIfAborted()
  return problem.cases.length === 0 ? null : solve(problem, signal)
}

/** It is for comparison alone: where it comes to nothing, there is none. */
async function solveOther(
  solve: Solve,
  { facts, other }: Asking,
  signal: AbortSignal,
): Promise<StoredOther | null> {
  if (other === null) return null
  try {
    const allocation = await solveOne(solve, other.asked.problem, signal)
    const solved = outcomeOf({ facts, asked: other.asked }, allocation, null)
    if (solved?.state !== 'ready') return null
    const { keepPoints, points, loads } = solved.outcome
    return {
      scope: other.scope,
      moves: solved.moves.length,
      saved: keepPoints - points,
      highest: Math.max(
        0,
        ...loads.map(({ capacity, after }) => Math.round((after.minutes * 100) / Math.max(1, capacity))),
      ),
    }
  } catch (error) {
    if (signal.aborted) throw error
    return null
  }
}

/**
 * Queues what waits and nobody works on: what a crash left in the middle, and what waited behind it. Asked at the start
 * and every minute, since the queue itself would only try hours later, and others may go on where one process died.
 */
export async function queueWaiting(house: House): Promise<void> {
  await systemOf(house, 'waiting proposals')(db => queueNext(db, proposalTask))
}
