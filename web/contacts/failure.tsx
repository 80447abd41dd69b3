import { CallError } from '#web/calls/call.ts'
import { explainError } from '#web/calls/explain.ts'
import { useSay } from '#web/calls/language.tsx'
import { Button } from '#web/kit/button.tsx'
import { Alert } from '#web/kit/feedback.tsx'
import { useOnline } from '#web/kit/use-online.ts'
import { useReveal } from '#web/kit/use-reveal.ts'

/** Nothing came through, or something that is no fault of a field. Comes into view whenever it appears. */
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
  const online = useOnline()
  if (failure instanceof CallError && (failure.code === 'offline' || failure.code === 'unavailable')) {
    return (
      <Alert
        tone="warning"
        live
        title={say('contacts.offlineTitle')}
        actions={<Button type="submit">{say('contacts.sendNow')}</Button>}
      >
        {say(online && failure.code === 'offline' ? 'contacts.backOnline' : 'contacts.offlineText')}
      </Alert>
    )
  }
  return (
    <Alert tone="error" live>
      {explainError(say, failure)}
    </Alert>
  )
}
