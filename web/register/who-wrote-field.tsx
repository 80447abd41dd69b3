import { senderIsYouthAnswers } from '#domain/entrance/who-wrote.ts'
import { useSay } from '#web/calls/language.tsx'
import { ChoiceChips } from '#web/kit/choice-chips.tsx'
import { Alert } from '#web/kit/feedback.tsx'
import { Card, Stack } from '#web/kit/layout.tsx'
import type { PersonForm } from './person-form.ts'
import type { Enquirer } from './person-values.ts'

/**
 * Whether it is the young person who wrote: from here on the code of the receipt would show what is held in the case.
 * Where it was somebody else, the telephone that was filled in is theirs.
 */
export function WhoWroteField({ form, from }: { form: PersonForm; from: Enquirer }) {
  const say = useSay()
  const reach = from.phone !== '' || from.email !== ''
  return (
    <Card>
      <Stack gap="medium">
        <ChoiceChips
          {...form.field('senderIsYouth')}
          label={say('triage.isYouth')}
          hint={say('triage.isYouthHint')}
          choices={senderIsYouthAnswers.map(value => ({ value, label: say(`triage.isYouth_${value}`) }))}
        />
        {reach && form.values.senderIsYouth === 'no' && (
          <Alert tone="warning">{say('register.notTheirPhone')}</Alert>
        )}
      </Stack>
    </Card>
  )
}
