import { useQuery } from '@tanstack/react-query'
import type { ContactForm } from '#contract/contacts.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { ChoiceChips } from '#web/kit/choice-chips.tsx'
import { DateField, TimeField } from '#web/kit/date-field.tsx'
import type { BoundField } from '#web/kit/form.tsx'
import { Inline, Stack } from '#web/kit/layout.tsx'
import { TextField } from '#web/kit/text-field.tsx'
import type { BookableKind } from './answers.ts'
import { nextQuery } from './queries.ts'

interface Props {
  data: ContactForm
  kind: BoundField<BookableKind>
  day: BoundField<Temporal.PlainDate | null>
  time: BoundField<Temporal.PlainTime | null>
  place: BoundField<string>
  /** Whose time; null is mine. */
  staffId: number | null
}

const kinds: readonly BookableKind[] = ['meeting', 'call', 'accompaniment']

/** A time that one chooses oneself, with the free ones of the day to choose from. */
export function OtherTimeFields({ data, kind, day, time, place, staffId }: Props) {
  const say = useSay()
  return (
    <Stack gap="medium">
      <ChoiceChips
        {...kind}
        label={say('contacts.nextKind')}
        onChange={value => value !== null && kind.onChange(value)}
        choices={kinds.map(value => ({ value, label: say(`contacts.${value}`) }))}
      />
      <Inline>
        <DateField
          {...day}
          label={say('contacts.nextDay')}
          min={data.today}
          max={data.today.add({ years: 1 })}
          example={data.today.add({ days: 7 })}
        />
        <TimeField {...time} label={say('contacts.nextTime')} />
      </Inline>
      {day.value !== null && (
        <FreeTimes data={data} kind={kind.value} day={day.value} time={time} staffId={staffId} />
      )}
      {kind.value !== 'call' && (
        <TextField {...place} label={say('contacts.nextPlace')} optional maxLength={200} />
      )}
    </Stack>
  )
}

function FreeTimes({
  data,
  kind,
  day,
  time,
  staffId,
}: {
  data: ContactForm
  kind: BookableKind
  day: Temporal.PlainDate
  time: BoundField<Temporal.PlainTime | null>
  staffId: number | null
}) {
  const say = useSay()
  const dates = useDates()
  const { data: answer } = useQuery(
    nextQuery({
      youthId: data.youthId,
      day: day.toString(),
      bookKind: kind,
      ...(staffId === null ? {} : { staffId }),
    }),
  )
  if (answer === undefined) return null
  const said = dates.weekdayAndDay(day, data.today)
  const free = answer.otherSlots.map(slot => slot.startsAt.toZonedDateTimeISO(data.timeZone))
  if (!free.some(each => each.toPlainDate().equals(day))) {
    return <p className="mg-quiet">{say('contacts.noFreeTimes', { day: said })}</p>
  }
  return (
    <ChoiceChips
      id={`${time.id}-free`}
      name={`${time.name}-free`}
      label={say('contacts.freeTimes', { day: said })}
      value={time.value?.toString({ smallestUnit: 'minute' }) ?? null}
      onChange={value => time.onChange(value === null ? null : Temporal.PlainTime.from(value))}
      choices={free.map(each => ({
        value: each.toPlainTime().toString({ smallestUnit: 'minute' }),
        label: dates.time(each.toPlainTime()),
      }))}
    />
  )
}
