import { useQueryClient } from '@tanstack/react-query'
import { meetTogether, tellYouth } from '#contract/handovers.ts'
import { timeZone } from '#domain/calendar/time-zone.ts'
import { type NoMeeting, noMeetings, type ToldHow, toldHow } from '#domain/caseload/handover.ts'
import { call } from '#web/calls/call.ts'
import { explainField } from '#web/calls/explain.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { LinkButton } from '#web/kit/button.tsx'
import { ChoiceChips } from '#web/kit/choice-chips.tsx'
import { DateField } from '#web/kit/date-field.tsx'
import { Dialog } from '#web/kit/feedback.tsx'
import { FormFrame, useForm } from '#web/kit/form.tsx'
import { Select, TextArea } from '#web/kit/text-field.tsx'
import { Ending } from './dialog-ending.tsx'
import { forgetHandover, type HandoverRead } from './handover-queries.ts'

interface Props {
  handover: HandoverRead
  today: Temporal.PlainDate
  onClose: () => void
}

interface Telling {
  how: ToldHow | null
  day: Temporal.PlainDate | null
}

/** The young person has been told: how and when. */
export function TellDialog({ handover, today, onClose }: Props) {
  const say = useSay()
  const queries = useQueryClient()
  const { handoverId, youthId, givenName } = handover
  const form = useForm<Telling, unknown>({
    initial: { how: null, day: today },
    check: ({ how, day }) => [
      ...(how === null ? [{ field: 'how', code: 'required' }] : []),
      ...(day === null ? [{ field: 'day', code: 'required' }] : []),
    ],
    explain: fault => explainField(say, fault),
    send({ how, day }) {
      if (how === null || day === null) throw new Error('a checked field is missing')
      return call(tellYouth, { handoverId, how, day: day.toString() })
    },
    onSent() {
      onClose()
      void forgetHandover(queries, youthId)
    },
  })
  const title = say('handovers.tell', { name: givenName })
  return (
    <Dialog open title={title} onClose={onClose}>
      <FormFrame form={form} label={title}>
        <ChoiceChips
          {...form.field('how')}
          label={say('handovers.tellHow')}
          choices={toldHow.map(value => ({ value, label: say(`handovers.how_${value}`) }))}
        />
        <DateField {...form.field('day')} label={say('handovers.tellDay')} max={today} />
        <Ending failure={form.failure} sending={form.sending} onClose={onClose} />
      </FormFrame>
    </Dialog>
  )
}

interface Meeting {
  /** `booked 7`, `met 7` or `none`. */
  which: string
  reason: NoMeeting | ''
  note: string
}

/** The joint meeting: one that is booked, one that was held, or why there is none. */
export function MeetDialog({ handover, today, mayBook, onClose }: Props & { mayBook: boolean }) {
  const say = useSay()
  const dates = useDates()
  const queries = useQueryClient()
  const { handoverId, youthId, appointments, contacts, from, givenName } = handover
  const initial: Meeting = { which: '', reason: '', note: '' }
  const form = useForm<Meeting, unknown>({
    initial,
    check: ({ which, reason, note }) => [
      ...(which === '' ? [{ field: 'which', code: 'required' }] : []),
      ...(which === 'none' && reason === '' ? [{ field: 'reason', code: 'required' }] : []),
      ...(which === 'none' && reason === 'other' && note.trim() === ''
        ? [{ field: 'note', code: 'required' }]
        : []),
    ],
    explain: fault => explainField(say, fault),
    send({ which, reason, note }) {
      const [kind, id] = which.split(' ')
      if (kind === 'booked')
        return call(meetTogether, { handoverId, meeting: { kind, appointmentId: Number(id) } })
      if (kind === 'met') return call(meetTogether, { handoverId, meeting: { kind, contactId: Number(id) } })
      if (reason === '') throw new Error('a checked field is missing')
      return call(meetTogether, { handoverId, meeting: { kind: 'none', reason, note } })
    },
    onSent() {
      onClose()
      void forgetHandover(queries, youthId)
    },
  })
  const choices = [
    ...appointments.map(({ appointmentId, startsAt, staff }) => {
      const at = startsAt.toZonedDateTimeISO(timeZone)
      return {
        value: `booked ${appointmentId}`,
        label: say('handovers.meetBooked', {
          day: dates.day(at.toPlainDate(), today),
          time: dates.time(at.toPlainTime()),
          name: staff.givenName,
        }),
      }
    }),
    ...contacts.map(({ contactId, day, staff }) => ({
      value: `met ${contactId}`,
      label: say('handovers.meetHeld', { day: dates.day(day, today), name: staff?.givenName ?? '' }),
    })),
    { value: 'none', label: say('handovers.meetNone') },
  ]
  const isNone = form.values.which === 'none'
  return (
    <Dialog open title={say('handovers.meet')} onClose={onClose}>
      <FormFrame form={form} label={say('handovers.meet')}>
        <Select
          {...form.field('which')}
          label={say('handovers.meetWhich')}
          empty={say('proposals.choose')}
          choices={choices}
        />
        {isNone && (
          <>
            <Select
              {...form.field('reason')}
              label={say('handovers.meetWhy')}
              empty={say('proposals.choose')}
              choices={noMeetings.map(value => ({
                value,
                label: say(value === 'other' ? 'handovers.reason_else' : `handovers.reason_${value}`, {
                  from: from.givenName,
                  name: givenName,
                }),
              }))}
            />
            <TextArea
              {...form.field('note')}
              label={say('handovers.meetNote')}
              rows={2}
              maxLength={500}
              optional={form.values.reason !== 'other'}
            />
          </>
        )}
        <p>
          {mayBook ? (
            <LinkButton look="plain" to="/unge/$youthId/aftale" params={{ youthId: String(youthId) }}>
              {say('handovers.book')}
            </LinkButton>
          ) : (
            say('handovers.bookedByOther', { from: from.givenName })
          )}
        </p>
        <Ending failure={form.failure} sending={form.sending} onClose={onClose} />
      </FormFrame>
    </Dialog>
  )
}
