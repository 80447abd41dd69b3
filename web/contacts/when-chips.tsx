import type { ContactForm } from '#contract/contacts.ts'
import { sentenceStart } from '#contract/language/dates.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { ChoiceChips } from '#web/kit/choice-chips.tsx'
import type { Form } from '#web/kit/form.tsx'
import type { ContactValues } from './answers.ts'
import { lengthOf } from './contact-values.ts'
import { nearest } from './follow.ts'
import { dayOfChoice, isPast, shownChoice } from './when.ts'
import { useWhenSaid } from './when-said.ts'

/** When the page was opened this time; a draft has its own from before. */
export type Opened = Pick<ContactValues, 'openedDay' | 'openedTime'>

interface Props {
  form: Form<ContactValues>
  data: ContactForm
  opened: Opened
}

/** When it was: an appointment, now, or a day for which only the hour is written. */
export function WhenChips({ form, data, opened }: Props) {
  const say = useSay()
  const dates = useDates()
  const { values } = form
  const { appointment: said } = useWhenSaid(data.timeZone, data.today)
  const shown = nearest(data.appointments, values, data.timeZone)
  const startsAt = form.field('startsAt')
  const past = isPast(values, opened)
  const yesterday = data.today.subtract({ days: 1 })

  function choose(value: string): void {
    startsAt.onChange(value)
    const appointment = data.appointments.find(each => `a${each.id}` === value)
    form.set(all => ({
      ...all,
      day: dayOfChoice(value, all.day, data.today),
      ...(value === 'anew' ? { startsAt: 'now', ...opened } : {}),
      ...(appointment === undefined
        ? {}
        : {
            place: appointment.place === '' ? all.place : appointment.place,
            minutes: appointment.kind === all.what ? String(lengthOf(appointment)) : all.minutes,
          }),
    }))
  }

  const now = {
    value: past ? 'anew' : 'now',
    label: say('contacts.justNow', { time: dates.time(past ? opened.openedTime : values.openedTime) }),
  }
  // What a draft called "now" stands as the time that it was.
  const then = {
    value: 'now',
    label: sentenceStart(dates.dayAtTime(values.openedDay.toPlainDateTime(values.openedTime), data.today)),
  }
  return (
    <ChoiceChips
      {...startsAt}
      value={shownChoice(values, data.today)}
      label={say('contacts.when')}
      onChange={value => value !== null && choose(value)}
      choices={[
        ...shown.map(each => ({ value: `a${each.id}`, label: said(each) })),
        ...(past && values.startsAt === 'now' ? [then] : []),
        now,
        { value: 'earlier', label: say('contacts.earlierToday') },
        ...(Temporal.PlainDate.compare(data.case.from, yesterday) <= 0
          ? [{ value: 'yesterday', label: say('contacts.yesterday') }]
          : []),
        { value: 'other', label: say('contacts.otherTime') },
      ]}
    />
  )
}
