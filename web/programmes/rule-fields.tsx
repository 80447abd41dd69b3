import { IntervalUnit } from '#contract/programmes.ts'
import { ContactKind, RulePattern } from '#contract/words.ts'
import { useSay } from '#web/calls/language.tsx'
import { Checkbox, CheckboxGroup } from '#web/kit/checkbox.tsx'
import { ChoiceChips } from '#web/kit/choice-chips.tsx'
import type { Form } from '#web/kit/form.tsx'
import { Inline } from '#web/kit/layout.tsx'
import { Select, TextField } from '#web/kit/text-field.tsx'
import type { RuleValues } from './rule-values.ts'

const patternNames = {
  every: 'programmes.patternEvery',
  between: 'programmes.patternBetween',
  counted: 'programmes.patternCounted',
  once: 'programmes.patternOnce',
} as const

/** What a promise says. */
export function RuleFields({ form }: { form: Form<RuleValues> }) {
  const say = useSay()
  const { field, values } = form
  const kinds = field('fulfilledBy')
  const pattern = field('pattern')
  return (
    <>
      <TextField {...field('name')} label={say('programmes.ruleName')} size="full" maxLength={100} />
      <ChoiceChips
        {...pattern}
        label={say('programmes.pattern')}
        onChange={chosen => chosen !== null && pattern.onChange(chosen)}
        choices={RulePattern.options.map(value => ({ value, label: say(patternNames[value]) }))}
      />
      <CheckboxGroup label={say('programmes.kinds')}>
        {ContactKind.options.map((kind, index) => (
          <Checkbox
            key={kind}
            id={index === 0 ? kinds.id : `${kinds.id}-${kind}`}
            name="fulfilledBy"
            label={say(`programmes.${kind}`)}
            error={index === 0 ? kinds.error : undefined}
            value={kinds.value.includes(kind)}
            onChange={on =>
              kinds.onChange(
                ContactKind.options.filter(each => (each === kind ? on : kinds.value.includes(each))),
              )
            }
          />
        ))}
      </CheckboxGroup>
      <Inline>
        <TextField
          {...field('intervalLength')}
          label={say('programmes.intervalLength')}
          size="short"
          inputMode="numeric"
        />
        <Select
          {...field('intervalUnit')}
          label={say('programmes.intervalUnit')}
          choices={IntervalUnit.options.map(value => ({ value, label: say(`programmes.${value}`) }))}
        />
      </Inline>
      {values.pattern === 'counted' && (
        <TextField {...field('count')} label={say('programmes.count')} size="short" inputMode="numeric" />
      )}
      <TextField
        {...field('windowWorkingDays')}
        label={say('programmes.window')}
        size="short"
        inputMode="numeric"
      />
      <Checkbox {...field('stopsInPause')} label={say('programmes.stops')} />
      <TextField
        {...field('returnWorkingDays')}
        label={say('programmes.returns')}
        size="short"
        inputMode="numeric"
      />
      <TextField
        {...field('retryWorkingDays')}
        label={say('programmes.retry')}
        size="short"
        inputMode="numeric"
      />
      <TextField
        {...field('escalateAfter')}
        label={say('programmes.escalate')}
        size="short"
        inputMode="numeric"
      />
      <TextField {...field('source')} label={say('programmes.decided')} size="full" maxLength={500} />
    </>
  )
}
