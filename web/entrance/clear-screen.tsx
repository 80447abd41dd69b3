import { type ReactNode, useState } from 'react'
import { useSay } from '#web/calls/language.tsx'
import { Button, ButtonRow } from '#web/kit/button.tsx'
import { Alert } from '#web/kit/feedback.tsx'

/** Clears what the next person at the computer must not see, asked twice: the code cannot be found again. */
export function ClearScreen({ onDone, children }: { onDone: () => void; children?: ReactNode }) {
  const say = useSay()
  const [isSure, setSure] = useState(false)
  return isSure ? (
    <Alert
      tone="warning"
      live
      actions={
        <ButtonRow>
          <Button onClick={onDone}>{say('entrance.finishSure')}</Button>
          <Button onClick={() => setSure(false)}>{say('entrance.finishNot')}</Button>
        </ButtonRow>
      }
    >
      {say('entrance.finishAsk')}
    </Alert>
  ) : (
    <ButtonRow>
      {children}
      <Button onClick={() => setSure(true)}>{say('entrance.finish')}</Button>
    </ButtonRow>
  )
}
