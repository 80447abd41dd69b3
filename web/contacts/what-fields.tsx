import type { ContactForm } from '#contract/contacts.ts'
import { sentenceStart } from '#contract/language/dates.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { ChoiceChips } from '#web/kit/choice-chips.tsx'
import { DateField, TimeField } from '#web/kit/date-field.tsx'
import type { Form } from '#web/kit/form.tsx'
import { Inline } from '#web/kit/layout.tsx'
import { TextField } from '#web/kit/text-field.tsx'
import { type ContactValues, lengthOf, otherPlace, usualLength, usualPlace } from './contact-values.ts'
import { hasLength, hasPlace, settlesAppointment, type What, whats } from './what.ts'
import { useWhenSaid } from './when-said.ts'
import './contacts.css'

interface Props {
  form: Form<ContactValues>
  data: ContactForm
}

/** What happened, where, when and for how long; each answered by one press. */
export function WhatFields({ form, data }: Props) {
  const say = useSay()
  const { values } = form
  const what = form.field('what')
  return (
    <>
      <div className="mg-contact-what">
        <ChoiceChips
          {...what}
          look="row"
          label={say('contacts.what')}
          choices={whats.map(value => ({ value, label: say(`contacts.${value}`) }))}
          onChange={value => {
            if (value === null) return
            what.onChange(value)
            form.set(all => follow(all, value, data))
          }}
        />
      </div>
      {hasPlace(values.what) && <WhereFields form={form} data={data} />}
      <Inline>
        <WhenFields form={form} data={data} />
        {hasLength(values.what) && <LengthFields form={form} />}
      </Inline>
    </>
  )
}

/** What goes with another answer, where nobody has said something else. */
function follow(values: ContactValues, what: What, data: ContactForm): ContactValues {
  const appointment = data.appointments.find(each => `a${each.id}` === values.startsAt)
  const known = appointment?.kind === what ? appointment : undefined
  const place = values.place === otherPlace ? values.place : (appointment?.place ?? usualPlace(data, what))
  return {
    ...values,
    place,
    startsAt: settlesAppointment(what) || appointment === undefined ? values.startsAt : 'now',
    minutes: values.minutes === 'other' ? 'other' : String(known ? lengthOf(known) : usualLength(what)),
    // Another contact owes another next one.
    next: values.next === 'none' ? 'none' : null,
  }
}

const placesShown = 5

function WhereFields({ form, data }: Props) {
  const say = useSay()
  const { what, place } = form.values
  const common =
    what === 'accompaniment'
      ? [
          say('contacts.doctor'),
          say('contacts.bank'),
          say('contacts.school'),
          say('contacts.employer'),
          say('contacts.mentor'),
        ]
      : [say('contacts.office'), say('contacts.home'), say('contacts.outside')]
  const used = data.places.filter(each => each.kind === what).map(each => each.place)
  const chosen = place === '' || place === otherPlace ? [] : [place]
  const places = [...new Set([...chosen, ...used, ...common])]
    .slice(0, placesShown)
    .sort((a, b) => rank(a, used, common) - rank(b, used, common))
  return (
    <>
      <ChoiceChips
        {...form.field('place')}
        label={say('contacts.where')}
        onChange={value => form.field('place').onChange(value ?? '')}
        choices={[
          ...places.map(value => ({ value, label: value })),
          { value: otherPlace, label: say('contacts.elsewhere') },
        ]}
      />
      {place === otherPlace && (
        <TextField
          {...form.field('placeOther')}
          label={say('contacts.otherPlace')}
          optional
          maxLength={200}
        />
      )}
    </>
  )
}

/** Where one has been most often comes first, and stays in its place when another is chosen. */
function rank(place: string, used: readonly string[], common: readonly string[]): number {
  const order = [...used, ...common].indexOf(place)
  return order === -1 ? Number.MAX_SAFE_INTEGER : order
}

const appointmentsShown = 3

function WhenFields({ form, data }: Props) {
  const say = useSay()
  const dates = useDates()
  const { values } = form
  const { appointment: said } = useWhenSaid(data.timeZone, data.today)
  const opened = values.openedDay.toPlainDateTime(values.openedTime)
  const now = opened.toZonedDateTime(data.timeZone).toInstant()
  const begun = data.appointments.filter(each =>
    values.what === 'cancelled' ? true : Temporal.Instant.compare(each.startsAt, now.add({ hours: 1 })) <= 0,
  )
  const shown = settlesAppointment(values.what) ? begun.slice(-appointmentsShown).reverse() : []
  const startsAt = form.field('startsAt')
  return (
    <>
      <ChoiceChips
        {...startsAt}
        label={say('contacts.when')}
        onChange={value => {
          if (value === null) return
          startsAt.onChange(value)
          const appointment = data.appointments.find(each => `a${each.id}` === value)
          if (appointment !== undefined) {
            form.set(all => ({
              ...all,
              place: appointment.place === '' ? all.place : appointment.place,
              minutes: appointment.kind === all.what ? String(lengthOf(appointment)) : all.minutes,
            }))
          }
        }}
        choices={[
          ...shown.map(each => ({ value: `a${each.id}`, label: said(each) })),
          {
            value: 'now',
            label: values.openedDay.equals(data.today)
              ? say('contacts.justNow', { time: dates.time(values.openedTime) })
              : sentenceStart(dates.dayAtTime(opened, data.today)),
          },
          { value: 'other', label: say('contacts.otherTime') },
        ]}
      />
      {values.startsAt === 'other' && (
        <Inline>
          <DateField
            {...form.field('day')}
            label={say('contacts.day')}
            min={data.case.from}
            max={data.today}
          />
          <TimeField {...form.field('time')} label={say('contacts.time')} />
        </Inline>
      )}
    </>
  )
}

const lengths: Readonly<Partial<Record<What, readonly number[]>>> = {
  meeting: [30, 45, 60, 90],
  call: [5, 15, 30],
  accompaniment: [45, 60, 120, 180],
}

function LengthFields({ form }: Pick<Props, 'form'>) {
  const say = useSay()
  const { what, minutes } = form.values
  const known = new Set(lengths[what] ?? [])
  if (minutes !== 'other') known.add(Number(minutes))
  return (
    <>
      <ChoiceChips
        {...form.field('minutes')}
        label={say('contacts.howLong')}
        onChange={value => value !== null && form.field('minutes').onChange(value)}
        choices={[
          ...[...known]
            .sort((a, b) => a - b)
            .map(value => ({ value: String(value), label: say('common.minutesShort', { minutes: value }) })),
          { value: 'other', label: say('contacts.otherMinutes') },
        ]}
      />
      {minutes === 'other' && (
        <TextField
          {...form.field('minutesOther')}
          label={say('contacts.minutes')}
          inputMode="numeric"
          size="short"
          maxLength={4}
        />
      )}
    </>
  )
}
