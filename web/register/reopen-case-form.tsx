import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { reopenCase } from '#contract/register.ts'
import { call } from '#web/calls/call.ts'
import { explainField } from '#web/calls/explain.ts'
import { useSay } from '#web/calls/language.tsx'
import { useToday } from '#web/calls/session.ts'
import { Button, ButtonRow } from '#web/kit/button.tsx'
import { DateField } from '#web/kit/date-field.tsx'
import { Failure } from '#web/kit/failure.tsx'
import { useAnnounce } from '#web/kit/feedback.tsx'
import { FormFrame, useForm } from '#web/kit/form.tsx'
import { Select } from '#web/kit/text-field.tsx'
import { caseworkersQuery } from './queries.ts'

interface Reopening {
  from: Temporal.PlainDate | null
  caseworkerId: string
}

/** Somebody comes back: from which day, and to whom. */
export function ReopenCaseForm({ youthId, onCancel }: { youthId: number; onCancel: () => void }) {
  const say = useSay()
  const today = useToday()
  const announce = useAnnounce()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const { data } = useQuery(caseworkersQuery)
  const [initial] = useState<Reopening>({ from: today, caseworkerId: '' })

  const form = useForm<Reopening, unknown>({
    initial,
    check: ({ from }) => (from === null ? [{ field: 'from', code: 'required' }] : []),
    explain: fault => explainField(say, fault),
    send({ from, caseworkerId }) {
      if (from === null) throw new Error('the day is missing')
      return call(reopenCase, {
        youthId,
        from: from.toString(),
        caseworkerId: caseworkerId === '' ? null : Number(caseworkerId),
      })
    },
    onSent(_, { caseworkerId }) {
      void queries.invalidateQueries({ refetchType: 'none' })
      announce(say('register.reopened'))
      // Whoever leaves the caseworker open is asked who fits.
      const to = caseworkerId === '' ? '/unge/$youthId/raadgiver' : '/unge/$youthId'
      void navigate({ to, params: { youthId: String(youthId) } })
    },
  })

  return (
    <FormFrame form={form} label={say('register.reopen')}>
      <p>{say('register.reopenText')}</p>
      <DateField {...form.field('from')} label={say('register.reopenFrom')} max={today} />
      <Select
        {...form.field('caseworkerId')}
        label={say('register.caseworker')}
        optional
        empty={say('register.caseworkerLater')}
        choices={(data?.caseworkers ?? []).map(({ id, name }) => ({ value: String(id), label: name }))}
      />
      <Failure failure={form.failure} />
      <ButtonRow end>
        <Button onClick={onCancel}>{say('common.cancel')}</Button>
        <Button type="submit" look="primary" busy={form.sending}>
          {say('register.reopen')}
        </Button>
      </ButtonRow>
    </FormFrame>
  )
}
