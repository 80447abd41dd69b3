import { useSay } from '#web/calls/language.tsx'
import { Button } from '#web/kit/button.tsx'
import { Alert } from '#web/kit/feedback.tsx'

/** Says that what stands in the form is from before, and offers to begin anew. */
export function DraftNote({ draft }: { draft: { restored: boolean; discard: () => void } }) {
  const say = useSay()
  if (!draft.restored) return null
  return (
    <Alert tone="info" live actions={<Button onClick={draft.discard}>{say('register.beginAnew')}</Button>}>
      {say('register.draftRestored')}
    </Alert>
  )
}
