import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { listProposals, readProposal } from '#contract/proposals.ts'
import { call } from '#web/calls/call.ts'
import { idIn } from '#web/calls/id-in.ts'

export const proposalsQuery = queryOptions({
  queryKey: ['proposals'],
  queryFn: ({ signal }) => call(listProposals, {}, signal),
})

/** How often it is asked whether a proposal is worked out, in milliseconds. */
const askedEvery = 1500

export function proposalQuery(proposalId: string) {
  return queryOptions({
    queryKey: ['proposal', proposalId],
    queryFn: ({ signal }) => call(readProposal, { proposalId: idIn(proposalId) }, signal),
    refetchInterval: ({ state: { data } }) =>
      data?.state === 'queued' || data?.state === 'solving' ? askedEvery : false,
  })
}

/** Whoever has whom is shown in many places. */
export function forgetAssignments(client: QueryClient): void {
  for (const key of ['youth', 'youths', 'day', 'unit', 'proposals', 'proposal', 'handovers', 'caseload'])
    void client.invalidateQueries({ queryKey: [key] })
}
