import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { acceptProposal } from '#contract/proposals.ts'
import { CallError, call } from '#web/calls/call.ts'
import { explainError } from '#web/calls/explain.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { Button } from '#web/kit/button.tsx'
import { Alert, ConfirmDialog } from '#web/kit/feedback.tsx'
import type { ReadProposal } from './proposal-names.ts'
import { forgetAssignments } from './proposal-queries.ts'

/** Accepts all of a proposal, or those that are chosen, after saying what happens. */
export function AcceptButton({
  proposal,
  chosen,
  onSettled,
}: {
  proposal: ReadProposal
  chosen: ReadonlySet<number>
  /** `late`: it is not any more as it was read, since somebody else has settled it, say. */
  onSettled: (how: 'done' | 'late') => void
}) {
  const say = useSay()
  const dates = useDates()
  const queries = useQueryClient()
  const [open, setOpen] = useState(false)
  const { proposalId, version, moves, effectiveOn, today, locks } = proposal
  const possible = moves.filter(({ to }) => to !== null)
  const isAll = chosen.size === possible.length
  const accept = useMutation({
    mutationFn: () => call(acceptProposal, { proposalId, version, youthIds: isAll ? null : [...chosen] }),
    onSuccess() {
      setOpen(false)
      onSettled('done')
    },
    onError(error) {
      if (error instanceof CallError && error.code === 'changedMeanwhile') onSettled('late')
    },
    // Also what failed because somebody was faster is to be shown as it is now.
    onSettled: () => forgetAssignments(queries),
  })
  const count = chosen.size
  // What was locked after it was worked out holds back what goes against it.
  const isUnmet = possible.some(
    ({ youthId, to }) =>
      chosen.has(youthId) &&
      locks.some(lock => lock.youthId === youthId && lock.staff.staffId !== to?.staffId),
  )
  const from = Temporal.PlainDate.compare(effectiveOn, today) < 0 ? today : effectiveOn
  return (
    <>
      <Button look={isUnmet ? 'secondary' : 'primary'} disabled={count === 0} onClick={() => setOpen(true)}>
        {say(isAll ? 'proposals.acceptAll' : 'proposals.acceptSome', { count })}
      </Button>
      <ConfirmDialog
        open={open}
        title={say('proposals.confirmTitle', { count })}
        confirm={say('proposals.confirm')}
        cancel={say('proposals.cancel')}
        busy={accept.isPending}
        onConfirm={() => {
          accept.mutate()
        }}
        onClose={() => setOpen(false)}
      >
        <p>{say('proposals.confirmFrom', { day: dates.day(from, today) })}</p>
        <p>{say('proposals.confirmHandover')}</p>
        <p>{say('proposals.confirmChanged')}</p>
        {isUnmet && <Alert tone="warning">{say('proposals.confirmLocks')}</Alert>}
        {accept.error !== null && (
          <Alert tone="error" live>
            {explainError(say, accept.error)}
          </Alert>
        )}
      </ConfirmDialog>
    </>
  )
}
