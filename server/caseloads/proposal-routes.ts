import { addBar, endBar, readBars } from '#contract/bars.ts'
import {
  listHandovers,
  listStalledHandovers,
  meetTogether,
  readHandover,
  receiveYouth,
  tellYouth,
} from '#contract/handovers.ts'
import {
  acceptProposal,
  askProposal,
  discardProposal,
  listProposals,
  lockProposal,
  readProposal,
  readProposalProblem,
  solveProposalAgain,
} from '#contract/proposals.ts'
import { inTransaction } from '#server/database/transaction.ts'
import { type House, momentOf, readRoute, route } from '#server/door/route.ts'
import { lapseHandovers } from '#server/records/handover.ts'
import { acceptTheProposal } from './accept-proposal.ts'
import { askForProposal, discardTheProposal, lockMove, solveAgain } from './ask-proposal.ts'
import { addTheBar, barsQuery, endTheBar } from './bars.ts'
import { meetInHandover, receiveTheYouth, tellTheYouth } from './handover-steps.ts'
import { listMyHandovers, readTheHandover, stalledQuery } from './handovers.ts'
import { listTheProposals, readTheProblem, readTheProposal } from './read-proposal.ts'
import { proposalTask, queueWaiting, runProposal, type Solve } from './run-proposal.ts'

export function proposalRoutes(house: House): void {
  route(house, listProposals, (_input, scope) => listTheProposals(scope))
  route(house, readProposal, readTheProposal)
  route(house, readProposalProblem, readTheProblem)
  route(house, askProposal, askForProposal)
  route(house, lockProposal, lockMove)
  route(house, solveProposalAgain, solveAgain)
  route(house, acceptProposal, acceptTheProposal)
  route(house, discardProposal, discardTheProposal)
  route(house, listHandovers, (_input, scope) => listMyHandovers(scope))
  readRoute(house, listStalledHandovers, (_input, { today }) => stalledQuery(today))
  route(house, readHandover, readTheHandover)
  route(house, tellYouth, tellTheYouth)
  route(house, meetTogether, meetInHandover)
  route(house, receiveYouth, receiveTheYouth)
  readRoute(house, readBars, ({ youthId }, { today }) => barsQuery(youthId, today))
  route(house, addBar, addTheBar)
  route(house, endBar, endTheBar)
}

/** Background work of proposals, for `startJobs`. */
export function proposalJobs(solve: Solve) {
  return {
    [proposalTask]: (payload: unknown, house: House, closing: AbortSignal) =>
      runProposal(house, solve, proposalIdIn(payload), { closing }),
    'proposals:next': (_payload: unknown, house: House): Promise<void> => queueWaiting(house),
    'handovers:lapse': async (_payload: unknown, house: House): Promise<void> => {
      const { today } = momentOf(house)
      const entry = { kind: 'system', onBehalfOf: null, today, requestId: 'job' } as const
      const lapsed = await inTransaction(house.pool, entry, db => lapseHandovers(db, today))
      house.app.log.info({ lapsed }, 'handovers ended that nobody finished')
    },
  }
}

function proposalIdIn(payload: unknown): number {
  if (typeof payload === 'object' && payload !== null && 'proposalId' in payload)
    return Number(payload.proposalId)
  throw new Error('the job names no proposal')
}
