import { useQueryClient } from '@tanstack/react-query'
import { type EducationOrder, endEducationOrder, settleOrderStep } from '#contract/assessments.ts'
import { stepFaults } from '#domain/assessment/education-order.ts'
import { call } from '#web/calls/call.ts'
import { explainField } from '#web/calls/explain.ts'
import { useSay } from '#web/calls/language.tsx'
import { Button, ButtonRow } from '#web/kit/button.tsx'
import { DateField } from '#web/kit/date-field.tsx'
import { Failure } from '#web/kit/failure.tsx'
import { useAnnounce } from '#web/kit/feedback.tsx'
import { FormFrame, useForm } from '#web/kit/form.tsx'
import { TextField } from '#web/kit/text-field.tsx'
import { sendOrAskAnew } from './asked-anew.ts'

type Step = EducationOrder['steps'][number]

interface StepProps {
  order: EducationOrder
  step: Step
  today: Temporal.PlainDate
  onDone: () => void
}

/** On which day a step was done. */
export function SettleForm({ order, step, today, onDone }: StepProps) {
  const say = useSay()
  const announce = useAnnounce()
  const queries = useQueryClient()
  const isLast = step.position === order.steps.length
  const form = useForm<{ doneDay: Temporal.PlainDate | null }, unknown>({
    initial: { doneDay: today },
    check: ({ doneDay }) =>
      doneDay === null
        ? [{ field: 'doneDay', code: 'required' }]
        : stepFaults(order.steps, step.position, doneDay, { givenOn: order.givenOn, today }),
    explain: fault => explainField(say, fault),
    send: ({ doneDay }) =>
      sendOrAskAnew(
        queries,
        call(settleOrderStep, {
          orderId: order.orderId,
          position: step.position,
          version: order.version,
          doneDay: String(doneDay),
          reason: '',
        }),
      ),
    onSent() {
      announce(say(isLast ? 'assessments.stepSavedLast' : 'assessments.stepSaved'))
      void queries.invalidateQueries()
      onDone()
    },
  })
  return (
    <FormFrame form={form} label={say('assessments.stepSettle')}>
      <DateField
        {...form.field('doneDay')}
        label={say('assessments.stepDoneDay')}
        min={order.givenOn}
        max={today}
      />
      <Failure failure={form.failure} />
      <ButtonRow end>
        <Button onClick={onDone}>{say('common.cancel')}</Button>
        <Button type="submit" look="primary" busy={form.sending}>
          {say('assessments.stepSettle')}
        </Button>
      </ButtonRow>
    </FormFrame>
  )
}

/** A step that is not done after all. */
export function UndoStepForm({ order, step, onDone }: Omit<StepProps, 'today'>) {
  const say = useSay()
  return (
    <ReasonForm
      question={say('assessments.stepUndoReason')}
      verb={say('assessments.stepUndo')}
      done={say('assessments.stepUndone')}
      send={reason =>
        call(settleOrderStep, {
          orderId: order.orderId,
          position: step.position,
          version: order.version,
          doneDay: null,
          reason,
        })
      }
      onDone={onDone}
    />
  )
}

/** Takes an order back from today on. */
export function EndOrderForm({
  order,
  name,
  onDone,
}: {
  order: EducationOrder
  name: string
  onDone: () => void
}) {
  const say = useSay()
  return (
    <>
      <p>{say('assessments.orderEndText', { name })}</p>
      <ReasonForm
        question={say('assessments.orderEndReason')}
        verb={say('assessments.orderEnd')}
        done={say('assessments.orderEnded')}
        send={reason => call(endEducationOrder, { orderId: order.orderId, version: order.version, reason })}
        onDone={onDone}
      />
    </>
  )
}

interface ReasonProps {
  question: string
  verb: string
  done: string
  send: (reason: string) => Promise<unknown>
  onDone: () => void
}

function ReasonForm({ question, verb, done, send, onDone }: ReasonProps) {
  const say = useSay()
  const announce = useAnnounce()
  const queries = useQueryClient()
  const form = useForm<{ reason: string }, unknown>({
    initial: { reason: '' },
    check: ({ reason }) => (reason.trim() === '' ? [{ field: 'reason', code: 'required' }] : []),
    explain: fault => explainField(say, fault),
    send: ({ reason }) => sendOrAskAnew(queries, send(reason)),
    onSent() {
      announce(done)
      void queries.invalidateQueries()
      onDone()
    },
  })
  return (
    <FormFrame form={form} label={verb}>
      <TextField
        {...form.field('reason')}
        label={question}
        hint={say('assessments.historyHint')}
        size="full"
        maxLength={500}
      />
      <Failure failure={form.failure} />
      <ButtonRow end>
        <Button onClick={onDone}>{say('common.cancel')}</Button>
        <Button type="submit" look="danger" busy={form.sending}>
          {verb}
        </Button>
      </ButtonRow>
    </FormFrame>
  )
}
