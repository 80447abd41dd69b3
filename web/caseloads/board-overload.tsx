import { mostMoves } from '#contract/caseload-tries.ts'
import { sentenceStart } from '#contract/language/dates.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { Button, LinkButton } from '#web/kit/button.tsx'
import { Card, Proposal, Stack } from '#web/kit/layout.tsx'
import type { Board } from './board-queries.ts'
import { comingSaid, comingWhy, eventSaid, numberWord, type Overload } from './board-said.ts'
import { nameOf } from './proposal-names.ts'
import { Recent, Signed } from './signed.tsx'
import { joinedTo, useTrial } from './trial.ts'

interface Props {
  board: Board
  coming: Overload
}

/** The overload by most minutes: in one sentence, with why, opened into what it follows from. */
export function FirstOverload({ board, coming }: Props) {
  const say = useSay()
  const dates = useDates()
  return (
    <Proposal
      title={comingSaid(say, dates, board.today, coming)}
      actions={
        <LinkButton to="/ledelse/forslag/ny" search={{ anledning: 'evenOut' }} look="primary">
          {say('board.askProposal')}
        </LinkButton>
      }
    >
      <Why board={board} coming={coming} />
      <details className="mg-coming-events">
        <summary>{say('board.comingOpen')}</summary>
        <Events board={board} coming={coming} />
        <Recent board={board} />
      </details>
      <Easing board={board} coming={coming} />
    </Proposal>
  )
}

/** The other ones, a sentence each, which opens in the same way. */
export function MoreOverloads({ board, more }: { board: Board; more: readonly Overload[] }) {
  const say = useSay()
  const dates = useDates()
  if (more.length === 0) return null
  return (
    <Card title={say('board.comingMore')}>
      <Stack gap="small">
        {more.map(coming => (
          <div key={coming.caseworker.staffId} className="mg-coming-one">
            <details className="mg-coming-events">
              <summary>{comingSaid(say, dates, board.today, coming)}</summary>
              <Why board={board} coming={coming} />
              <Events board={board} coming={coming} />
            </details>
            <Easing board={board} coming={coming} />
          </div>
        ))}
      </Stack>
    </Card>
  )
}

/** A few moves that would keep it from coming, which go to those that are tried: there one sees whom and what. */
function Easing({ board: { today }, coming: { easing, caseworker } }: Props) {
  const say = useSay()
  const dates = useDates()
  const { trial, change } = useTrial()
  if (easing === null) return null
  const { moves, isForEverybody } = easing
  const count = moves.length
  const number = sentenceStart(numberWord(say, dates, count))
  const { next, isThere, elsewhere, isBesideOthers, laterFrom } = joinedTo(trial, moves, today)
  const later = laterFrom === null ? null : dates.day(laterFrom, today)
  const told = isThere
    ? [
        later === null
          ? say('board.easingThere', { count })
          : say('board.easingThereLater', { count, day: later }),
      ]
    : next === null
      ? [say('board.easingFull', { count, most: mostMoves, tried: trial.moves.length })]
      : [
          ...(elsewhere > 0 ? [say('board.easingElsewhere', { count: elsewhere })] : []),
          ...(later === null ? [] : [say('board.easingLater', { count, day: later })]),
        ]
  return (
    <div className="mg-coming-easing">
      <div>
        <p>
          {isForEverybody
            ? say('board.easingAll', { count, number })
            : say('board.easing', { count, number, name: caseworker.givenName })}{' '}
          <span className="mg-quiet">
            {say('board.easingOnly')}
            {isBesideOthers && !isThere && ` ${say('board.easingBeside')}`}
          </span>
        </p>
        {told.map(sentence => (
          <p key={sentence}>{sentence}</p>
        ))}
      </div>
      {!isThere && next !== null && (
        <Button onClick={() => change(next)}>
          {later === null
            ? say('board.easingTry', { count })
            : say('board.easingTryLater', { count, day: later })}
        </Button>
      )}
    </div>
  )
}

function Why({ board: { today, weeks }, coming }: Props) {
  const say = useSay()
  const dates = useDates()
  const { caseworker, week, firstWeek, noTimeFrom } = coming
  const from = weeks[firstWeek]
  return (
    <p className="mg-coming-why">
      {comingWhy(say, dates, today, coming)}{' '}
      {firstWeek === 0
        ? say('board.comingNow', { name: caseworker.givenName })
        : from !== undefined && firstWeek < week && noTimeFrom === null
          ? say('board.comingFrom', { day: dates.day(from, today) })
          : ''}
    </p>
  )
}

/** The reasons with their minutes, which add up to the difference from today. */
function Events({ board: { today }, coming }: Props) {
  const say = useSay()
  const dates = useDates()
  const { caseworker, day, minutes, of } = coming
  return (
    <>
      <table className="mg-table mg-figures">
        <caption className="sr-only">
          {say('board.comingTable', { name: nameOf(caseworker), day: dates.day(day, today) })}
        </caption>
        <thead>
          <tr>
            <th scope="col">{say('board.comingWhat')}</th>
            <th scope="col">{say('board.comingMinutes')}</th>
          </tr>
        </thead>
        <tbody>
          {coming.events.map(event => (
            <tr key={`${event.kind}-${event.programme}-${event.colleague?.staffId}`}>
              <th scope="row">
                {sentenceStart(eventSaid(say, dates, event))}
                {event.colleague !== null && event.colleagueAwayFrom !== null && (
                  <span className="mg-quiet">
                    {`, ${say('board.comingAway', {
                      name: event.colleague.givenName,
                      day: dates.day(event.colleagueAwayFrom, today),
                    })}`}
                  </span>
                )}
              </th>
              <td>
                <Signed minutes={event.minutes} />
              </td>
            </tr>
          ))}
          <tr>
            <th scope="row">{say('board.comingSum')}</th>
            <td>
              <Signed minutes={coming.events.reduce((sum, event) => sum + event.minutes, 0)} />
            </td>
          </tr>
          {coming.capacityChange !== 0 && (
            <tr>
              <th scope="row">{say('board.comingTimeRow')}</th>
              <td>
                <Signed minutes={coming.capacityChange} />
              </td>
            </tr>
          )}
        </tbody>
      </table>
      <p>
        {say('board.comingThen', {
          minutes: dates.count(minutes),
          of: dates.count(of),
          day: dates.day(day, today),
        })}
      </p>
    </>
  )
}
