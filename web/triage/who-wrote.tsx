import type { SenderIsYouth } from '#contract/enquirer.ts'
import { answerWhoWrote, type Referral, takeReferral } from '#contract/triage.ts'
import { call } from '#web/calls/call.ts'
import { useSay } from '#web/calls/language.tsx'
import { ChoiceChips } from '#web/kit/choice-chips.tsx'
import type { Form } from '#web/kit/form.tsx'
import { TextArea } from '#web/kit/text-field.tsx'
import { StepForm } from './step-form.tsx'

/** What is answered along with a step; null where nobody has chosen. */
export interface WhoWrote {
  senderIsYouth: SenderIsYouth | null
}

/** "Is it the young person who wrote?", with what hangs on the answer. */
export function WhoWroteField<Values extends WhoWrote>({ form }: { form: Form<Values> }) {
  const say = useSay()
  const choices = (['yes', 'no', 'unknown'] as const).map(value => ({
    value,
    label: say(`triage.isYouth_${value}`),
  }))
  return (
    <ChoiceChips
      {...form.field('senderIsYouth')}
      label={say('triage.isYouth')}
      hint={say('triage.isYouthHint')}
      choices={choices}
    />
  )
}

interface StepProps {
  referral: Referral
  onEnd: () => void
}

/** Takes an enquiry, and says who wrote where that is known already. */
export function TakeStep({ referral: { referralId, version }, onEnd }: StepProps) {
  const say = useSay()
  const initial: WhoWrote = { senderIsYouth: 'unknown' }
  return (
    <StepForm
      draft={`referral-take.${referralId}`}
      label={say('triage.takeIt')}
      initial={initial}
      send={({ senderIsYouth }) => call(takeReferral, { referralId, version, senderIsYouth })}
      submit={say('triage.takeIt')}
      done={say('triage.taken')}
      onDone={onEnd}
      onCancel={onEnd}
    >
      {form => <WhoWroteField form={form} />}
    </StepForm>
  )
}

/** Says who wrote, or corrects what was said. */
export function WhoWroteStep({ referral: { referralId, version, senderIsYouth }, onEnd }: StepProps) {
  const say = useSay()
  const initial: WhoWrote & { note: string } = { senderIsYouth, note: '' }
  return (
    <StepForm
      draft={`referral-who.${referralId}`}
      label={say('triage.isYouth')}
      initial={initial}
      send={({ senderIsYouth: answer, note }) =>
        call(answerWhoWrote, { referralId, version, senderIsYouth: answer ?? 'unknown', note })
      }
      submit={say('common.save')}
      done={say('triage.isYouthSaved')}
      onDone={onEnd}
      onCancel={onEnd}
    >
      {form => (
        <>
          <WhoWroteField form={form} />
          <TextArea {...form.field('note')} label={say('triage.note')} optional rows={2} maxLength={2000} />
        </>
      )}
    </StepForm>
  )
}
