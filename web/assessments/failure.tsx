import { CallError } from '#web/calls/call.ts'
import { explainError } from '#web/calls/explain.ts'
import { useSay } from '#web/calls/language.tsx'
import { Button } from '#web/kit/button.tsx'
import { Alert } from '#web/kit/feedback.tsx'
import { useReveal } from '#web/kit/use-reveal.ts'

/** Nothing came through, or something that is no fault of a field. Comes into view whenever it appears. */
export function Failure({ failure }: { failure: unknown }) {
  const say = useSay()
  const box = useReveal(failure)
  const isOffline =
    failure instanceof CallError && (failure.code === 'offline' || failure.code === 'unavailable')
  return (
    <div ref={box} tabIndex={-1}>
      {isOffline ? (
        <Alert
          tone="warning"
          live
          title={say('assessments.offlineTitle')}
          actions={<Button type="submit">{say('assessments.sendAgain')}</Button>}
        >
          {say('assessments.offlineText')}
        </Alert>
      ) : (
        <Alert tone="error" live>
          {explainError(say, failure)}
        </Alert>
      )}
    </div>
  )
}

/** Says that what stands in the form is from before, and offers to begin anew. */
export function DraftNote({ draft }: { draft: { restored: boolean; discard: () => void } }) {
  const say = useSay()
  if (!draft.restored) return null
  return (
    <Alert tone="info" live actions={<Button onClick={draft.discard}>{say('assessments.beginAnew')}</Button>}>
      {say('assessments.draftRestored')}
    </Alert>
  )
}

/** Somebody else was quicker: what stands now, while what was written stays. */
export function Meanwhile({ children }: { children: string }) {
  const say = useSay()
  const box = useReveal(children)
  return (
    <div ref={box} tabIndex={-1}>
      <Alert tone="warning" live title={say('assessments.meanwhileTitle')}>
        {children}
      </Alert>
    </div>
  )
}
