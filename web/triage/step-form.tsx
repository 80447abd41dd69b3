import { useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { FieldError } from '#contract/errors.ts'
import { explainField } from '#web/calls/explain.ts'
import { useSay } from '#web/calls/language.tsx'
import { Button, type ButtonLook, ButtonRow } from '#web/kit/button.tsx'
import { SkeletonText, useAnnounce } from '#web/kit/feedback.tsx'
import { type Form, FormFrame, useForm } from '#web/kit/form.tsx'
import { useDraft } from '#web/kit/use-draft.tsx'
import { Failure } from './failure.tsx'

interface StepFormProps<Values extends object> {
  /** Names the draft: `close.12`. */
  draft: string
  label: string
  initial: Values
  check?: (values: Values) => FieldError[]
  send: (values: Values) => Promise<unknown>
  /** Said when it was done. */
  done: string
  onDone: () => void
  onCancel?: (() => void) | undefined
  submit: string
  look?: ButtonLook
  children: (form: Form<Values>) => ReactNode
}

/** A step of an enquiry with what is written about it, kept as a draft until it is done. */
export function StepForm<Values extends object>(props: StepFormProps<Values>) {
  const draft = useDraft(props.draft, props.initial)
  if (!draft.ready) return <SkeletonText lines={3} />
  return <Ready {...props} state={draft} />
}

function Ready<Values extends object>({
  state,
  label,
  initial,
  check,
  send,
  done,
  onDone,
  onCancel,
  submit,
  look = 'primary',
  children,
}: StepFormProps<Values> & { state: ReturnType<typeof useDraft<Values>> }) {
  const say = useSay()
  const announce = useAnnounce()
  const queries = useQueryClient()
  const form = useForm<Values, unknown>({
    initial,
    state,
    ...(check ? { check } : {}),
    explain: fault => explainField(say, fault),
    send,
    onSent() {
      state.discard()
      announce(done)
      void queries.invalidateQueries({ queryKey: ['referral'] })
      void queries.invalidateQueries({ queryKey: ['referrals'] })
      // Their versions are others now. Each look is logged, so they are asked for when somebody sees them again.
      void queries.invalidateQueries({ queryKey: ['referral-doubles'], refetchType: 'none' })
      onDone()
    },
  })
  return (
    <FormFrame form={form} label={label}>
      {children(form)}
      {form.failure !== null && <Failure failure={form.failure} />}
      <ButtonRow end>
        {onCancel && <Button onClick={onCancel}>{say('common.cancel')}</Button>}
        <Button type="submit" look={look} busy={form.sending}>
          {submit}
        </Button>
      </ButtonRow>
    </FormFrame>
  )
}
