import { CallError } from '#web/calls/call.ts'
import { explainError } from '#web/calls/explain.ts'
import { useSay } from '#web/calls/language.tsx'
import { Button } from '#web/kit/button.tsx'
import { Alert } from '#web/kit/feedback.tsx'
import { useReveal } from '#web/kit/use-reveal.ts'

/**
 * Nothing came through, or something that is no fault of a field. Put it in the form that it is about.
 * Comes into view whenever it appears.
 */
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
  if (failure instanceof CallError && (failure.code === 'offline' || failure.code === 'unavailable')) {
    return (
      <Alert
        tone="warning"
        live
        title={say('register.offlineTitle')}
        actions={<Button type="submit">{say('register.sendAgain')}</Button>}
      >
        {say('register.offlineText')}
      </Alert>
    )
  }
  return (
    <Alert tone="error" live>
      {explainError(say, failure)}
    </Alert>
  )
}
