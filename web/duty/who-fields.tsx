import { useDates, useSay } from '#web/calls/language.tsx'
import { useToday } from '#web/calls/session.ts'
import { Button } from '#web/kit/button.tsx'
import { ChoiceChips } from '#web/kit/choice-chips.tsx'
import { Alert } from '#web/kit/feedback.tsx'
import type { Form } from '#web/kit/form.tsx'
import { Card } from '#web/kit/layout.tsx'
import { Select } from '#web/kit/text-field.tsx'
import { type Found, isBornOn, type SchoolValues } from './school-values.ts'
import { choiceName } from './why.ts'

interface Props {
  form: Form<SchoolValues>
  found: Found
  onChange: () => void
}

/** Whom the school may mean, and what of it ended; nobody whom one follows makes an enquiry. */
export function WhoFields({ form, found, onChange }: Props) {
  const say = useSay()
  const dates = useDates()
  const today = useToday()
  const person = found.find(({ youthId }) => String(youthId) === form.values.who)
  const running = person?.running ?? []
  const correct = (
    <Button look="plain" onClick={onChange}>
      {say('duty.changeWho')}
    </Button>
  )
  if (found.length === 0) {
    return (
      <Alert tone="info" live actions={correct}>
        {say('duty.foundNone')}
      </Alert>
    )
  }
  return (
    <Card actions={correct} title={say('duty.foundTitle')}>
      {!isBornOn(found[0], form.values.birthDate) && <p>{say('duty.foundByName')}</p>}
      <ChoiceChips
        {...form.field('who')}
        label={say('duty.foundTitle')}
        value={form.values.who}
        onChange={who => {
          const [first] = found.find(({ youthId }) => String(youthId) === who)?.running ?? []
          form.set(values => ({
            ...values,
            who: who ?? '',
            activityId: String(first?.activityId ?? ''),
          }))
        }}
        choices={[
          ...found.map(each => ({
            value: String(each.youthId),
            label: say('duty.foundOne', {
              name: `${each.givenName} ${each.familyName}`,
              day: dates.day(each.birthDate, today),
            }),
          })),
          { value: 'none', label: say('duty.noneOfThem') },
        ]}
      />
      {running.length > 0 && (
        <Select
          {...form.field('activityId')}
          label={say('duty.whichEnded')}
          empty={say('duty.notWritten')}
          choices={running.map(activity => ({
            value: String(activity.activityId),
            label: choiceName(say, activity, dates.day(activity.from, today)),
          }))}
        />
      )}
    </Card>
  )
}
