import { CallError } from '#web/calls/call.ts'
import { explainError } from '#web/calls/explain.ts'
import { useSay } from '#web/calls/language.tsx'
import { Button } from '#web/kit/button.tsx'
import { Alert } from '#web/kit/feedback.tsx'

/** Nothing came through, or something that is no fault of a field. Put it in the form that it is about. */
export function Failure({ failure }: { failure: unknown }) {
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
