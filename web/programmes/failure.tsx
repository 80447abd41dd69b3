import { CallError } from '#web/calls/call.ts'
import { explainError } from '#web/calls/explain.ts'
import { useSay } from '#web/calls/language.tsx'
import { Button } from '#web/kit/button.tsx'
import { Alert } from '#web/kit/feedback.tsx'
import { useForgetSetup } from './queries.ts'

/** What went wrong beside the fields; after somebody else's change what is new can be fetched without losing a word. */
export function Failure({ failure }: { failure: unknown }) {
  const say = useSay()
  const forget = useForgetSetup()
  if (failure === null) return null
  if (failure instanceof CallError && failure.code === 'changedMeanwhile') {
    return (
      <Alert
        tone="warning"
        live
        actions={<Button onClick={() => void forget()}>{say('programmes.readAgain')}</Button>}
      >
        {say('programmes.changedMeanwhile')}
      </Alert>
    )
  }
  return (
    <Alert tone="error" live>
      {explainError(say, failure)}
    </Alert>
  )
}
