import { sentenceStart } from '#contract/language/dates.ts'
import { AnchorEvent, FulfilledBy, NonWorkingDays, type ShownRule } from '#contract/rules.ts'
import type { ShownTargetGroup } from '#contract/target-groups.ts'
import { RulePattern, RuleStatus } from '#contract/words.ts'
import { useSay } from '#web/calls/language.tsx'
import { Checkbox, CheckboxGroup } from '#web/kit/checkbox.tsx'
import { ChoiceChips } from '#web/kit/choice-chips.tsx'
import type { Form } from '#web/kit/form.tsx'
import { Inline } from '#web/kit/layout.tsx'
import { Select, TextArea, TextField } from '#web/kit/text-field.tsx'
import { type RuleValues, wordsToReview, writtenUnits } from './rule-values.ts'
import { anchorWords, fulfilWords } from './rule-words.ts'
import { StatusField } from './status-field.tsx'

const patternNames = {
  every: 'programmes.patternEvery',
  between: 'programmes.patternBetween',
  counted: 'programmes.patternCounted',
  once: 'programmes.patternOnce',
  set: 'rules.patternSet',
} as const

interface Props {
  form: Form<RuleValues>
  /** The one that is changed; null for a new one. */
  rule: ShownRule | null
  groups: readonly ShownTargetGroup[]
}

/** What a rule says, and how its days are counted. */
export function RuleFields({ form, rule, groups }: Props) {
  const say = useSay()
  const { field, values } = form
  const kinds = field('fulfilledBy')
  const pattern = field('pattern')
  const isLaw = values.clock === 'statutory'
  const review = wordsToReview(values, rule)
  const names = [...new Map(groups.map(({ code, name }) => [code, name]))]
  return (
    <>
      <TextField
        {...field('name')}
        label={say('rules.ruleName')}
        {...(review.includes('name') ? { hint: say('rules.wordsReview') } : {})}
        size="full"
        maxLength={100}
      />
      <ChoiceChips
        {...pattern}
        label={say('programmes.pattern')}
        onChange={chosen => chosen !== null && pattern.onChange(chosen)}
        choices={RulePattern.options
          // A day that a decision sets belongs to the steps of education orders, which the law's clock knows alone.
          .filter(value => value !== 'set' || isLaw)
          .map(value => ({ value, label: say(patternNames[value]) }))}
      />
      <CheckboxGroup label={say('rules.kinds')}>
        {FulfilledBy.options.map((kind, index) => (
          <Checkbox
            key={kind}
            id={index === 0 ? kinds.id : `${kinds.id}-${kind}`}
            name="fulfilledBy"
            label={say(fulfilWords[kind])}
            error={index === 0 ? kinds.error : undefined}
            value={kinds.value.includes(kind)}
            onChange={on =>
              kinds.onChange(
                FulfilledBy.options.filter(each => (each === kind ? on : kinds.value.includes(each))),
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
          choices={writtenUnits.map(value => ({
            value,
            label: say(value === 'weeks' ? 'programmes.ruleWeeks' : `programmes.${value}`),
          }))}
        />
      </Inline>
      {values.pattern === 'counted' && (
        <TextField {...field('count')} label={say('programmes.count')} size="short" inputMode="numeric" />
      )}
      <Select
        {...field('anchor')}
        label={say('rules.anchor')}
        choices={AnchorEvent.options.map(value => ({ value, label: sentenceStart(say(anchorWords[value])) }))}
      />
      <Select
        {...field('targetGroup')}
        label={say('rules.group')}
        empty={say('rules.allGroups')}
        choices={names.map(([value, label]) => ({ value, label }))}
      />
      <Days form={form} />
      <StatusField
        field={field('status')}
        of={RuleStatus.options.filter(value => value !== 'law' || isLaw)}
      />
      {isLaw ? (
        <TextArea
          {...field('source')}
          label={say('rules.sourceLabel')}
          hint={[
            say('rules.sourceHint'),
            ...(review.includes('source') ? [say('rules.wordsReview')] : []),
          ].join(' ')}
          rows={2}
          maxLength={500}
        />
      ) : (
        <TextField
          {...field('source')}
          label={say('programmes.decided')}
          {...(review.includes('source') ? { hint: say('rules.wordsReview') } : {})}
          size="full"
          maxLength={500}
        />
      )}
      {review.length > 0 && (
        <Checkbox
          {...field('wordsStand')}
          label={say('rules.wordsStand')}
          hint={say('rules.wordsStandText')}
        />
      )}
    </>
  )
}

/** Windows, pauses, closings, attempts. */
function Days({ form: { field } }: Pick<Props, 'form'>) {
  const say = useSay()
  const nonWorking = field('nonWorkingDays')
  return (
    <>
      <ChoiceChips
        {...nonWorking}
        label={say('rules.nonWorking')}
        onChange={chosen => chosen !== null && nonWorking.onChange(chosen)}
        choices={NonWorkingDays.options.map(value => ({ value, label: say(`rules.${value}`) }))}
      />
      <TextField
        {...field('windowWorkingDays')}
        label={say('programmes.window')}
        size="short"
        inputMode="numeric"
      />
      <Checkbox {...field('stopsInPause')} label={say('programmes.stops')} />
      <Checkbox {...field('stopsInClosing')} label={say('rules.stopsInClosing')} />
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
    </>
  )
}
