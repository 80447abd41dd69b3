import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { solveProposalAgain } from '#contract/proposals.ts'
import type { InputOf } from '#contract/use-case.ts'
import { call } from '#web/calls/call.ts'
import type { ReadProposal } from './proposal-names.ts'

/** Has a proposal solved again and goes to the new one; with a scope where that changes. */
export function useSolveAgain({ proposalId, version }: Pick<ReadProposal, 'proposalId' | 'version'>) {
  const navigate = useNavigate()
  return useMutation({
    mutationFn: (scope: InputOf<typeof solveProposalAgain>['scope']) =>
      call(solveProposalAgain, { proposalId, version, scope: scope ?? null }),
    onSuccess: answer =>
      navigate({
        to: '/ledelse/forslag/$proposalId',
        params: { proposalId: String(answer.proposalId) },
      }),
  })
}
