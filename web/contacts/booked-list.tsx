import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type BookedAppointment, type ContactForm, cancelAppointment } from '#contract/contacts.ts'
import { call } from '#web/calls/call.ts'
import { explainError } from '#web/calls/explain.ts'
import { useSay } from '#web/calls/language.tsx'
import { Button, LinkButton } from '#web/kit/button.tsx'
import { ConfirmDialog, useAnnounce } from '#web/kit/feedback.tsx'
import { Card } from '#web/kit/layout.tsx'
import { RowCard, RowCards } from '#web/kit/rows.tsx'
import { TextField } from '#web/kit/text-field.tsx'
import { useWhenSaid } from './when-said.ts'

interface Props {
  data: ContactForm
  appointments: readonly BookedAppointment[]
}

/** What is booked ahead, to be moved or called off. */
export function BookedList({ data, appointments }: Props) {
  const say = useSay()
  const { appointment: said } = useWhenSaid(data.timeZone, data.today)
  const [cancelling, setCancelling] = useState<BookedAppointment | null>(null)
  return (
    <Card title={say('contacts.bookedAlready')} flush>
      <RowCards label={say('contacts.bookedAlready')}>
        {appointments.map(each => (
          <RowCard
            key={each.id}
            title={said(each)}
            aside={[each.mine ? '' : each.staffName, each.place].filter(Boolean).join(' · ')}
            actions={
              <>
                <Button
                  look="plain"
                  aria-label={say('contacts.cancelThis', { what: said(each) })}
                  onClick={() => setCancelling(each)}
                >
                  {say('contacts.cancelShort')}
                </Button>
                <LinkButton
                  to="/unge/$youthId/aftale"
                  params={{ youthId: String(data.youthId) }}
                  search={{ flyt: String(each.id) }}
                  aria-label={say('contacts.moveThis', { what: said(each) })}
                >
                  {say('contacts.moveShort')}
                </LinkButton>
              </>
            }
          />
        ))}
      </RowCards>
      {cancelling && (
        <CancelDialog appointment={cancelling} said={said(cancelling)} onClose={() => setCancelling(null)} />
      )}
    </Card>
  )
}

function CancelDialog({
  appointment,
  said,
  onClose,
}: {
  appointment: BookedAppointment
  said: string
  onClose: () => void
}) {
  const say = useSay()
  const announce = useAnnounce()
  const queries = useQueryClient()
  const [reason, setReason] = useState('')
  const [busy, setBusy] = useState(false)
  const cancel = async () => {
    setBusy(true)
    const { id, version } = appointment
    const why = reason.trim()
    const outcome = await call(cancelAppointment, {
      appointmentId: id,
      version,
      ...(why === '' ? {} : { reason: why }),
    }).then(
      () => ({ text: say('contacts.calledOff'), tone: 'success' as const }),
      (error: unknown) => ({ text: explainError(say, error), tone: 'error' as const }),
    )
    await queries.invalidateQueries()
    announce(outcome.text, outcome.tone)
    onClose()
  }
  return (
    <ConfirmDialog
      open
      danger
      busy={busy}
      title={say('contacts.cancelThis', { what: said })}
      confirm={say('contacts.cancelShort')}
      cancel={say('common.close')}
      onConfirm={() => void cancel()}
      onClose={onClose}
    >
      <p>{say('contacts.cancelText')}</p>
      <TextField
        id="cancel-reason"
        name="reason"
        label={say('contacts.cancelReason')}
        optional
        size="full"
        maxLength={500}
        value={reason}
        onChange={setReason}
      />
    </ConfirmDialog>
  )
}
