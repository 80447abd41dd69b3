import { useSay } from '#web/calls/language.tsx'
import { Alert } from '#web/kit/feedback.tsx'
import { useReveal } from '#web/kit/use-reveal.ts'

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
