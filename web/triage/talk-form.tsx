import type { Referral } from '#contract/triage.ts'
import { registerTalk } from '#contract/triage-talks.ts'
import { call } from '#web/calls/call.ts'
import { useSay } from '#web/calls/language.tsx'
import { Card } from '#web/kit/layout.tsx'
import { StepForm } from './step-form.tsx'
import { type Asking, checkTalk, emptyTalk, saidIn, TalkFields, whatNames } from './talk-fields.tsx'

/** The team sits down with nobody but the young person. */
const senderWhats = whatNames.filter(name => name !== 'team')

/** A call, a meeting or the attempt: two presses, and a note where there is something to say. */
export function TalkCard({ referral }: { referral: Referral }) {
  const say = useSay()
  return (
    <Card title={say('triage.talk')}>
      <TalkForm referral={referral} names={whatNames} onDone={() => undefined} />
    </Card>
  )
}

/** The same with whoever wrote about somebody else, once it is a case: talks with the young person are written there. */
export function SenderTalkForm({ referral, onEnd }: { referral: Referral; onEnd: () => void }) {
  const say = useSay()
  return (
    <>
      <p>{say('triage.senderTalkText')}</p>
      <TalkForm referral={referral} names={senderWhats} isSender onDone={onEnd} onCancel={onEnd} />
    </>
  )
}

interface TalkFormProps extends Asking {
  onDone: () => void
  onCancel?: () => void
}

function TalkForm({ onDone, onCancel, ...asked }: TalkFormProps) {
  const say = useSay()
  // Who wrote is not asked of a talk that is with another.
  const asking = { ...asked, asksWho: true }
  const { referralId, version } = asking.referral
  return (
    <StepForm
      draft={`referral-talk${asking.isSender ? '-sender' : ''}.${referralId}`}
      label={say('triage.talk')}
      initial={emptyTalk(asking)}
      check={values => checkTalk(asking, values)}
      send={values => {
        const { said, senderIsYouth } = saidIn(asking, values)
        return call(registerTalk, { referralId, version, ...said, senderIsYouth })
      }}
      submit={say('triage.saveTalk')}
      done={say('triage.talkSaved')}
      onDone={onDone}
      onCancel={onCancel}
    >
      {form => <TalkFields asking={asking} form={form} />}
    </StepForm>
  )
}
