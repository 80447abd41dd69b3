import { sentenceStart } from '#contract/language/dates.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { Button, LinkButton } from '#web/kit/button.tsx'
import { Card, Proposal, Stack } from '#web/kit/layout.tsx'
import type { Board } from './board-queries.ts'
import { comingSaid, comingWhy, eventSaid, numberWord, type Overload } from './board-said.ts'
import { nameOf } from './proposal-names.ts'
import { Recent, Signed } from './signed.tsx'
import { useTrial, withTried } from './trial.ts'

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
      <Easing coming={coming} />
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
          <details key={coming.caseworker.staffId} className="mg-coming-events">
            <summary>{comingSaid(say, dates, board.today, coming)}</summary>
            <Why board={board} coming={coming} />
            <Events board={board} coming={coming} />
            <Easing coming={coming} />
          </details>
        ))}
      </Stack>
    </Card>
  )
}

/** A few moves that would keep it from coming, which go to those that are tried: there one sees whom and what. */
function Easing({ coming: { easing, caseworker } }: { coming: Overload }) {
  const say = useSay()
  const dates = useDates()
  const { trial, change } = useTrial()
  if (easing === null) return null
  const { moves, isForEverybody } = easing
  const count = moves.length
  const number = sentenceStart(numberWord(say, dates, count))
  return (
    <div className="mg-coming-easing">
      <p>
        {isForEverybody
          ? say('board.easingAll', { count, number })
          : say('board.easing', { count, number, name: caseworker.givenName })}{' '}
        <span className="mg-quiet">{say('board.easingOnly')}</span>
      </p>
      <Button
        onClick={() =>
          change(moves.reduce((tried, { youthId, toId }) => withTried(tried, [youthId], toId), trial))
        }
      >
        {say('board.easingTry', { count })}
      </Button>
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
