import type { DatedRowKind } from '#contract/register.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { useToday } from '#web/calls/session.ts'
import { ChoiceChips } from '#web/kit/choice-chips.tsx'
import { DateField } from '#web/kit/date-field.tsx'
import type { Form } from '#web/kit/form.tsx'
import { Inline } from '#web/kit/layout.tsx'
import { Select, TextField } from '#web/kit/text-field.tsx'
import { choicesFor, staffLabel } from './period-names.ts'
import type { YouthRows } from './period-rows.ts'
import type { PeriodValues } from './period-values.ts'

interface Props {
  kind: DatedRowKind
  data: YouthRows
  form: Form<PeriodValues>
}

/** What a row says: what was chosen, who, and in words. */
export function WhatFields({ kind, data, form }: Props) {
  const say = useSay()
  const dates = useDates()
  const today = useToday()
  const { values } = form
  return (
    <>
      <ChoiceField kind={kind} data={data} form={form} />
      {kind === 'assignment' && (
        <Select
          {...form.field('staffId')}
          label={say('register.staff')}
          empty={say('register.chooseStaff')}
          choices={data.staff
            .filter(({ id, roles }) => roles.includes(values.choice) || String(id) === values.staffId)
            .map(each => ({ value: String(each.id), label: staffLabel(say, dates, each, today) }))}
        />
      )}
      {kind === 'activity' && (
        <>
          <TextField
            {...form.field('text')}
            label={say('register.activityDescription')}
            optional
            size="full"
            maxLength={500}
          />
          <TextField
            {...form.field('hours')}
            label={say('register.weeklyHours')}
            optional
            size="short"
            inputMode="decimal"
            maxLength={6}
          />
        </>
      )}
    </>
  )
}

/** A remark about somebody around the young person; other kinds have none. */
export function WordsField({ kind, form }: Omit<Props, 'data'>) {
  const say = useSay()
  if (kind !== 'assignment') return null
  return (
    <TextField {...form.field('text')} label={say('register.remark')} optional size="full" maxLength={500} />
  )
}

export function DayFields({ kind, form }: Omit<Props, 'data'>) {
  const say = useSay()
  const isPause = kind === 'pause'
  return (
    <Inline>
      <DateField {...form.field('from')} label={say('register.firstDay')} />
      <DateField
        {...form.field('lastDay')}
        label={say('register.lastDay')}
        optional={!isPause}
        hint={say(isPause ? 'register.pauseEndHint' : 'register.lastDayHint')}
      />
      {kind === 'activity' && form.values.lastDay !== null && (
        <DateField
          {...form.field('noticeDay')}
          label={say('register.noticeDay')}
          hint={say('register.noticeHint')}
          optional
        />
      )}
    </Inline>
  )
}

const labels = {
  membership: 'register.programme',
  assignment: 'register.role',
  benefit: 'register.benefitKind',
  activity: 'register.activityKind',
  pause: 'register.pauseKind',
} as const

/** Up to six beside each other, more as a list. */
function ChoiceField({ kind, data, form }: Props) {
  const say = useSay()
  const field = form.field('choice')
  const choices = choicesFor(kind, data, say)
  const label = say(labels[kind])
  const change = (value: string) => {
    field.onChange(value)
    // Another role is held by others.
    if (kind === 'assignment') form.field('staffId').onChange('')
  }
  if (choices.length > 6) {
    return (
      <Select {...field} label={label} empty={say('register.choose')} onChange={change} choices={choices} />
    )
  }
  return (
    <ChoiceChips
      {...field}
      label={label}
      onChange={value => value !== null && change(value)}
      choices={choices}
    />
  )
}
