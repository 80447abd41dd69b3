import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { closeCase } from '#contract/register.ts'
import { call } from '#web/calls/call.ts'
import { explainField } from '#web/calls/explain.ts'
import { useSay } from '#web/calls/language.tsx'
import { useSession, useToday } from '#web/calls/session.ts'
import { Button, ButtonRow } from '#web/kit/button.tsx'
import { DateField } from '#web/kit/date-field.tsx'
import { DraftNote } from '#web/kit/draft-note.tsx'
import { Failure } from '#web/kit/failure.tsx'
import { SkeletonText, useAnnounce } from '#web/kit/feedback.tsx'
import { FormFrame, useForm } from '#web/kit/form.tsx'
import { TextArea } from '#web/kit/text-field.tsx'
import { useDraft } from '#web/kit/use-draft.tsx'
import { rowName } from './period-names.ts'
import { type PeriodRow, rowsIn, type YouthRows } from './period-rows.ts'
import type { YouthRecord } from './person-values.ts'
import { rowsQuery } from './queries.ts'

interface Closing {
  lastDay: Temporal.PlainDate | null
  reason: string
}

interface Props {
  record: YouthRecord
  openSince: Temporal.PlainDate
  onCancel: () => void
}

/** The end of a case: why, its last day, and what ends with it. */
export function CloseCaseForm({ record, openSince, onCancel }: Props) {
  const say = useSay()
  const today = useToday()
  const announce = useAnnounce()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const { roles } = useSession()
  const { youthId, givenName } = record
  const { data } = useQuery(rowsQuery(String(youthId)))
  const [initial] = useState<Closing>({ lastDay: today, reason: '' })
  const draft = useDraft(`close.${youthId}`, initial)

  const form = useForm<Closing, { cancelledAppointments: number }>({
    initial,
    state: draft,
    check: ({ lastDay, reason }) => [
      ...(lastDay === null ? [{ field: 'lastDay', code: 'required' }] : []),
      ...(reason.trim() === '' ? [{ field: 'reason', code: 'required' }] : []),
    ],
    explain: fault => explainField(say, fault),
    send({ lastDay, reason }) {
      if (lastDay === null) throw new Error('the last day is missing')
      return call(closeCase, { youthId, lastDay: lastDay.toString(), reason })
    },
    onSent({ cancelledAppointments: count }) {
      draft.discard()
      void queries.invalidateQueries({ refetchType: 'none' })
      announce(count === 0 ? say('register.closed') : say('register.closedCancelled', { count }))
      // Whoever followed the young person has lost sight with the case; a leader has not.
      if (roles.includes('leader')) {
        void navigate({ to: '/unge/$youthId', params: { youthId: String(youthId) } })
      } else void navigate({ to: '/unge' })
    },
  })

  return (
    <FormFrame form={form} label={say('register.closeTitle', { name: givenName })}>
      <DraftNote draft={draft} />
      {data ? <WhatEnds data={data} lastDay={form.values.lastDay ?? today} /> : <SkeletonText lines={3} />}
      <p>
        {say('register.closeAppointments')} {say('register.closeStays')}
      </p>
      {!roles.includes('leader') && <p>{say('register.closeSight', { name: givenName })}</p>}
      <DateField
        {...form.field('lastDay')}
        label={say('register.closeLastDay')}
        min={openSince}
        max={today}
      />
      <TextArea
        {...form.field('reason')}
        label={say('register.closeReason')}
        hint={say('register.closeReasonHint')}
        rows={2}
        maxLength={500}
      />
      <Failure failure={form.failure} />
      <ButtonRow end>
        <Button onClick={onCancel}>{say('common.cancel')}</Button>
        <Button type="submit" look="danger" busy={form.sending}>
          {say('register.close')}
        </Button>
      </ButtonRow>
    </FormFrame>
  )
}

/** By name, so that nobody is surprised: relations, programmes and pauses that run on past the last day. */
function WhatEnds({ data, lastDay }: { data: YouthRows; lastDay: Temporal.PlainDate }) {
  const say = useSay()
  const runsOn = (row: PeriodRow) =>
    row.lastDay === null || Temporal.PlainDate.compare(row.lastDay, lastDay) > 0
  const ending = [
    ...rowsIn('assignment', data).filter(runsOn),
    ...rowsIn('membership', data).filter(runsOn),
  ].map(row => ({ key: `${row.kind} ${row.id}`, name: rowName(row, data, say) }))
  const pauses = rowsIn('pause', data).some(runsOn)
  if (ending.length === 0 && !pauses) return null
  return (
    <div>
      <p>{say('register.closeEnds')}</p>
      <ul>
        {ending.map(({ key, name }) => (
          <li key={key}>{name}</li>
        ))}
        {pauses && <li>{say('register.pauseEnding')}</li>}
      </ul>
    </div>
  )
}
