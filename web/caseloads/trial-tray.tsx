import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useId, useRef, useState } from 'react'
import { giveCases } from '#contract/caseload-tries.ts'
import { forecastWeeks } from '#domain/caseload/forecast.ts'
import { CallError, call } from '#web/calls/call.ts'
import { explainError, explainField } from '#web/calls/explain.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { useToday } from '#web/calls/session.ts'
import { Button, ButtonRow } from '#web/kit/button.tsx'
import { DateField } from '#web/kit/date-field.tsx'
import { Alert, Dialog, SkeletonText, useAnnounce } from '#web/kit/feedback.tsx'
import { Stack } from '#web/kit/layout.tsx'
import { focusHeading } from '#web/kit/page-header.tsx'
import { Tag } from '#web/kit/tag.tsx'
import { TextArea } from '#web/kit/text-field.tsx'
import { useReveal } from '#web/kit/use-reveal.ts'
import { boardQuery, type Tried, triedQuery } from './board-queries.ts'
import { nameOf } from './proposal-names.ts'
import { forgetAssignments } from './proposal-queries.ts'
import { useTrial, withoutTried } from './trial.ts'
import { PassedCeilings, TrialLoads } from './trial-loads.tsx'

type Say = ReturnType<typeof useSay>

function faultOf(say: Say, error: Error): string {
  const [fault] = error instanceof CallError ? error.fields : []
  return fault === undefined ? explainError(say, error) : explainField(say, fault)
}

/** Moves that are tried: every load before and after, what stands in the way, and carrying out or throwing away. */
export function TrialTray() {
  const { trial } = useTrial()
  const isEmpty = trial.moves.length === 0
  const wasEmpty = useRef(isEmpty)
  // What was pressed goes with the last move.
  useEffect(() => {
    if (isEmpty && !wasEmpty.current) focusHeading()
    wasEmpty.current = isEmpty
  }, [isEmpty])
  return isEmpty ? null : <Tray />
}

function Tray() {
  const say = useSay()
  const today = useToday()
  const id = useId()
  const announce = useAnnounce()
  const { trial, change, forget } = useTrial()
  const from = trial.from ?? today
  const { data, error, isPlaceholderData } = useQuery(triedQuery(from.toString(), trial.moves))
  const [asking, setAsking] = useState(false)
  // A new attempt is shown: it may have been made far below.
  const box = useReveal(trial.moves)
  const may = data?.moves.every(({ cannot }) => cannot === null) === true && !isPlaceholderData
  return (
    <section className="mg-card mg-trial" aria-labelledby={`${id}-title`} ref={box} tabIndex={-1}>
      <Stack gap="medium">
        <div>
          <h2 id={`${id}-title`}>{say('board.trialTitle', { count: trial.moves.length })}</h2>
          <p className="mg-quiet">{say('board.trialLead')}</p>
        </div>
        <DateField
          id={`${id}-from`}
          name="from"
          label={say('board.trialFrom')}
          value={from}
          min={today}
          max={today.add({ weeks: forecastWeeks })}
          onChange={day => {
            if (day !== null) change({ ...trial, from: day })
          }}
        />
        {error !== null && (
          <Alert tone="error" live>
            {faultOf(say, error)}
          </Alert>
        )}
        {data === undefined
          ? error === null && <SkeletonText lines={4} />
          : [
              <TrialLoads key="loads" tried={data} />,
              <PassedCeilings key="ceilings" tried={data} />,
              <Moves key="moves" tried={data} />,
            ]}
        <ButtonRow>
          <Button
            onClick={() => {
              forget()
              announce(say('board.thrownAway'), 'info')
            }}
          >
            {say('board.throwAway')}
          </Button>
          {may && (
            <Button look="primary" onClick={() => setAsking(true)}>
              {say('board.carryOut')}
            </Button>
          )}
        </ButtonRow>
      </Stack>
      <CarryOut open={asking} onClose={() => setAsking(false)} from={from} />
    </section>
  )
}

function Moves({ tried }: { tried: Tried }) {
  const say = useSay()
  const { trial, change } = useTrial()
  return (
    <ul className="mg-trial-moves" aria-label={say('board.trialMoves')}>
      {tried.moves.map(move => (
        <li key={move.youthId}>
          <div>
            <Link to="/unge/$youthId" params={{ youthId: String(move.youthId) }}>
              {nameOf(move)}
            </Link>{' '}
            <span className="mg-quiet">
              {say('board.trialMove', {
                from: move.from === null ? say('board.trialNobody') : nameOf(move.from),
                to: nameOf(move.to),
              })}
              {' · '}
              {say('board.trialMinutes', { minutes: move.minutes })}
            </span>
            <div>
              <Match move={move} tried={tried} />
            </div>
          </div>
          <Button
            look="plain"
            aria-label={say('board.trialRemoveLong', { name: nameOf(move) })}
            onClick={() => change(withoutTried(trial, move.youthId))}
          >
            {say('board.trialRemove')}
          </Button>
        </li>
      ))}
    </ul>
  )
}

/** Why it cannot be, or how well the two fit as far as it is known here. */
function Match({ move, tried }: { move: Tried['moves'][number]; tried: Tried }) {
  const { today } = tried
  const say = useSay()
  const dates = useDates()
  const to = move.to.givenName
  const why = useWhyNot(move, tried)
  if (why !== null)
    return (
      <>
        <Tag tone="danger">{say('board.cannot')}</Tag> {why}
      </>
    )
  return [
    ...(move.hadBefore === null
      ? []
      : [say('board.hadBefore', { to, day: dates.day(move.hadBefore, today) })]),
    ...move.programmes.map(({ name: programme, others }) =>
      others === 0
        ? say('board.programmeNone', { to, programme })
        : say('board.programmeOthers', { to, programme, count: others }),
    ),
  ].join(' ')
}

/** Why a move cannot be; of whoever is no caseworker on the day also when they stop or begin, as the board knows. */
function useWhyNot({ cannot, to }: Tried['moves'][number], { today, from }: Tried): string | null {
  const say = useSay()
  const dates = useDates()
  const { data: board } = useQuery(boardQuery)
  if (cannot === null) return null
  const name = { to: to.givenName }
  const isNone = cannot === 'receiverLeft' || cannot === 'receiverNotCaseworker'
  if (!isNone || board === undefined) return say(`board.cannot_${cannot}`, name)
  const receiver = board.caseworkers.find(({ staffId }) => staffId === to.staffId)
  if (receiver === undefined) return say('board.cannot_hasStopped', name)
  const { capacity, lastDay: ahead } = receiver
  const begins = capacity.kind === 'notCaseworker' ? capacity.from : null
  const lastDay = capacity.kind === 'notCaseworker' ? capacity.lastDay : ahead
  if (begins !== null) return say('board.cannot_beginsOn', { ...name, day: dates.day(begins, today) })
  if (lastDay === null || Temporal.PlainDate.compare(lastDay, from) >= 0)
    return say(`board.cannot_${cannot}`, name)
  return say('board.cannot_lastDay', { ...name, day: dates.day(lastDay, today) })
}

function CarryOut({ open, onClose, from }: { open: boolean; onClose: () => void; from: Temporal.PlainDate }) {
  const say = useSay()
  const dates = useDates()
  const today = useToday()
  const id = useId()
  const client = useQueryClient()
  const announce = useAnnounce()
  const { trial, forget } = useTrial()
  const [note, setNote] = useState('')
  const count = trial.moves.length
  const carryOut = useMutation({
    mutationFn: () => call(giveCases, { from: from.toString(), moves: [...trial.moves], note }),
    onSuccess: ({ given }) => {
      onClose()
      forget()
      forgetAssignments(client)
      announce(say('board.carriedOut', { count: given }))
    },
    // What stands in the way has come meanwhile: the tray says which.
    onError: () => void client.invalidateQueries({ queryKey: ['caseload', 'tried'] }),
  })
  return (
    <Dialog
      open={open}
      onClose={() => {
        carryOut.reset()
        onClose()
      }}
      title={say('board.confirmTitle', { count })}
      actions={
        <>
          <Button onClick={onClose}>{say('board.cancel')}</Button>
          <Button look="primary" busy={carryOut.isPending} onClick={() => carryOut.mutate()}>
            {say('board.carryOut')}
          </Button>
        </>
      }
    >
      <p>{say('board.confirmText', { day: dates.day(from, today) })}</p>
      <TextArea
        id={`${id}-note`}
        name="note"
        label={say('board.note')}
        hint={say('board.noteHint')}
        value={note}
        onChange={setNote}
        maxLength={500}
        optional
      />
      {carryOut.error !== null && (
        <Alert tone="error" live>
          {faultOf(say, carryOut.error)}
        </Alert>
      )}
    </Dialog>
  )
}
