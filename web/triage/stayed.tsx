import type { Referral } from '#contract/triage.ts'
import { useSay } from '#web/calls/language.tsx'
import { LinkButton } from '#web/kit/button.tsx'
import { Alert } from '#web/kit/feedback.tsx'

/** What stayed with whom the enquiry was given to by mistake, as long as it is with nobody else, and the way there. */
export function Stayed({ referral: { events, state } }: { referral: Referral }) {
  const say = useSay()
  const last = events.find(
    ({ kind, ofOther }) => ofOther === null && (kind === 'linked' || kind === 'unlinked'),
  )
  if (last === undefined || last.stayed === null || (state !== 'new' && state !== 'taken')) return null
  const { talks, youthId } = last.stayed
  return (
    <Alert
      tone="warning"
      live
      actions={
        youthId !== null && (
          <LinkButton to="/unge/$youthId" params={{ youthId: String(youthId) }}>
            {say('triage.openYouth')}
          </LinkButton>
        )
      }
    >
      {say('triage.talksStayed', { count: talks })}{' '}
      {say(youthId === null ? 'triage.talksStayedAsk' : 'triage.talksStayedMend')}
    </Alert>
  )
}
