import { explainError } from '#web/calls/explain.ts'
import { useSay } from '#web/calls/language.tsx'
import { Button, ButtonRow } from '#web/kit/button.tsx'
import { Alert } from '#web/kit/feedback.tsx'

/** What ends a form in a dialog of somebody's page: why it was not saved, and the two ways out. */
export function Ending({
  failure,
  sending,
  onClose,
}: {
  failure: unknown
  sending: boolean
  onClose: () => void
}) {
  const say = useSay()
  return (
    <>
      {failure !== null && (
        <Alert tone="error" live>
          {explainError(say, failure)}
        </Alert>
      )}
      <ButtonRow end>
        <Button onClick={onClose}>{say('handovers.cancel')}</Button>
        <Button type="submit" look="primary" busy={sending}>
          {say('handovers.save')}
        </Button>
      </ButtonRow>
    </>
  )
}
