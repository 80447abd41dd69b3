import { useState } from 'react'
import type { Referral } from '#contract/triage.ts'
import { correctTalk, takeTalkBack } from '#contract/triage-talks.ts'
import { call } from '#web/calls/call.ts'
import { useSay } from '#web/calls/language.tsx'
import { Button, ButtonRow } from '#web/kit/button.tsx'
import { Dialog } from '#web/kit/feedback.tsx'
import { TextArea } from '#web/kit/text-field.tsx'
import { StepForm } from './step-form.tsx'
import {
  type Asking,
  checkTalk,
  emptyTalk,
  saidIn,
  type Talk,
  TalkFields,
  whatNames,
  whats,
} from './talk-fields.tsx'
import { tellStep } from './tell-story.ts'

type Event = Referral['events'][number]

interface Props {
  referral: Referral
  event: Event
}

/** Whether somebody may say that a talk was written down wrongly: where the enquiry goes on, as long as it stands. */
export function isMendable(referral: Referral, { kind, takenBack }: Event): boolean {
  return referral.state !== 'merged' && takenBack === null && (kind === 'attempted' || kind === 'contacted')
}

/** Puts a talk of the story right, or takes it back. */
export function MendTalk({ referral, event }: Props) {
  const say = useSay()
  const [step, setStep] = useState<'correct' | 'back' | null>(null)
  const end = () => setStep(null)
  const talk = tellStep(say, event)
  return (
    <>
      <ButtonRow>
        <Button
          look="plain"
          aria-label={say('triage.talkCorrectName', { talk })}
          onClick={() => setStep('correct')}
        >
          {say('triage.talkCorrect')}
        </Button>
        <Button
          look="plain"
          aria-label={say('triage.talkBackName', { talk })}
          onClick={() => setStep('back')}
        >
          {say('triage.undo')}
        </Button>
      </ButtonRow>
      <Dialog open={step === 'correct'} onClose={end} title={say('triage.talkCorrectName', { talk })}>
        <CorrectStep referral={referral} event={event} onEnd={end} />
      </Dialog>
      <Dialog open={step === 'back'} onClose={end} title={say('triage.talkBackName', { talk })}>
        <BackStep referral={referral} event={event} onEnd={end} />
      </Dialog>
    </>
  )
}

interface StepProps extends Props {
  onEnd: () => void
}

/** Each with why: both what was written and what takes its place stay in the story. */
interface Corrected extends Talk {
  reason: string
}

const needsWhy = (reason: string) => (reason.trim() === '' ? [{ field: 'reason', code: 'required' }] : [])

function CorrectStep({ referral, event, onEnd }: StepProps) {
  const say = useSay()
  const { referralId, version } = referral
  const asking: Asking = { referral, names: whatNames }
  const initial: Corrected = { ...asWritten(asking, event), reason: '' }
  return (
    <StepForm
      draft={`referral-talk-correct.${event.eventId}`}
      label={say('triage.talkCorrect')}
      initial={initial}
      check={values => [...checkTalk(asking, values), ...needsWhy(values.reason)]}
      send={values =>
        call(correctTalk, {
          referralId,
          version,
          eventId: event.eventId,
          ...saidIn(asking, values).said,
          ...(isSameMinute(values, initial) ? { at: event.at.toString() } : {}),
          reason: values.reason,
        })
      }
      submit={say('triage.saveTalk')}
      done={say('triage.talkSaved')}
      onDone={onEnd}
      onCancel={onEnd}
    >
      {form => (
        <>
          <TalkFields asking={asking} form={form} />
          <TextArea
            {...form.field('reason')}
            label={say('triage.talkCorrectWhy')}
            hint={say('triage.talkCorrectHint')}
            rows={2}
            maxLength={2000}
          />
        </>
      )}
    </StepForm>
  )
}

/** Whether the time was left as it is shown, to the minute: then it is as it was, to the second. */
function isSameMinute(values: Talk, initial: Talk): boolean {
  return (
    values.when === initial.when &&
    String(values.day) === String(initial.day) &&
    String(values.time) === String(initial.time)
  )
}

/** The talk as it was written down; what it was is asked where the form does not have it any more. */
function asWritten(asking: Asking, event: Event): Talk {
  const { referral } = asking
  const at = event.at.toZonedDateTimeISO(referral.timeZone)
  const sender = referral.merged.find(({ reference }) => reference === event.ofOther) ?? referral
  return {
    ...emptyTalk(asking),
    what:
      whatNames.find(
        name => whats[name].kind === event.talkKind && whats[name].outcome === event.talkOutcome,
      ) ?? null,
    with: event.talkWith,
    sender: event.talkWith === 'sender' ? String(sender.referralId) : null,
    when: 'earlier',
    day: at.toPlainDate(),
    time: at.toPlainTime().round({ smallestUnit: 'minute', roundingMode: 'trunc' }),
    note: event.note,
  }
}

function BackStep({ referral: { referralId, version, youth }, event: { eventId }, onEnd }: StepProps) {
  const say = useSay()
  return (
    <StepForm
      draft={`referral-talk-back.${eventId}`}
      label={say('triage.undo')}
      initial={{ reason: '' }}
      check={({ reason }) => needsWhy(reason)}
      send={({ reason }) => call(takeTalkBack, { referralId, version, eventId, reason })}
      submit={say('triage.undo')}
      done={say('triage.talkBackDone')}
      onDone={onEnd}
      onCancel={onEnd}
    >
      {form => (
        <>
          <p>{say(youth === null ? 'triage.talkBackText' : 'triage.talkBackInCase')}</p>
          <TextArea {...form.field('reason')} label={say('triage.whyUndo')} rows={2} maxLength={2000} />
        </>
      )}
    </StepForm>
  )
}
