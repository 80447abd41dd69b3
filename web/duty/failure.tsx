import { explainError } from '#web/calls/explain.ts'
import { useSay } from '#web/calls/language.tsx'
import { Alert } from '#web/kit/feedback.tsx'
import { useReveal } from '#web/kit/use-reveal.ts'

/** What went wrong beside the fields. Comes into view; what is written stays in the form and in the draft. */
export function Failure({ failure }: { failure: unknown }) {
  const say = useSay()
  const box = useReveal(failure)
  if (failure === null) return null
  return (
    <div ref={box} tabIndex={-1}>
      <Alert tone="error" live>
        {explainError(say, failure)}
      </Alert>
    </div>
  )
}
