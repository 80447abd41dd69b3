import {
  CloseReason,
  closeReferral,
  passOnReferral,
  type Referral,
  releaseReferral,
  reopenReferral,
  undoMerge,
} from '#contract/triage.ts'
import { call } from '#web/calls/call.ts'
import { useSay } from '#web/calls/language.tsx'
import { ChoiceChips } from '#web/kit/choice-chips.tsx'
import { Select, TextArea, TextField } from '#web/kit/text-field.tsx'
import { StepForm } from './step-form.tsx'

interface StepProps {
  referral: Referral
  /** Done or not, the form is left. */
  onEnd: () => void
}

const required = (field: string, text: string) => (text.trim() === '' ? [{ field, code: 'required' }] : [])

type Reason = (typeof CloseReason.options)[number]

/** Why an enquiry ends here. */
export function CloseStep({ referral: { referralId, version }, onEnd }: StepProps) {
  const say = useSay()
  const initial: { reason: Reason | null; note: string } = { reason: null, note: '' }
  return (
    <StepForm
      draft={`referral-close.${referralId}`}
      label={say('triage.closeTitle')}
      initial={initial}
      check={({ reason }) => (reason === null ? [{ field: 'reason', code: 'required' }] : [])}
      send={({ reason, note }) => {
        if (reason === null) throw new Error('the reason is missing')
        return call(closeReferral, { referralId, version, reason, note })
      }}
      submit={say('triage.close')}
      done={say('triage.closed')}
      onDone={onEnd}
      onCancel={onEnd}
    >
      {form => (
        <>
          <ChoiceChips
            {...form.field('reason')}
            label={say('triage.closeReason')}
            choices={CloseReason.options.map(value => ({ value, label: say(`triage.reason_${value}`) }))}
          />
          <TextArea {...form.field('note')} label={say('triage.note')} optional rows={2} maxLength={2000} />
        </>
      )}
    </StepForm>
  )
}

interface PassingOn {
  to: 'colleague' | 'authority' | null
  staffId: string
  authority: string
  note: string
}

/** To a colleague in the house, or to another authority, which closes it here. */
export function PassOnStep({ referral: { referralId, version, colleagues, handler }, onEnd }: StepProps) {
  const say = useSay()
  const initial: PassingOn = { to: 'colleague', staffId: '', authority: '', note: '' }
  return (
    <StepForm
      draft={`referral-pass-on.${referralId}`}
      label={say('triage.passOnTitle')}
      initial={initial}
      check={({ to, staffId, authority, note }) => [
        ...(to === 'colleague' ? required('staffId', staffId) : required('authority', authority)),
        ...required('note', note),
      ]}
      send={({ to, staffId, authority, note }) =>
        call(passOnReferral, {
          referralId,
          version,
          staffId: to === 'colleague' ? Number(staffId) : null,
          authority: to === 'colleague' ? '' : authority,
          note,
        })
      }
      submit={say('triage.passOn')}
      done={say('triage.passedOn')}
      onDone={onEnd}
      onCancel={onEnd}
    >
      {form => (
        <>
          <ChoiceChips
            {...form.field('to')}
            label={say('triage.passOnTo')}
            choices={(['colleague', 'authority'] as const).map(value => ({
              value,
              label: say(`triage.to_${value}`),
            }))}
          />
          {form.values.to === 'colleague' ? (
            <Select
              {...form.field('staffId')}
              label={say('triage.colleague')}
              empty={say('triage.chooseColleague')}
              choices={colleagues
                .filter(({ staffId }) => staffId !== handler?.staffId)
                .map(({ staffId, name }) => ({ value: String(staffId), label: name }))}
            />
          ) : (
            <TextField
              {...form.field('authority')}
              label={say('triage.authority')}
              hint={say('triage.authorityHint')}
              size="full"
              maxLength={200}
            />
          )}
          <TextArea {...form.field('note')} label={say('triage.passOnWhy')} rows={2} maxLength={2000} />
        </>
      )}
    </StepForm>
  )
}

/** Back among the new ones. */
export function ReleaseStep({ referral: { referralId, version }, onEnd }: StepProps) {
  const say = useSay()
  return (
    <StepForm
      draft={`referral-release.${referralId}`}
      label={say('triage.releaseTitle')}
      initial={{ note: '' }}
      send={({ note }) => call(releaseReferral, { referralId, version, note })}
      submit={say('triage.release')}
      done={say('triage.released')}
      onDone={onEnd}
      onCancel={onEnd}
    >
      {form => (
        <TextArea {...form.field('note')} label={say('triage.note')} optional rows={2} maxLength={2000} />
      )}
    </StepForm>
  )
}

/** A closed enquiry goes on. */
export function ReopenStep({ referral: { referralId, version }, onEnd }: StepProps) {
  const say = useSay()
  return (
    <StepForm
      draft={`referral-reopen.${referralId}`}
      label={say('triage.reopenTitle')}
      initial={{ note: '' }}
      check={({ note }) => required('note', note)}
      send={({ note }) => call(reopenReferral, { referralId, version, note })}
      submit={say('triage.reopen')}
      done={say('triage.reopened')}
      onDone={onEnd}
      onCancel={onEnd}
    >
      {form => <TextArea {...form.field('note')} label={say('triage.reopenWhy')} rows={2} maxLength={2000} />}
    </StepForm>
  )
}

interface UndoProps {
  referral: Pick<Referral, 'referralId' | 'version'>
  onEnd: () => void
}

/** It was not the same after all. */
export function UndoStep({ referral: { referralId, version }, onEnd }: UndoProps) {
  const say = useSay()
  return (
    <StepForm
      draft={`referral-undo.${referralId}`}
      label={say('triage.undoTitle')}
      initial={{ note: '' }}
      check={({ note }) => required('note', note)}
      send={({ note }) => call(undoMerge, { referralId, version, note })}
      submit={say('triage.undo')}
      done={say('triage.undone')}
      onDone={onEnd}
      onCancel={onEnd}
    >
      {form => (
        <>
          <p>{say('triage.undoText')}</p>
          <TextArea {...form.field('note')} label={say('triage.whyUndo')} rows={2} maxLength={2000} />
        </>
      )}
    </StepForm>
  )
}
