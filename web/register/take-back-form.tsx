import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { sentenceStart } from '#contract/language/dates.ts'
import { CallError } from '#web/calls/call.ts'
import { explainField } from '#web/calls/explain.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { useToday } from '#web/calls/session.ts'
import { Button, ButtonRow } from '#web/kit/button.tsx'
import { Failure } from '#web/kit/failure.tsx'
import { Alert, useAnnounce } from '#web/kit/feedback.tsx'
import { FormFrame, useForm } from '#web/kit/form.tsx'
import { TextField } from '#web/kit/text-field.tsx'
import { periodInWords, rowName } from './period-names.ts'
import { leftEnded, movesDeadlines, type PeriodRow, rowsIn, type YouthRows } from './period-rows.ts'
import { withdrawPeriod } from './period-values.ts'
import { TakesFocus } from './takes-focus.tsx'
import { type Successor, useSuccessor } from './use-successor.ts'

interface Props {
  youthId: number
  data: YouthRows
  row: PeriodRow
  onDone: () => void
  onCancel: () => void
}

/** Takes a row back that should never have been written. */
export function TakeBackForm({ youthId, data, row, onDone, onCancel }: Props) {
  const say = useSay()
  const dates = useDates()
  const today = useToday()
  const announce = useAnnounce()
  const queries = useQueryClient()
  const findSuccessor = useSuccessor(youthId, row.kind)
  const [meanwhile, setMeanwhile] = useState<Successor | null>(null)

  const form = useForm<{ reason: string }, unknown>({
    initial: { reason: '' },
    check: ({ reason }) => (reason.trim() === '' ? [{ field: 'reason', code: 'required' }] : []),
    explain: fault => explainField(say, fault),
    async send({ reason }) {
      try {
        return await withdrawPeriod(row.kind, meanwhile?.row?.id ?? row.id, reason)
      } catch (error) {
        if (!(error instanceof CallError) || error.code !== 'changedMeanwhile') throw error
        const successor = await findSuccessor(data)
        // Somebody else has taken it back already: what was wanted has come about.
        if (successor.row === null) return undefined
        setMeanwhile(successor)
        throw error
      }
    },
    onSent() {
      announce(say(movesDeadlines(row.kind) ? 'register.takenBackMoves' : 'register.takenBack'))
      void queries.invalidateQueries()
      onDone()
    },
  })

  const before = leftEnded(rowsIn(row.kind, data), row, today)
  const told = form.failure instanceof CallError && form.failure.code === 'changedMeanwhile'
  return (
    <FormFrame form={form} label={say('register.takeBack')}>
      {meanwhile?.row && (
        <TakesFocus>
          <Alert tone="warning" live title={say('register.meanwhileTitle')}>
            {say('register.rowChangedTakeBack', {
              what: rowName(meanwhile.row, data, say),
              period: periodInWords(meanwhile.row, today, { say, dates }),
            })}
          </Alert>
        </TakesFocus>
      )}
      <p>
        {sentenceStart(periodInWords(row, today, { say, dates }))}. {say('register.takeBackText')}
      </p>
      {before?.lastDay && (
        <Alert tone="warning" title={say('register.gapTitle', { day: dates.day(row.from, today) })}>
          {say('register.gapText', {
            before: rowName(before, data, say),
            lastDay: dates.day(before.lastDay, today),
          })}
        </Alert>
      )}
      <TextField
        {...form.field('reason')}
        label={say('register.takeBackReason')}
        hint={say('register.reasonHint')}
        size="full"
        maxLength={500}
      />
      {form.failure !== null && !(told && meanwhile !== null) && <Failure failure={form.failure} />}
      <ButtonRow end>
        <Button onClick={onCancel}>{say('common.cancel')}</Button>
        <Button type="submit" look="danger" busy={form.sending}>
          {say('register.takeBack')}
        </Button>
      </ButtonRow>
    </FormFrame>
  )
}
