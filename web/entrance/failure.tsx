import type { Places } from '#contract/entrance.ts'
import { CallError } from '#web/calls/call.ts'
import { explainError } from '#web/calls/explain.ts'
import { useSay } from '#web/calls/language.tsx'
import { Button } from '#web/kit/button.tsx'
import { Alert } from '#web/kit/feedback.tsx'
import { useReveal } from '#web/kit/use-reveal.ts'
import { CallInstead } from './ways-out.tsx'

/**
 * What came in the way of sending, that nothing is lost, and whom one can call instead. Comes into view whenever it
 * appears. `places` is what the public page knows; staff have a telephone of their own.
 */
export function Failure({ failure, places }: { failure: unknown; places?: Pick<Places, 'phone'> }) {
  const say = useSay()
  const box = useReveal(failure)
  const code = failure instanceof CallError ? failure.code : 'unexpected'
  const again = <Button type="submit">{say('entrance.sendAgain')}</Button>
  return (
    <div ref={box} tabIndex={-1}>
      {code === 'offline' ? (
        <Alert tone="warning" live title={say('entrance.offlineTitle')} actions={again}>
          {say('entrance.offlineText')}
        </Alert>
      ) : code === 'tooMany' ? (
        <Alert tone="warning" live title={say('entrance.tooManyTitle')} actions={again}>
          {say('entrance.tooManyText')}
          <CallInstead places={places} />
        </Alert>
      ) : (
        <Alert tone="error" live>
          {explainError(say, failure)}
          <CallInstead places={places} />
        </Alert>
      )}
    </div>
  )
}
