import { useDates, useSay } from '#web/calls/language.tsx'
import { LinkButton } from '#web/kit/button.tsx'
import { Alert } from '#web/kit/feedback.tsx'
import { Proposal } from '#web/kit/layout.tsx'
import type { Board } from './board-queries.ts'
import { comingWhy, eventSaid, numberWord } from './board-said.ts'
import { nameOf } from './proposal-names.ts'

/** What comes in one sentence, opened into what it follows from; who is left alone; what the figures lack. */
export function Coming({ board }: { board: Board }) {
  const { coming, leftAlone, unweighed, unverified, caseworkers } = board
  const say = useSay()
  const isAnyOver = caseworkers.some(({ overNow }) => overNow === true)
  const [now, later] = [leftAlone.filter(({ week }) => week === 0), leftAlone.filter(({ week }) => week > 0)]
  const told = (alone: Board['leftAlone'][number]) => (
    <LeftAlone
      key={`${alone.caseworker.staffId}-${alone.givenTo?.staffId}-${alone.week}`}
      alone={alone}
      today={board.today}
    />
  )
  return (
    <>
      {now.map(told)}
      {coming === null ? (
        <Proposal title={say(isAnyOver ? 'board.steadyTitle' : 'board.calmTitle')}>
          <Recent board={board} />
        </Proposal>
      ) : (
        <Overload board={board} coming={coming} />
      )}
      {later.map(told)}
      {unweighed > 0 && (
        <Alert tone="warning" actions={<LinkButton to="/opsaetning">{say('board.unweighedFix')}</LinkButton>}>
          {say('board.unweighed', { count: unweighed })}
        </Alert>
      )}
      {unverified && <p className="mg-quiet">{say('board.unverified')}</p>}
    </>
  )
}

function Overload({ board, coming }: { board: Board; coming: NonNullable<Board['coming']> }) {
  const say = useSay()
  const dates = useDates()
  const { today } = board
  const { caseworker, week, of, minutes, firstWeek, day } = coming
  const name = caseworker.givenName
  const weeks = numberWord(say, dates, week)
  const from = board.weeks[firstWeek]
  return (
    <Proposal
      title={
        of === 0
          ? say('board.comingNoTime', { count: week, weeks, name })
          : say('board.comingTitle', { count: week, weeks, name, percent: dates.percent(minutes / of) })
      }
      actions={
        <LinkButton to="/ledelse/forslag/ny" search={{ anledning: 'evenOut' }} look="primary">
          {say('board.askProposal')}
        </LinkButton>
      }
    >
      <p className="mg-coming-why">
        {comingWhy(say, dates, today, coming)}{' '}
        {firstWeek === 0
          ? say('board.comingNow', { name })
          : from !== undefined && firstWeek < week
            ? say('board.comingFrom', { day: dates.day(from, today) })
            : ''}
      </p>
      <details className="mg-coming-events">
        <summary>{say('board.comingOpen')}</summary>
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
                  {sentence(eventSaid(say, dates, event))}
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
        <Recent board={board} />
      </details>
    </Proposal>
  )
}

function sentence(clause: string): string {
  return clause.charAt(0).toLocaleUpperCase() + clause.slice(1)
}

/** With its sign in words that are shown: "+540 min.". */
export function Signed({ minutes }: { minutes: number }) {
  const say = useSay()
  const dates = useDates()
  const told = dates.count(Math.abs(minutes))
  return (
    <span className="mg-number">
      {minutes < 0
        ? say('board.lessMinutes', { minutes: told })
        : say('board.moreMinutes', { minutes: told })}
    </span>
  )
}

function Recent({ board: { recent } }: { board: Board }) {
  const say = useSay()
  return (
    <p className="mg-quiet">
      {say('board.recent', { weeks: recent.weeks, opened: recent.opened, closed: recent.closed })}
    </p>
  )
}

/** Young people who have nobody, or will: whose they are, from when, and the way to give them somebody. */
function LeftAlone({ alone, today }: { alone: Board['leftAlone'][number]; today: Temporal.PlainDate }) {
  const say = useSay()
  const dates = useDates()
  const { caseworker, givenTo, cases, week, why, day } = alone
  const isNow = week === 0
  const about = { count: cases, name: nameOf(caseworker), day: dates.day(day, today) }
  const whose = givenTo ?? caseworker
  const reason = `board.alone${why === 'gone' ? 'Gone' : 'Away'}${givenTo === null ? '' : 'Given'}` as const
  return (
    <Proposal
      title={say(isNow ? 'board.aloneNow' : 'board.alone', about)}
      actions={
        <LinkButton
          to="/ledelse/forslag/ny"
          search={{
            anledning: why === 'gone' ? 'leaves' : 'ill',
            staff: String(whose.staffId),
            fra: (isNow ? today : day).toString(),
          }}
        >
          {say('board.askProposal')}
        </LinkButton>
      }
    >
      <p className="mg-quiet">
        {say(reason, { name: givenTo === null ? caseworker.givenName : nameOf(givenTo) })}
      </p>
    </Proposal>
  )
}
