import { Button } from './button.tsx'
import { Alert } from './feedback.tsx'
import { useKitWords } from './words.tsx'

/** Says that what stands in the form is from before, and offers to begin anew; nothing where it is not. */
export function DraftNote({ draft }: { draft: { restored: boolean; discard: () => void } }) {
  const words = useKitWords()
  if (!draft.restored) return null
  return (
    <Alert tone="info" live actions={<Button onClick={draft.discard}>{words.beginAnew}</Button>}>
      {words.draftRestored}
    </Alert>
  )
}
