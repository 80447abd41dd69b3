import { useQueryClient } from '@tanstack/react-query'
import { nameCaseworkers } from '#contract/setup.ts'
import { call } from '#web/calls/call.ts'
import { explainField } from '#web/calls/explain.ts'
import { useSay } from '#web/calls/language.tsx'
import { useSession } from '#web/calls/session.ts'
import { Button, ButtonRow } from '#web/kit/button.tsx'
import { Failure } from '#web/kit/failure.tsx'
import { useAnnounce } from '#web/kit/feedback.tsx'
import { FormFrame, useForm } from '#web/kit/form.tsx'
import { Card } from '#web/kit/layout.tsx'
import { TextField } from '#web/kit/text-field.tsx'

/** What the municipality calls its caseworkers; the Danish texts follow at once. */
export function OwnWordCard() {
  const say = useSay()
  const announce = useAnnounce()
  const queries = useQueryClient()
  const { caseworkerWord } = useSession().municipality
  const form = useForm({
    initial: { word: caseworkerWord ?? say('role.caseworker').toLocaleLowerCase('da') },
    check: ({ word }) => (/^\s*[a-zæøå]+er\s*$/.test(word) ? [] : [{ field: 'word', code: 'wordForm' }]),
    send: ({ word }) => call(nameCaseworkers, { word }),
    async onSent() {
      announce(say('setup.wordSaved'))
      await queries.invalidateQueries()
    },
    explain: fault => explainField(say, fault),
  })
  return (
    <Card title={say('setup.wordTitle')}>
      <FormFrame form={form}>
        <Failure failure={form.failure} />
        <TextField label={say('setup.wordLabel')} hint={say('setup.wordHint')} {...form.field('word')} />
        <ButtonRow>
          <Button type="submit" busy={form.sending}>
            {say('common.save')}
          </Button>
        </ButtonRow>
      </FormFrame>
    </Card>
  )
}
