import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import {
  type BookedAppointment,
  bookAppointment,
  type ContactForm,
  moveAppointment,
} from '#contract/contacts.ts'
import { usualMinutes } from '#domain/rhythm/registering.ts'
import { CallError, call } from '#web/calls/call.ts'
import { explainField } from '#web/calls/explain.ts'
import { useSay } from '#web/calls/language.tsx'
import { Button } from '#web/kit/button.tsx'
import { ChoiceChips } from '#web/kit/choice-chips.tsx'
import { SkeletonText, useAnnounce } from '#web/kit/feedback.tsx'
import { FormFrame, useForm } from '#web/kit/form.tsx'
import { Proposal } from '#web/kit/layout.tsx'
import { StickyActions } from '#web/kit/sticky-actions.tsx'
import type { BookableKind } from './answers.ts'
import { lengthOf, usualPlace } from './contact-values.ts'
import { Failure } from './failure.tsx'
import { useForgetAnswers, useLeave } from './leave.ts'
import { NextTitle, Why } from './next-title.tsx'
import { OtherTimeFields } from './other-time-fields.tsx'
import { nextQuery } from './queries.ts'
import { useWhenSaid } from './when-said.ts'

interface BookingValues {
  staffId: string
  /** A proposed instant, `other`, or null while nobody has chosen. */
  startsAt: string | null
  kind: BookableKind
  day: Temporal.PlainDate | null
  time: Temporal.PlainTime | null
  place: string
}

interface Props {
  data: ContactForm
  moved: BookedAppointment | null
}

/** A time for an appointment: the proposed one, another free one, or one's own. */
export function BookingForm({ data, moved }: Props) {
  const say = useSay()
  const announce = useAnnounce()
  const queries = useQueryClient()
  const leave = useLeave(data.youthId)
  const forgetAnswers = useForgetAnswers()
  const { when } = useWhenSaid(data.timeZone, data.today)
  const me = String(data.staff[0]?.staffId ?? '')
  const [initial] = useState<BookingValues>(() => first(data, moved, me))

  const form = useForm<BookingValues, string>({
    initial,
    check: values => [
      ...(chosenOf(values) === 'other' && values.day === null ? [{ field: 'day', code: 'required' }] : []),
      ...(chosenOf(values) === 'other' && values.time === null ? [{ field: 'time', code: 'required' }] : []),
    ],
    explain: fault => explainField(say, fault),
    async send(values) {
      const { startsAt, kind } = chosenTime(values)
      const booking = {
        kind,
        startsAt,
        minutes: moved !== null && moved.kind === kind ? lengthOf(moved) : usualMinutes[kind],
        place: kind === 'call' ? '' : values.place,
        staffId: Number(values.staffId),
      }
      try {
        if (moved === null) await call(bookAppointment, { youthId: data.youthId, ...booking })
        else await call(moveAppointment, { appointmentId: moved.id, version: moved.version, ...booking })
        return startsAt
      } catch (error) {
        void queries.invalidateQueries({ queryKey: ['next-contact'] })
        if (error instanceof CallError && chosenOf(values) === 'other') {
          const fields = error.fields.map(fault => ({
            ...fault,
            field: fault.field === 'startsAt' ? 'time' : fault.field,
          }))
          throw fields.length === 0 ? error : new CallError(error.code, { fields })
        }
        throw error
      }
    },
    onSent(startsAt) {
      void forgetAnswers()
      const at = when(Temporal.Instant.from(startsAt))
      announce(moved === null ? say('contacts.booked', { when: at }) : say('contacts.moved', { when: at }))
      leave()
    },
  })

  const { values } = form
  const { data: next, isPending } = useQuery(
    nextQuery({ youthId: data.youthId, staffId: Number(values.staffId) }),
  )
  const slots = [next?.slot ?? [], next?.otherSlots ?? []].flat()

  function chosenOf({ startsAt }: BookingValues): string {
    return startsAt ?? next?.slot?.startsAt.toString() ?? 'other'
  }

  function chosenTime(chosen: BookingValues): { startsAt: string; kind: BookableKind } {
    const at = chosenOf(chosen)
    if (at !== 'other') return { startsAt: at, kind: next?.kind ?? chosen.kind }
    if (chosen.day === null || chosen.time === null) throw new Error('the time is missing')
    const start = chosen.day.toZonedDateTime({ timeZone: data.timeZone, plainTime: chosen.time })
    return { startsAt: start.toInstant().toString(), kind: chosen.kind }
  }

  const chosen = chosenOf(values)
  return (
    <FormFrame form={form} label={say('contacts.bookTitle', { name: data.givenName })}>
      {data.staff.length > 1 && (
        <ChoiceChips
          {...form.field('staffId')}
          label={say('contacts.bookWith', { name: data.givenName })}
          onChange={value =>
            value !== null && form.set(all => ({ ...all, staffId: value, startsAt: moved ? 'other' : null }))
          }
          choices={data.staff.map(each => ({
            value: String(each.staffId),
            label: String(each.staffId) === me ? say('contacts.me') : each.name,
          }))}
        />
      )}
      {moved === null && next?.owed && (
        <Proposal title={<NextTitle proposal={next} data={data} />}>
          <Why owed={next.owed} today={data.today} />
        </Proposal>
      )}
      {slots.length > 0 && next?.kind && (
        <ChoiceChips
          {...form.field('startsAt')}
          value={chosen}
          label={say('contacts.bookWhen')}
          hint={say(`contacts.${next.kind}`)}
          choices={[
            ...slots.map(slot => ({ value: slot.startsAt.toString(), label: when(slot.startsAt) })),
            { value: 'other', label: say('contacts.bookOther') },
          ]}
        />
      )}
      {isPending && <SkeletonText lines={4} />}
      {chosen === 'other' && !isPending && (
        <OtherTimeFields
          data={data}
          kind={form.field('kind')}
          day={form.field('day')}
          time={form.field('time')}
          place={form.field('place')}
          staffId={Number(values.staffId)}
        />
      )}
      <Failure failure={form.failure} />
      <StickyActions>
        <Button onClick={leave}>{say('common.cancel')}</Button>
        <Button type="submit" look="primary" busy={form.sending}>
          {moved === null ? say('contacts.book') : say('contacts.move')}
        </Button>
      </StickyActions>
    </FormFrame>
  )
}

function first(data: ContactForm, moved: BookedAppointment | null, me: string): BookingValues {
  if (moved === null) {
    return {
      staffId: me,
      startsAt: null,
      kind: 'meeting',
      day: null,
      time: null,
      place: usualPlace(data, 'meeting'),
    }
  }
  const start = moved.startsAt.toZonedDateTimeISO(data.timeZone)
  return {
    staffId: String(moved.staffId),
    startsAt: 'other',
    kind: moved.kind,
    day: start.toPlainDate(),
    time: start.toPlainTime(),
    place: moved.place,
  }
}
