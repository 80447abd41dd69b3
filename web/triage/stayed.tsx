import type { Referral } from '#contract/triage.ts'
import { useSay } from '#web/calls/language.tsx'
import { LinkButton } from '#web/kit/button.tsx'
import { Alert } from '#web/kit/feedback.tsx'

/**
 * Talks that stayed with whom the enquiry was given to, by mistake, though it was not they who wrote, or though the talk was
 * taken back; and the way there.
 */
export function Stayed({ referral: { events, state } }: { referral: Referral }) {
  const isOpen = state === 'new' || state === 'taken'
  // As long as it is with nobody else; while it is with them, what was answered last counts.
  const last = (...kinds: Event['kind'][]) =>
    events.find(({ kind, ofOther }) => ofOther === null && kinds.includes(kind))?.stayed ?? null
  if (isOpen) return <StayedTalks stayed={last('linked', 'unlinked')} what="talksStayed" />
  const given = events.findIndex(({ kind, ofOther }) => kind === 'linked' && ofOther === null)
  const back = events.slice(0, given).find(({ kind, stayed }) => kind === 'talkTakenBack' && stayed)
  return (
    <>
      <StayedTalks stayed={last('identified')} what="talksStayedWho" />
      <StayedTalks
        stayed={back?.stayed ?? null}
        what={back?.takenBack === 'corrected' ? 'talksStayedCorrected' : 'talksStayedBack'}
      />
    </>
  )
}

type Event = Referral['events'][number]

interface StayedTalksProps {
  stayed: Event['stayed']
  what: 'talksStayed' | 'talksStayedWho' | 'talksStayedBack' | 'talksStayedCorrected'
}

function StayedTalks({ stayed, what }: StayedTalksProps) {
  const say = useSay()
  if (stayed === null) return null
  const { talks, youthId } = stayed
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
      {say(`triage.${what}`, { count: talks })}{' '}
      {say(youthId === null ? 'triage.talksStayedAsk' : 'triage.talksStayedMend')}
    </Alert>
  )
}
