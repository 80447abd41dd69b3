import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { DatedRowKind } from '#contract/register.ts'
import { CallError } from '#web/calls/call.ts'
import { explainField } from '#web/calls/explain.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { useToday } from '#web/calls/session.ts'
import { Button, ButtonRow } from '#web/kit/button.tsx'
import { DraftNote } from '#web/kit/draft-note.tsx'
import { Failure } from '#web/kit/failure.tsx'
import { Alert, SkeletonText, useAnnounce } from '#web/kit/feedback.tsx'
import { FormFrame, useForm } from '#web/kit/form.tsx'
import { TextField } from '#web/kit/text-field.tsx'
import { type Draft, useDraft } from '#web/kit/use-draft.tsx'
import { DayFields, WhatFields, WordsField } from './period-fields.tsx'
import { periodInWords, rowName } from './period-names.ts'
import { endedBy, movesDeadlines, type PeriodRow, rowsIn, type YouthRows } from './period-rows.ts'
import {
  atPeriodFields,
  emptyPeriod,
  type PeriodValues,
  periodFaults,
  periodOf,
  sendPeriod,
  type Target,
} from './period-values.ts'
import { TakesFocus } from './takes-focus.tsx'
import { type Successor, useSuccessor } from './use-successor.ts'

interface Props {
  kind: DatedRowKind
  youthId: number
  data: YouthRows
  /** The row that is corrected; null for a new one. */
  row: PeriodRow | null
  onDone: () => void
  onCancel: () => void
}

/** A new dated row or a correction of one; what is written is kept as a draft until it is saved. */
export function PeriodForm(props: Props) {
  const { kind, youthId, row } = props
  const say = useSay()
  const today = useToday()
  const [initial] = useState(() => (row === null ? emptyPeriod(kind, today) : periodOf(row, say.locale)))
  const draft = useDraft(`period.${youthId}.${kind}.${row?.id ?? 'new'}`, initial)
  return draft.ready ? <DraftedForm {...props} draft={draft} /> : <SkeletonText lines={6} />
}

function DraftedForm({
  kind,
  youthId,
  data,
  row,
  onDone,
  onCancel,
  draft,
}: Props & { draft: Draft<PeriodValues> }) {
  const say = useSay()
  const dates = useDates()
  const today = useToday()
  const announce = useAnnounce()
  const queries = useQueryClient()
  const findSuccessor = useSuccessor(youthId, kind)
  const [target, setTarget] = useState<Target>(row === null ? { youthId } : { id: row.id })
  const [meanwhile, setMeanwhile] = useState<Successor | null>(null)
  const isCorrection = 'id' in target

  const form = useForm<PeriodValues, { id: number }>({
    initial: draft.values,
    state: draft,
    check: values => periodFaults(kind, values, isCorrection),
    explain: fault =>
      fault.code === 'hours' ? say('register.weeklyHoursInvalid') : explainField(say, fault),
    async send(values) {
      try {
        return await sendPeriod(kind, target, values)
      } catch (error) {
        if (error instanceof CallError && error.code === 'changedMeanwhile' && isCorrection) {
          const successor = await findSuccessor(data)
          setTarget(successor.row === null ? { youthId } : { id: successor.row.id })
          setMeanwhile(successor)
        }
        throw atPeriodFields(error)
      }
    },
    onSent(_, { from, choice }) {
      draft.discard()
      const ended = isCorrection ? undefined : endedBy(kind, rowsIn(kind, data), { from, role: choice })
      const moves = movesDeadlines(kind)
      const said = isCorrection
        ? say(moves ? 'register.correctedMoves' : 'register.corrected')
        : say(moves ? 'register.savedMoves' : 'register.saved')
      if (ended === undefined || from === null) announce(said)
      else {
        const day = dates.day(from.subtract({ days: 1 }), today)
        announce(`${said} ${say('register.savedEnds', { what: rowName(ended, data, say), day })}`)
      }
      void queries.invalidateQueries()
      onDone()
    },
  })

  const { values } = form
  const ending = isCorrection
    ? undefined
    : endedBy(kind, rowsIn(kind, data), { from: values.from, role: values.choice })
  const wasChanged = form.failure instanceof CallError && form.failure.code === 'changedMeanwhile'
  return (
    <FormFrame form={form} label={say(`register.${kind}`, { name: data.givenName })}>
      {meanwhile === null ? (
        <DraftNote draft={draft} />
      ) : (
        <TakesFocus>
          <Alert tone="warning" live title={say('register.meanwhileTitle')}>
            {meanwhile.row === null
              ? say('register.rowTakenBack')
              : say('register.rowChanged', {
                  what: rowName(meanwhile.row, data, say),
                  period: periodInWords(meanwhile.row, today, { say, dates }),
                })}
          </Alert>
        </TakesFocus>
      )}
      <WhatFields kind={kind} data={data} form={form} />
      <DayFields kind={kind} form={form} />
      {ending && values.from && (
        <p className="mg-quiet">
          {say('register.endsThen', {
            what: rowName(ending, data, say),
            day: dates.day(values.from.subtract({ days: 1 }), today),
          })}
        </p>
      )}
      <WordsField kind={kind} form={form} />
      {isCorrection && (
        <TextField
          {...form.field('reason')}
          label={say('register.reason')}
          hint={say('register.reasonHint')}
          size="full"
          maxLength={500}
        />
      )}
      {form.failure !== null && !(wasChanged && meanwhile !== null) && <Failure failure={form.failure} />}
      <ButtonRow end>
        <Button onClick={onCancel}>{say('common.cancel')}</Button>
        <Button type="submit" look="primary" busy={form.sending}>
          {say('common.save')}
        </Button>
      </ButtonRow>
    </FormFrame>
  )
}
