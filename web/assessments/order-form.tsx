import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import {
  correctEducationOrder,
  type EducationOrder,
  type EducationOrders,
  giveEducationOrder,
} from '#contract/assessments.ts'
import { orderDoubts, orderSteps } from '#domain/assessment/education-order.ts'
import { CallError, call } from '#web/calls/call.ts'
import { explainField } from '#web/calls/explain.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { Button } from '#web/kit/button.tsx'
import { DateField } from '#web/kit/date-field.tsx'
import { DraftNote } from '#web/kit/draft-note.tsx'
import { Failure } from '#web/kit/failure.tsx'
import { Alert, SkeletonText, useAnnounce } from '#web/kit/feedback.tsx'
import { FormFrame, useForm } from '#web/kit/form.tsx'
import { Stack } from '#web/kit/layout.tsx'
import { StickyActions } from '#web/kit/sticky-actions.tsx'
import { TextArea, TextField } from '#web/kit/text-field.tsx'
import { type Draft, useDraft } from '#web/kit/use-draft.tsx'
import { sendOrAskAnew } from './asked-anew.ts'
import { atOurField, type OrderValues, orderValueFaults, orderValues } from './order-values.ts'

interface Props {
  data: EducationOrders
  /** The order that is corrected; null for a new one. */
  order: EducationOrder | null
  onDone: () => void
  onCancel: () => void
}

/** An order that is given or corrected; what is written is kept as a draft until it is saved. */
export function OrderForm(props: Props) {
  const say = useSay()
  const [initial] = useState(() => orderValues(say, props.data, props.order))
  const draft = useDraft(`order.${props.data.youthId}.${props.order?.orderId ?? 'new'}`, initial)
  return draft.ready ? <DraftedForm {...props} draft={draft} /> : <SkeletonText lines={8} />
}

function DraftedForm({ data, order, onDone, onCancel, draft }: Props & { draft: Draft<OrderValues> }) {
  const say = useSay()
  const announce = useAnnounce()
  const queries = useQueryClient()
  const name = data.givenName
  const form = useForm<OrderValues, unknown>({
    initial: draft.values,
    state: draft,
    check: values => orderValueFaults(data, order, values),
    explain: fault => explainField(say, fault),
    async send({ givenOn, text, due, notes, reason }) {
      const input = {
        givenOn: String(givenOn),
        text,
        steps: due.map((day, at) => ({ dueDay: String(day), note: notes[at] ?? '' })),
      }
      try {
        return await sendOrAskAnew(
          queries,
          order === null
            ? call(giveEducationOrder, { youthId: data.youthId, ...input })
            : call(correctEducationOrder, {
                orderId: order.orderId,
                version: order.version,
                reason,
                ...input,
              }),
        )
      } catch (error) {
        if (error instanceof CallError && error.fields.length > 0) {
          throw new CallError(error.code, { fields: error.fields.map(atOurField) })
        }
        throw error
      }
    },
    onSent() {
      draft.discard()
      announce(say(order === null ? 'assessments.orderSaved' : 'assessments.orderCorrected'))
      void queries.invalidateQueries()
      onDone()
    },
  })
  const { values } = form
  const put =
    <Value,>(list: 'due' | 'notes', at: number) =>
    (value: Value) =>
      form.set(all => ({ ...all, [list]: all[list].map((old, index) => (index === at ? value : old)) }))
  return (
    <FormFrame form={form} label={say(order === null ? 'assessments.orderGive' : 'assessments.orderCorrect')}>
      <DraftNote draft={draft} />
      <DateField
        {...form.field('givenOn')}
        label={say('assessments.orderGivenOn')}
        min={data.case.from}
        max={data.today}
      />
      <TextArea
        {...form.field('text')}
        label={say('assessments.orderText', { name })}
        hint={say('assessments.orderTextHint')}
        rows={4}
        maxLength={4000}
        below={say(draft.kept ? 'assessments.draftKept' : 'assessments.draftNotKept')}
      />
      <Stack gap="medium">
        {orderSteps.map((kind, at) => (
          <fieldset key={kind} className="mg-group">
            <legend className="form-label">{`${at + 1}. ${say(`assessments.step_${kind}`)}`}</legend>
            <DateField
              {...form.part('due', String(at), values.due[at] ?? null, put('due', at))}
              label={say(`assessments.stepDay_${kind}`)}
            />
            <TextArea
              {...form.part('notes', String(at), values.notes[at] ?? '', put('notes', at))}
              label={say('assessments.stepNote', { name })}
              optional
              rows={2}
              maxLength={2000}
            />
          </fieldset>
        ))}
      </Stack>
      <Doubts data={data} due={values.due} />
      {order !== null && (
        <TextField
          {...form.field('reason')}
          label={say('assessments.correctionReason')}
          hint={say('assessments.historyHint')}
          size="full"
          maxLength={500}
        />
      )}
      <Failure failure={form.failure} />
      <StickyActions>
        <Button onClick={onCancel}>{say('common.cancel')}</Button>
        <Button type="submit" look="primary" busy={form.sending}>
          {say(order === null ? 'assessments.orderSave' : 'assessments.saveCorrection')}
        </Button>
      </StickyActions>
    </FormFrame>
  )
}

/** Days that may be meant, and are asked about all the same. */
function Doubts({ data, due }: { data: EducationOrders; due: OrderValues['due'] }) {
  const say = useSay()
  const dates = useDates()
  const { sameDay, ordersEnd } = orderDoubts(due, data.rules)
  return (
    <>
      {sameDay && (
        <Alert tone="warning" live>
          {say('assessments.orderSameDay')}
        </Alert>
      )}
      {ordersEnd !== null && (
        <Alert tone="warning" live>
          {say('assessments.orderAfterEnd', { day: dates.day(ordersEnd, data.today) })}
        </Alert>
      )}
    </>
  )
}
