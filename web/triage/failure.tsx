import { useQueryClient } from '@tanstack/react-query'
import { CallError } from '#web/calls/call.ts'
import { explainError } from '#web/calls/explain.ts'
import { useSay } from '#web/calls/language.tsx'
import { Failure as FailureBox } from '#web/kit/failure.tsx'

/** What came in the way of a step. Whoever comes second fetches what is new, and has kept what was written. */
export function Failure({ failure }: { failure: unknown }) {
  const say = useSay()
  const queries = useQueryClient()
  const isConflict = failure instanceof CallError && failure.code === 'conflict'
  return (
    <FailureBox
      failure={failure}
      onFetch={() => {
        void queries.invalidateQueries({ queryKey: ['referral'] })
        // What it is merged with has a version too, which may be what somebody changed.
        void queries.invalidateQueries({ queryKey: ['referral-doubles'] })
      }}
      changed={isConflict ? explainError(say, failure) : undefined}
    />
  )
}
