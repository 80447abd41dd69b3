import { type ReactNode, useState } from 'react'
import { explainField } from '#web/calls/explain.ts'
import { useSay } from '#web/calls/language.tsx'
import { Button, ButtonRow } from '#web/kit/button.tsx'
import { DraftNote } from '#web/kit/draft-note.tsx'
import { Failure } from '#web/kit/failure.tsx'
import { Dialog, SkeletonText, useAnnounce } from '#web/kit/feedback.tsx'
import { type FieldFault, type Form, FormFrame, useForm } from '#web/kit/form.tsx'
import { type Draft, useDraft } from '#web/kit/use-draft.tsx'
import { useForgetDuty } from './queries.ts'

interface Props<Values extends object> {
  /** The draft's name: keys only. */
  name: string
  title: string
  initial: Values
  check: (values: Values) => FieldFault[]
  send: (values: Values) => Promise<unknown>
  said: string
  children: (form: Form<Values>) => ReactNode
  /** What is offered where the server refused. */
  refused?: (failure: unknown) => ReactNode
  onClose: () => void
}

/** A small form above the overview; what is written is kept as a draft until it is saved. */
export function DutyDialog<Values extends object>({ title, onClose, ...rest }: Props<Values>) {
  return (
    <Dialog open title={title} onClose={onClose}>
      <Inside title={title} onClose={onClose} {...rest} />
    </Dialog>
  )
}

function Inside<Values extends object>(props: Props<Values>) {
  const [initial] = useState(props.initial)
  const draft = useDraft(props.name, initial)
  return draft.ready ? <Drafted {...props} draft={draft} /> : <SkeletonText lines={5} />
}

function Drafted<Values extends object>({
  title,
  check,
  send,
  said,
  children,
  refused,
  onClose,
  draft,
}: Props<Values> & { draft: Draft<Values> }) {
  const say = useSay()
  const announce = useAnnounce()
  const forget = useForgetDuty()
  const form = useForm<Values, unknown>({
    initial: draft.values,
    state: draft,
    check,
    send,
    explain: fault => (fault.code === 'hours' ? say('duty.hoursInvalid') : explainField(say, fault)),
    onSent() {
      draft.discard()
      announce(said)
      void forget()
      onClose()
    },
  })
  return (
    <FormFrame form={form} label={title}>
      <DraftNote draft={draft} />
      {children(form)}
      <Failure failure={form.failure}>{refused?.(form.failure)}</Failure>
      <ButtonRow end>
        <Button onClick={onClose}>{say('common.cancel')}</Button>
        <Button type="submit" look="primary" busy={form.sending}>
          {say('common.save')}
        </Button>
      </ButtonRow>
    </FormFrame>
  )
}
