import { type ReactNode, useState } from 'react'
import type { EducationOrder, EducationOrders } from '#contract/assessments.ts'
import { orderDoubts, standingOf } from '#domain/assessment/education-order.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { useMay } from '#web/calls/session.ts'
import { Button, ButtonRow, LinkButton } from '#web/kit/button.tsx'
import { Dialog } from '#web/kit/feedback.tsx'
import { Card, Stack } from '#web/kit/layout.tsx'
import { RowCard, RowCards } from '#web/kit/rows.tsx'
import { Tag, type Tone } from '#web/kit/tag.tsx'
import { EndOrderForm, SettleForm, UndoStepForm } from './order-dialogs.tsx'

type Step = EducationOrder['steps'][number]
type Doing = { what: 'settle' | 'undo'; step: Step } | { what: 'end' }

interface Props {
  data: EducationOrders
  order: EducationOrder
  onCorrect: () => void
}

/** The order that holds: what the young person is told, its steps, and what one can do. */
export function OrderCard({ data, order, onCorrect }: Props) {
  const say = useSay()
  const dates = useDates()
  const may = useMay()
  const [doing, setDoing] = useState<Doing | null>(null)
  const mayWrite = may('assessment.write')
  const done = () => setDoing(null)
  const title =
    doing === null || doing.what === 'end'
      ? say('assessments.orderEndTitle')
      : say(doing.what === 'settle' ? 'assessments.stepSettleOf' : 'assessments.stepUndoOf', {
          step: say(`assessments.step_${doing.step.kind}`),
        })
  return (
    <Card title={say('assessments.orderStanding')}>
      <Stack gap="medium">
        <div>
          <p>
            <strong>{`${say('assessments.orderGivenOn')} ${dates.day(order.givenOn, data.today)}`}</strong>{' '}
            {order.author !== null && (
              <span className="mg-quiet">{say('assessments.author', { staff: order.author })}</span>
            )}
          </p>
          <p className="mg-assessment-words">{order.text}</p>
        </div>
        <OrderSteps
          data={data}
          order={order}
          actions={mayWrite ? (step, standing) => actionsFor(step, standing) : null}
        />
        <ButtonRow>
          <LinkButton to="/unge/$youthId/paalaeg/brev" params={{ youthId: String(data.youthId) }} icon="file">
            {say('assessments.orderLetter')}
          </LinkButton>
          {mayWrite && (
            <>
              <Button onClick={onCorrect} icon="edit">
                {say('assessments.correct')}
              </Button>
              <Button look="plain" onClick={() => setDoing({ what: 'end' })}>
                {say('assessments.orderEnd')}
              </Button>
            </>
          )}
        </ButtonRow>
      </Stack>
      <Dialog open={doing !== null} onClose={done} title={title}>
        {doing?.what === 'settle' && (
          <SettleForm order={order} step={doing.step} today={data.today} onDone={done} />
        )}
        {doing?.what === 'undo' && <UndoStepForm order={order} step={doing.step} onDone={done} />}
        {doing?.what === 'end' && <EndOrderForm order={order} name={data.givenName} onDone={done} />}
      </Dialog>
    </Card>
  )

  function actionsFor(step: Step, standing: Standing): ReactNode {
    const name = say(`assessments.step_${step.kind}`)
    if (standing === 'owed' || standing === 'overdue') {
      return (
        <Button
          look="primary"
          aria-label={say('assessments.stepSettleOf', { step: name })}
          onClick={() => setDoing({ what: 'settle', step })}
        >
          {say('assessments.stepSettle')}
        </Button>
      )
    }
    const isLastDone = !order.steps.some(other => other.position > step.position && other.doneDay !== null)
    if (standing === 'waits' || !isLastDone) return null
    return (
      <Button
        look="plain"
        aria-label={say('assessments.stepUndoOf', { step: name })}
        onClick={() => setDoing({ what: 'undo', step })}
      >
        {say('assessments.stepUndo')}
      </Button>
    )
  }
}

type Standing = ReturnType<typeof standingOf>

const tones: Readonly<Record<Standing, Tone>> = {
  onTime: 'good',
  late: 'warning',
  owed: 'info',
  overdue: 'danger',
  waits: 'neutral',
}

interface StepsProps {
  data: EducationOrders
  order: EducationOrder
  /** Null where nothing can be done any more. */
  actions: ((step: Step, standing: Standing) => ReactNode) | null
}

/** The three steps with their days, and how they stand. */
export function OrderSteps({ data, order, actions }: StepsProps) {
  const say = useSay()
  const dates = useDates()
  const { today } = data
  const isOver = actions === null && (order.withdrawn !== null || order.during.to !== null)
  return (
    <RowCards label={say('assessments.letterSteps')}>
      {order.steps.map(step => {
        const standing = standingOf(order.steps, step, today)
        const { dueDay, doneDay, doneBy } = step
        const lapses = isOver || doneDay !== null ? null : orderDoubts([dueDay], data.rules).ordersEnd
        return (
          <RowCard
            key={step.position}
            title={`${step.position}. ${say(`assessments.step_${step.kind}`)}`}
            aside={
              isOver && doneDay === null ? undefined : (
                <Tag tone={tones[standing]}>{words(standing, dueDay)}</Tag>
              )
            }
            actions={actions?.(step, standing)}
          >
            {say('assessments.stepDue', { day: dates.day(dueDay, today) })}
            {doneDay !== null &&
              `. ${
                doneBy === null
                  ? say('assessments.stepDone', { day: dates.day(doneDay, today) })
                  : say('assessments.stepDoneBy', { day: dates.day(doneDay, today), staff: doneBy })
              }`}
            {lapses !== null && (
              <p>
                <Tag tone="warning">{say('assessments.stepLapses', { day: dates.day(lapses, today) })}</Tag>
              </p>
            )}
            {step.note !== '' && <p className="mg-assessment-words">{step.note}</p>}
          </RowCard>
        )
      })}
    </RowCards>
  )

  function words(standing: Standing, dueDay: Temporal.PlainDate): string {
    switch (standing) {
      case 'onTime':
        return say('assessments.stepOnTime')
      case 'late':
        return say('assessments.stepLate')
      case 'owed':
        return say('assessments.stepOwed')
      case 'overdue':
        return say('assessments.stepOver', { count: dueDay.until(today).days })
      case 'waits':
        return say('assessments.stepWaits')
    }
  }
}
