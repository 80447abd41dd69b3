import { useState } from 'react'
import { changeTelling, type Referral, tellSender } from '#contract/triage.ts'
import { isTheirs, saysItIsTheirs } from '#domain/entrance/who-wrote.ts'
import { consentFault } from '#domain/triage/telling.ts'
import { call } from '#web/calls/call.ts'
import { useSay } from '#web/calls/language.tsx'
import { useMay } from '#web/calls/session.ts'
import { Button, ButtonRow } from '#web/kit/button.tsx'
import { ChoiceChips } from '#web/kit/choice-chips.tsx'
import { Dialog } from '#web/kit/feedback.tsx'
import { Card } from '#web/kit/layout.tsx'
import { TextArea } from '#web/kit/text-field.tsx'
import { StepForm } from './step-form.tsx'
import { WhoWroteStep } from './who-wrote.tsx'

/** What whoever wrote may be told, and that they were. */
export function TellingCard({ referral }: { referral: Referral }) {
  const say = useSay()
  const may = useMay()
  const [step, setStep] = useState<'telling' | 'told' | 'who' | null>(null)
  const isAsked = referral.senderRole === 'youth'
  const isOwn = saysItIsTheirs(referral)
  const isKnown = isTheirs(referral)
  const mayHearAll = isKnown && referral.mayTell === 'outcome'
  const end = () => setStep(null)
  return (
    <Card title={say('triage.telling')}>
      {isAsked && !isOwn && <p>{say('triage.tellNotYouth')}</p>}
      <p>
        {mayHearAll
          ? say('triage.tellYouth')
          : isOwn && !isKnown
            ? say('triage.tellPerhapsYouth')
            : say(`triage.tell_${referral.mayTell}`)}
      </p>
      {may('referral.write') && (
        <ButtonRow>
          {(!isOwn || (isKnown && !mayHearAll)) && (
            <Button onClick={() => setStep('telling')}>{say('triage.changeTelling')}</Button>
          )}
          {isAsked && (
            <Button onClick={() => setStep('who')}>
              {say(isOwn && !isKnown ? 'triage.isYouthAnswer' : 'triage.isYouthCorrect')}
            </Button>
          )}
          {(isOwn ? mayHearAll : referral.mayTell === 'outcome') && (
            <Button onClick={() => setStep('told')}>{say('triage.noteTold')}</Button>
          )}
        </ButtonRow>
      )}
      <Dialog open={step === 'telling'} onClose={end} title={say('triage.tellingTitle')}>
        <TellingForm referral={referral} onEnd={end} />
      </Dialog>
      <Dialog open={step === 'who'} onClose={end} title={say('triage.isYouth')}>
        <WhoWroteStep referral={referral} onEnd={end} />
      </Dialog>
      <Dialog open={step === 'told'} onClose={end} title={say('triage.toldTitle')}>
        <StepForm
          draft={`referral-told.${referral.referralId}`}
          label={say('triage.toldTitle')}
          initial={{ note: '' }}
          send={({ note }) =>
            call(tellSender, { referralId: referral.referralId, version: referral.version, note })
          }
          submit={say('common.save')}
          done={say('triage.toldSaved')}
          onDone={end}
          onCancel={end}
        >
          {form => (
            <TextArea {...form.field('note')} label={say('triage.note')} optional rows={2} maxLength={2000} />
          )}
        </StepForm>
      </Dialog>
    </Card>
  )
}

interface Telling {
  mayTell: Referral['mayTell'] | null
  consentBy: 'youth' | 'guardian' | null
  note: string
}

function TellingForm({ referral, onEnd }: { referral: Referral; onEnd: () => void }) {
  const say = useSay()
  const { referralId, version, consentNeeded } = referral
  const initial: Telling = { mayTell: referral.mayTell, consentBy: consentNeeded, note: '' }
  return (
    <StepForm
      draft={`referral-telling.${referralId}`}
      label={say('triage.tellingTitle')}
      initial={initial}
      check={({ mayTell, consentBy }) => {
        const fault = mayTell === 'outcome' ? consentFault(consentNeeded, consentBy) : null
        return fault === null ? [] : [{ field: 'consentBy', code: fault }]
      }}
      send={values => {
        const mayTell = values.mayTell ?? referral.mayTell
        const consentBy = mayTell === 'outcome' ? values.consentBy : null
        return call(changeTelling, { referralId, version, mayTell, consentBy, note: values.note })
      }}
      submit={say('common.save')}
      done={say('triage.tellingSaved')}
      onDone={onEnd}
      onCancel={onEnd}
    >
      {form => (
        <>
          <ChoiceChips
            {...form.field('mayTell')}
            label={say('triage.telling')}
            choices={(['receipt', 'outcome'] as const).map(value => ({
              value,
              label: say(`triage.tell_${value}`),
            }))}
          />
          {form.values.mayTell === 'outcome' && (
            <ChoiceChips
              {...form.field('consentBy')}
              label={say('triage.consentBy')}
              hint={say(`triage.needs_${consentNeeded ?? 'unknown'}`)}
              choices={(['youth', 'guardian'] as const).map(value => ({
                value,
                label: say(`triage.consent_${value}`),
              }))}
            />
          )}
          <TextArea {...form.field('note')} label={say('triage.note')} optional rows={2} maxLength={2000} />
        </>
      )}
    </StepForm>
  )
}
