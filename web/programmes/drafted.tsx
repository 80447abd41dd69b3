import { type ReactNode, useState } from 'react'
import { useSay } from '#web/calls/language.tsx'
import { Button } from '#web/kit/button.tsx'
import { Alert, SkeletonText } from '#web/kit/feedback.tsx'
import { type Draft, useDraft } from '#web/kit/use-draft.tsx'

interface Props<Values extends object> {
  /**
   * What is written, by keys only (`rule.12.3`). Of a row that stands its version is part of the name: what was
   * written about it before somebody else changed it is not laid over their change.
   */
  name: string
  initial: Values
  /** With the values that it began from, the very same where nothing is written. */
  children: (written: Draft<Values>, first: Values) => ReactNode
}

/** A form of the set-up whose text outlives the tab until it is saved or thrown away. */
export function Drafted<Values extends object>({ name, initial, children }: Props<Values>) {
  const [first] = useState(initial)
  const written = useDraft(`setup.${name}`, first)
  return written.ready ? children(written, first) : <SkeletonText lines={6} />
}

/** Says that what stands in the form is from before, and offers to begin anew. */
export function RestoredNote({ written }: { written: { restored: boolean; discard: () => void } }) {
  const say = useSay()
  if (!written.restored) return null
  return (
    <Alert
      tone="info"
      live
      actions={<Button onClick={written.discard}>{say('programmes.beginAnew')}</Button>}
    >
      {say('programmes.writtenRestored')}
    </Alert>
  )
}
