import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Referral } from '#contract/triage.ts'
import { saysItIsTheirs } from '#domain/entrance/who-wrote.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { useMay } from '#web/calls/session.ts'
import { Button, ButtonRow } from '#web/kit/button.tsx'
import { Dialog } from '#web/kit/feedback.tsx'
import { CallButton, SenderList } from './sender-list.tsx'
import { UndoStep } from './steps.tsx'
import { nameOf, senderOf } from './words.ts'

interface Props {
  other: Referral['merged'][number]
  today: Temporal.PlainDate
  /** Not once somebody in the register has them all. */
  mayTakeOut: boolean
}

/** An enquiry that was merged into the one that is shown: who wrote, how to reach them, and what they wrote. */
export function MergedPart({ other, today, mayTakeOut }: Props) {
  const say = useSay()
  const may = useMay()
  const dates = useDates()
  const [isTakingOut, setTakingOut] = useState(false)
  const end = () => setTakingOut(false)
  const isOwn = saysItIsTheirs(other)
  return (
    <section className="mg-referral-merged">
      <h3>
        {say('triage.mergedHere')}:{' '}
        <Link to="/henvendelser/$referralId" params={{ referralId: String(other.referralId) }}>
          {other.reference}
        </Link>
      </h3>
      <p className="mg-quiet">
        {[nameOf(other), senderOf(say, other), dates.day(other.receivedOn, today)].join(' · ')}
      </p>
      <p className="mg-referral-words">{other.about}</p>
      {!isOwn && <SenderList said={other} knows />}
      <ButtonRow>
        {!isOwn && other.senderPhone && (
          <CallButton name={other.senderName || say('triage.senderPart')} phone={other.senderPhone} />
        )}
        {mayTakeOut && may('referral.write') && (
          <Button
            aria-label={say('triage.undoMerged', { reference: other.reference })}
            onClick={() => setTakingOut(true)}
          >
            {say('triage.undo')}
          </Button>
        )}
      </ButtonRow>
      <Dialog
        open={isTakingOut}
        onClose={end}
        title={say('triage.undoMerged', { reference: other.reference })}
      >
        <UndoStep referral={other} onEnd={end} />
      </Dialog>
    </section>
  )
}
