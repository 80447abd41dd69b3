import { RuleStatus } from '#contract/words.ts'
import { useSay } from '#web/calls/language.tsx'
import { ChoiceChips } from '#web/kit/choice-chips.tsx'
import type { BoundField, Form } from '#web/kit/form.tsx'
import { TextArea } from '#web/kit/text-field.tsx'

type Status = (typeof RuleStatus.options)[number]

/** Law, decided locally, or not confirmed. */
export function StatusField({
  field,
  of = RuleStatus.options,
}: {
  field: BoundField<Status>
  of?: readonly Status[]
}) {
  const say = useSay()
  return (
    <ChoiceChips
      {...field}
      label={say('rules.status')}
      onChange={chosen => chosen !== null && field.onChange(chosen)}
      choices={of.map(value => ({ value, label: say(`programmes.${value}`) }))}
    />
  )
}

/** Where a row comes from, and what that is. */
export function OriginFields<Values extends { source: string; status: Status }>({
  form,
}: {
  form: Form<Values>
}) {
  const say = useSay()
  const setStatus = (status: Status) => form.set(values => ({ ...values, status }))
  return (
    <>
      <StatusField field={{ ...form.field('status'), onChange: setStatus }} />
      <TextArea
        {...form.field('source')}
        label={say('rules.sourceLabel')}
        hint={say('rules.sourceHint')}
        rows={2}
        maxLength={500}
      />
    </>
  )
}
