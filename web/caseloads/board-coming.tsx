import { Link } from '@tanstack/react-router'
import { useDates, useSay } from '#web/calls/language.tsx'
import { LinkButton } from '#web/kit/button.tsx'
import { Alert } from '#web/kit/feedback.tsx'
import { Proposal } from '#web/kit/layout.tsx'
import { FirstOverload, MoreOverloads } from './board-overload.tsx'
import type { Board } from './board-queries.ts'
import { loadSaid } from './board-said.ts'
import { nameOf } from './proposal-names.ts'
import { Recent } from './signed.tsx'

/** Who has too much already, by name where they are few; what comes in one sentence, opened into what it follows from; who is left alone; what the figures lack. */
export function Coming({ board }: { board: Board }) {
  const { coming, leftAlone, unweighed, unverified, caseworkers } = board
  const say = useSay()
  const [first, ...more] = coming
  const isAnyOver = caseworkers.some(({ overNow }) => overNow === true)
  const [now, later] = [leftAlone.filter(({ week }) => week === 0), leftAlone.filter(({ week }) => week > 0)]
  const told = (alone: Board['leftAlone'][number]) => (
    <LeftAlone
      key={`${alone.caseworker.staffId}-${alone.givenTo?.staffId}-${alone.week}`}
      alone={alone}
      board={board}
    />
  )
  return (
    <>
      <OverNow board={board} />
      {now.map(told)}
      {first === undefined ? (
        <Proposal title={say(isAnyOver ? 'board.steadyTitle' : 'board.calmTitle')}>
          <Recent board={board} />
        </Proposal>
      ) : (
        <FirstOverload board={board} coming={first} />
      )}
      {later.map(told)}
      <MoreOverloads board={board} more={more} />
      {unweighed > 0 && (
        <Alert tone="warning" actions={<LinkButton to="/opsaetning">{say('board.unweighedFix')}</LinkButton>}>
          {say('board.unweighed', { count: unweighed })}
        </Alert>
      )}
      {unverified && (
        <p className="mg-quiet">
          {say('board.unverified')} <Link to="/opsaetning/tid-og-loft">{say('board.unverifiedSee')}</Link>
        </p>
      )}
    </>
  )
}

/** So many are named; more are counted. */
const namedOver = 4

/** Who has more than there is time for today, with a way to them in the table. */
function OverNow({ board: { caseworkers } }: { board: Board }) {
  const say = useSay()
  const dates = useDates()
  const over = caseworkers.filter(({ overNow }) => overNow === true)
  if (over.length === 0) return null
  const named = over.flatMap(each =>
    each.points.slice(0, 1).map(now => `${nameOf(each)} (${loadSaid(say, dates, now)})`),
  )
  const count = over.length
  const who = count > namedOver ? say('board.caseworkers', { count }) : dates.list(named)
  return (
    <p>
      {say('board.overNowLine', { count, who })}{' '}
      <Link to="/ledelse" search={{ vis: 'over' }} replace>
        {say('board.overNowSee', { count })}
      </Link>
    </p>
  )
}

/** Young people who have nobody, or will: whose they are, from when, and the way to give them somebody. */
function LeftAlone({
  alone,
  board: { today, caseworkers },
}: {
  alone: Board['leftAlone'][number]
  board: Board
}) {
  const say = useSay()
  const dates = useDates()
  const { caseworker, givenTo, cases, week, why, day, deputy } = alone
  const isNow = week === 0
  const about = { count: cases, name: nameOf(caseworker), day: dates.day(day, today) }
  const whose = givenTo ?? caseworker
  const isBarred = why === 'deputyBarred' && deputy !== null
  const kind = why === 'gone' ? 'Gone' : isBarred ? 'DeputyBarred' : 'Away'
  const reason = `board.alone${kind}${givenTo === null ? '' : 'Given'}` as const
  const onBoard = caseworkers.find(({ staffId }) => staffId === caseworker.staffId)
  const lastDay = onBoard?.lastDay ?? null
  // The caseworker stays: it is these young people alone whose last day there is known.
  const goesOn =
    why === 'gone' &&
    !isNow &&
    givenTo === null &&
    lastDay === null &&
    onBoard?.capacity.kind !== 'notCaseworker' &&
    onBoard !== undefined
  return (
    <Proposal
      title={say(isNow ? 'board.aloneNow' : 'board.alone', about)}
      actions={
        <LinkButton
          to="/ledelse/forslag/ny"
          search={
            goesOn
              ? { anledning: 'newCases', fra: day.toString() }
              : {
                  anledning: why === 'gone' ? 'leaves' : 'ill',
                  staff: String(whose.staffId),
                  fra: (isNow ? today : day).toString(),
                }
          }
        >
          {say('board.askProposal')}
        </LinkButton>
      }
    >
      <p className="mg-quiet">
        {reason === 'board.aloneGone' && lastDay !== null
          ? say('board.aloneStops', {
              count: cases,
              name: caseworker.givenName,
              day: dates.day(lastDay, today),
            })
          : say(reason, {
              count: cases,
              name: givenTo === null ? caseworker.givenName : nameOf(givenTo),
              deputy: deputy === null ? '' : nameOf(deputy),
            })}
      </p>
    </Proposal>
  )
}
