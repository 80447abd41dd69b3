import { useEffect, useRef } from 'react'
import { useDates, useSay } from '#web/calls/language.tsx'
import { LinkButton } from '#web/kit/button.tsx'
import { Alert } from '#web/kit/feedback.tsx'
import { isForced, nameOf, type ReadProposal } from './proposal-names.ts'
import { useLeftWords } from './use-left-words.ts'

interface Props {
  proposal: ReadProposal
  /** Somebody has accepted it here just now: what came of it is what to look at. */
  isNew: boolean
  /** It was tried to accept what had been accepted before. */
  isLate: boolean
}

/** What came of an accepted proposal: how many, from when, and who was left and why. */
export function Result({ proposal, isNew, isLate }: Props) {
  const say = useSay()
  const dates = useDates()
  const leftWords = useLeftWords()
  const { moves, occasion, about, settledAt, settledBy, effectiveOn, today } = proposal
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!isNew && !isLate) return
    place.current?.focus({ preventScroll: true })
    place.current?.scrollIntoView({ block: 'start' })
  }, [isNew, isLate])
  const done = moves.filter(({ state }) => state === 'carriedOut').length
  const left = moves.filter(({ state }) => state === 'left')
  // Whoever was not chosen and cannot stay as they are.
  const stillNeeds = moves.filter(move => move.state === 'notChosen' && isForced(move)).length
  const isAhead = Temporal.PlainDate.compare(effectiveOn, today) > 0
  const title = isAhead
    ? say('proposals.acceptedAhead', { count: done, day: dates.day(effectiveOn, today) })
    : say('proposals.acceptedTitle', { count: done })
  return (
    <div ref={place} tabIndex={-1} className="mg-stack-medium mg-result">
      {isLate && (
        <Alert tone="info" live>
          {say('proposals.acceptedBefore')}
        </Alert>
      )}
      <Alert tone="success" live title={title}>
        {settledAt !== null &&
          settledBy !== null &&
          say('proposals.acceptedLine', {
            day: dates.day(settledAt.toZonedDateTimeISO('Europe/Copenhagen').toPlainDate(), today),
            name: nameOf(settledBy),
          })}
      </Alert>
      {left.length > 0 && (
        <Alert tone="warning" live title={say('proposals.leftTitle', { count: left.length })}>
          <ul>
            {left.map(move => (
              <li key={move.youthId}>
                <strong>{nameOf(move)}</strong>: {leftWords(move, today)}
              </li>
            ))}
          </ul>
        </Alert>
      )}
      {stillNeeds > 0 && (
        <Alert
          tone="warning"
          actions={
            <LinkButton
              to="/ledelse/forslag/ny"
              search={{
                anledning: occasion,
                staff: about === null ? undefined : String(about.staffId),
                fra: isAhead ? effectiveOn.toString() : undefined,
              }}
            >
              {say('proposals.askForRest')}
            </LinkButton>
          }
        >
          {say('proposals.stillNeeds', { count: stillNeeds })}
        </Alert>
      )}
    </div>
  )
}
