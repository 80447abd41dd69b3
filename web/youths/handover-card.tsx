import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { receiveYouth } from '#contract/handovers.ts'
import type { Youth } from '#contract/youths-person.ts'
import type { HandoverStep } from '#domain/caseload/handover.ts'
import { call } from '#web/calls/call.ts'
import { explainError } from '#web/calls/explain.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { Button, ButtonRow } from '#web/kit/button.tsx'
import { Alert } from '#web/kit/feedback.tsx'
import { Card, Stack } from '#web/kit/layout.tsx'
import { Tag } from '#web/kit/tag.tsx'
import { MeetDialog, TellDialog } from './handover-dialogs.tsx'
import { HandoverLetter } from './handover-letter.tsx'
import { forgetHandover, type HandoverRead, handoverQuery } from './handover-queries.ts'

/** Who takes over from whom, and what the change still owes the young person. */
export function HandoverCard({ youth }: { youth: Youth }) {
  const say = useSay()
  const dates = useDates()
  const { data } = useQuery(handoverQuery(youth.youthId))
  if (data === undefined || data.handover === null) return null
  const { handover, today } = data
  const { from, to, since, endedOn, hasLapsed } = handover
  const words = { to: to.givenName, from: from.givenName, day: dates.day(since, today) }
  const isAhead = Temporal.PlainDate.compare(since, today) > 0
  return (
    <Card title={say('handovers.title')}>
      <Stack gap="medium">
        <p>
          {say(isAhead ? 'handovers.leadFuture' : 'handovers.lead', words)}
          {endedOn !== null && ` ${say(hasLapsed ? 'handovers.lapsed' : 'handovers.done')}`}
        </p>
        <ol className="mg-handover">
          <StepRow handover={handover} step="tell" today={today}>
            <Told handover={handover} today={today} />
          </StepRow>
          <StepRow handover={handover} step="meet" today={today} mayBook={youth.comesOn === null}>
            <Met handover={handover} today={today} />
          </StepRow>
          <StepRow handover={handover} step="receive" today={today}>
            <Received handover={handover} today={today} />
          </StepRow>
        </ol>
        {handover.bookedWithFormer > 0 && youth.comesOn === null && (
          <Alert tone="warning">
            {say('handovers.bookedWithFormer', {
              count: handover.bookedWithFormer,
              from: from.givenName,
            })}
          </Alert>
        )}
        {handover.mayWrite && <HandoverLetter handover={handover} today={today} />}
      </Stack>
    </Card>
  )
}

interface Shown {
  handover: HandoverRead
  today: Temporal.PlainDate
}

interface Step extends Shown {
  step: HandoverStep
  /** Whether the reader may book the joint meeting: whoever only reads along may not. */
  mayBook?: boolean
}

function StepRow({ handover, step, today, mayBook = true, children }: Step & { children: React.ReactNode }) {
  const say = useSay()
  const isDone = stepDone(handover, step)
  const state = isDone ? 'done' : handover.next === step ? 'next' : 'later'
  return (
    <li>
      <strong>{say(`handovers.step_${step}`, { name: handover.givenName })}</strong>{' '}
      <Tag tone={isDone ? 'good' : state === 'next' ? 'warning' : 'neutral'}>
        {say(`handovers.state_${state}`)}
      </Tag>
      <div>{children}</div>
      {handover.mayWrite && !isDone && (
        <StepAction handover={handover} step={step} today={today} mayBook={mayBook} />
      )}
    </li>
  )
}

function stepDone({ told, met, received }: HandoverRead, step: HandoverStep): boolean {
  if (step === 'tell') return told !== null
  return step === 'meet' ? met?.kind === 'met' || met?.kind === 'none' : received !== null
}

function Told({ handover: { told, givenName }, today }: Shown) {
  const say = useSay()
  const dates = useDates()
  if (told === null) return say('handovers.notTold', { name: givenName })
  const words = { day: dates.day(told.day, today), how: say(`handovers.how_${told.how}`) }
  return told.by === null
    ? say('handovers.toldBySomebody', words)
    : say('handovers.told', { ...words, by: told.by.givenName })
}

function Met({ handover: { met, from, givenName }, today }: Shown) {
  const say = useSay()
  const dates = useDates()
  if (met === null) return say('handovers.notMet')
  const day = dates.day(met.day, today)
  if (met.kind === 'none') {
    const reason =
      met.reason === 'other' || met.note !== ''
        ? met.note
        : say(`handovers.reason_${met.reason}`, { from: from.givenName, name: givenName })
    return say('handovers.noMeeting', { reason })
  }
  if (met.kind === 'booked') return say(met.isPast ? 'handovers.bookedPast' : 'handovers.booked', { day })
  return say(met.kind === 'met' ? 'handovers.met' : 'handovers.fellThrough', { day })
}

function Received({ handover: { received, to, since }, today }: Shown) {
  const say = useSay()
  const dates = useDates()
  if (received === null)
    return Temporal.PlainDate.compare(since, today) > 0
      ? say('handovers.receiveFrom', { to: to.givenName, day: dates.day(since, today) })
      : say('handovers.notReceived', { to: to.givenName })
  const day = dates.day(received.day, today)
  return received.by === null
    ? say('handovers.receivedBySomebody', { day })
    : say('handovers.received', { day, by: received.by.givenName })
}

/** What one can do about a step: the next one stands out. */
function StepAction({ handover, step, today, mayBook = true }: Step) {
  const say = useSay()
  const [open, setOpen] = useState(false)
  const look = handover.next === step ? 'primary' : 'secondary'
  if (step === 'receive') return <Receive handover={handover} today={today} />
  return (
    <>
      <ButtonRow>
        <Button look={look} onClick={() => setOpen(true)}>
          {step === 'tell' ? say('handovers.tell', { name: handover.givenName }) : say('handovers.meet')}
        </Button>
      </ButtonRow>
      {open &&
        (step === 'tell' ? (
          <TellDialog handover={handover} today={today} onClose={() => setOpen(false)} />
        ) : (
          <MeetDialog handover={handover} today={today} mayBook={mayBook} onClose={() => setOpen(false)} />
        ))}
    </>
  )
}

/** Only whoever receives can say that the notes are read, and not before they may be. */
function Receive({ handover, today }: Shown) {
  const say = useSay()
  const queries = useQueryClient()
  const receive = useMutation({
    mutationFn: () => call(receiveYouth, { handoverId: handover.handoverId }),
    onSuccess: () => forgetHandover(queries, handover.youthId),
  })
  if (handover.mine !== 'receives' || Temporal.PlainDate.compare(handover.since, today) > 0) return null
  return (
    <>
      {receive.error !== null && (
        <Alert tone="error" live>
          {explainError(say, receive.error)}
        </Alert>
      )}
      <ButtonRow>
        <Button
          look={handover.next === 'receive' ? 'primary' : 'secondary'}
          busy={receive.isPending}
          onClick={() => {
            receive.mutate()
          }}
        >
          {say('handovers.receive')}
        </Button>
      </ButtonRow>
    </>
  )
}
