import type { Referral } from '#contract/triage.ts'
import { useSay } from '#web/calls/language.tsx'
import { LinkButton } from '#web/kit/button.tsx'
import { Alert } from '#web/kit/feedback.tsx'

/** Talks that stayed with whom the enquiry was given to, by mistake or though it was not they who wrote, and the way there. */
export function Stayed({ referral: { events, state } }: { referral: Referral }) {
  const say = useSay()
  const isOpen = state === 'new' || state === 'taken'
  // As long as it is with nobody else; while it is with them, what was answered last counts.
  const kinds = isOpen ? ['linked', 'unlinked'] : ['identified']
  const last = events.find(({ kind, ofOther }) => ofOther === null && kinds.includes(kind))
  if (last === undefined || last.stayed === null) return null
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
      {say(isOpen ? 'triage.talksStayed' : 'triage.talksStayedWho', { count: talks })}{' '}
      {say(youthId === null ? 'triage.talksStayedAsk' : 'triage.talksStayedMend')}
    </Alert>
  )
}
