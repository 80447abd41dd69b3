import type { ReactNode } from 'react'
import { explainField } from '#web/calls/explain.ts'
import { useSay } from '#web/calls/language.tsx'
import { Button, ButtonRow } from '#web/kit/button.tsx'
import { Dialog, useAnnounce } from '#web/kit/feedback.tsx'
import { type FieldFault, type Form, FormFrame, useForm } from '#web/kit/form.tsx'
import { Failure } from './failure.tsx'
import { useForgetStaff } from './queries.ts'

interface Props<Values extends object> {
  title: string
  initial: Values
  check: (values: Values) => FieldFault[]
  send: (values: Values) => Promise<unknown>
  children: (form: Form<Values>) => ReactNode
  onClose: () => void
  confirm?: string
  said?: string
}

/** A small form above the page for one dated row; it closes when the row is saved. */
export function DatedDialog<Values extends object>({ title, onClose, ...rest }: Props<Values>) {
  return (
    <Dialog open title={title} onClose={onClose}>
      <Inside title={title} onClose={onClose} {...rest} />
    </Dialog>
  )
}

function Inside<Values extends object>({
  title,
  initial,
  check,
  send,
  children,
  onClose,
  confirm,
  said,
}: Props<Values>) {
  const say = useSay()
  const announce = useAnnounce()
  const forget = useForgetStaff()
  const form = useForm<Values, unknown>({
    initial,
    check,
    send,
    explain: fault =>
      fault.code === 'weeklyHours'
        ? say('staff.hoursInvalid')
        : explainField(say, { ...fault, params: fault.params }),
    onSent() {
      announce(said ?? say('staff.saved'))
      void forget()
      onClose()
    },
  })
  return (
    <FormFrame form={form} label={title}>
      {children(form)}
      <Failure failure={form.failure} />
      <ButtonRow end>
        <Button onClick={onClose}>{say('common.cancel')}</Button>
        <Button type="submit" look="primary" busy={form.sending}>
          {confirm ?? say('staff.confirmSave')}
        </Button>
      </ButtonRow>
    </FormFrame>
  )
}

/** What every one of them asks first. */
export function required(field: string, value: unknown): FieldFault[] {
  return value === null || value === '' ? [{ field, code: 'required' }] : []
}
