import { useQueryClient } from '@tanstack/react-query'
import { CallError } from '#web/calls/call.ts'
import { explainError } from '#web/calls/explain.ts'
import { useSay } from '#web/calls/language.tsx'
import { Button } from '#web/kit/button.tsx'
import { Alert } from '#web/kit/feedback.tsx'
import { useReveal } from '#web/kit/use-reveal.ts'

/** What came in the way of a step. Whoever comes second fetches what is new, and has kept what was written. */
export function Failure({ failure }: { failure: unknown }) {
  const box = useReveal(failure)
  return (
    <div ref={box} tabIndex={-1} className="mg-stack-small">
      <What failure={failure} />
    </div>
  )
}

function What({ failure }: { failure: unknown }) {
  const say = useSay()
  const queries = useQueryClient()
  const code = failure instanceof CallError ? failure.code : null
  if (code === 'changedMeanwhile' || code === 'conflict') {
    return (
      <Alert
        tone="warning"
        live
        title={say('triage.meanwhileTitle')}
        actions={
          <Button onClick={() => void queries.invalidateQueries({ queryKey: ['referral'] })}>
            {say('triage.fetchNew')}
          </Button>
        }
      >
        {code === 'conflict' ? explainError(say, failure) : say('triage.meanwhileText')}
      </Alert>
    )
  }
  if (code === 'offline' || code === 'unavailable') {
    return (
      <Alert tone="warning" live title={say('triage.offlineTitle')}>
        {say('triage.offlineText')}
      </Alert>
    )
  }
  return (
    <Alert tone="error" live>
      {explainError(say, failure)}
    </Alert>
  )
}
