import type { ReactNode } from 'react'
import { explainField } from '#web/calls/explain.ts'
import { useSay } from '#web/calls/language.tsx'
import { Button, ButtonRow } from '#web/kit/button.tsx'
import { Dialog, useAnnounce } from '#web/kit/feedback.tsx'
import { type FieldFault, type Form, FormFrame, useForm } from '#web/kit/form.tsx'
import type { Draft } from '#web/kit/use-draft.tsx'
import { Drafted, RestoredNote } from './drafted.tsx'
import { Failure } from './failure.tsx'
import { useForgetSetup } from './queries.ts'

interface Props<Values extends object> {
  /** Names what is written, as {@link Drafted} says. */
  name: string
  title: string
  initial: Values
  check: (values: Values) => FieldFault[]
  send: (values: Values) => Promise<unknown>
  children: (form: Form<Values>) => ReactNode
  onClose: () => void
  confirm: string
  said: string
}

/** A small form above the page for one row; it closes when the row is saved. */
export function RowDialog<Values extends object>({ title, onClose, ...rest }: Props<Values>) {
  return (
    <Dialog open title={title} onClose={onClose}>
      <Drafted name={rest.name} initial={rest.initial}>
        {written => <Inside title={title} onClose={onClose} {...rest} written={written} />}
      </Drafted>
    </Dialog>
  )
}

function Inside<Values extends object>(props: Props<Values> & { written: Draft<Values> }) {
  const { title, written, check, send, children, onClose, confirm, said } = props
  const say = useSay()
  const announce = useAnnounce()
  const forget = useForgetSetup()
  const form = useForm<Values, unknown>({
    initial: written.values,
    state: written,
    check,
    send,
    explain: fault =>
      fault.code === 'amount'
        ? say('rules.amountInvalid')
        : fault.code === 'number'
          ? say('programmes.numberInvalid')
          : explainField(say, { ...fault, params: fault.params }),
    onSent() {
      written.discard()
      announce(said)
      onClose()
      void forget()
    },
  })
  return (
    <FormFrame form={form} label={title}>
      <RestoredNote written={written} />
      {children(form)}
      <Failure failure={form.failure} />
      <ButtonRow end>
        <Button onClick={onClose}>{say('common.cancel')}</Button>
        <Button type="submit" look="primary" busy={form.sending}>
          {confirm}
        </Button>
      </ButtonRow>
    </FormFrame>
  )
}

/** What cannot be left empty. */
export function required<Values extends object>(
  values: Values,
  ...fields: readonly (keyof Values & string)[]
): FieldFault[] {
  return fields.flatMap(field => {
    const value = values[field]
    const empty = value === null || (typeof value === 'string' && value.trim() === '')
    return empty ? [{ field, code: 'required' }] : []
  })
}
