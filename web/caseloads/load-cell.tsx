import { Link } from '@tanstack/react-router'
import { useDates, useSay } from '#web/calls/language.tsx'
import { absenceKindSaid, capacitySaid, ceilingSaid } from './board-said.ts'
import { type BoardCaseworker, isOver, shareOf } from './board-share.ts'
import { LoadBar, LoadFigure } from './load-bar.tsx'

/** The load of today: a bar with a mark at all of the time and the percent, or words where there is no number. */
export function LoadCell({ caseworker, today }: { caseworker: BoardCaseworker; today: Temporal.PlainDate }) {
  const say = useSay()
  const dates = useDates()
  const { capacity, points } = caseworker
  const [now] = points
  const words = capacitySaid(say, dates, today, caseworker)
  if (now === undefined || shareOf(now) === null || words !== null)
    return (
      <div className="mg-load-words">
        <strong className={now !== undefined && isOver(now) ? 'mg-board-over' : undefined}>
          {words?.word}
        </strong>
        {words?.more && <span className="mg-quiet mg-board-word">{words.more}</span>}
        {capacity.kind === 'unknown' && (
          <Link to="/medarbejdere/$staffId" params={{ staffId: String(caseworker.staffId) }}>
            {say('board.unknownFix')}
          </Link>
        )}
      </div>
    )
  const over = isOver(now)
  const off = caseworker.absences.find(
    ({ from, isLong }) => !isLong && Temporal.PlainDate.compare(from, today) <= 0,
  )
  const onboarding =
    capacity.kind === 'available' ? capacity.terms.find(term => term.kind === 'onboarding') : undefined
  return (
    <div className="mg-load">
      <LoadBar load={now} />
      <div>
        <LoadFigure load={now} />
        {over && now.of !== null && (
          <span className="mg-quiet mg-board-word">
            {say('board.tooMuch', { minutes: dates.count(now.minutes - now.of) })}
          </span>
        )}
        {off !== undefined && off.lastDay !== null && (
          <span className="mg-quiet mg-board-word">
            {say('board.absentUntil', {
              kind: absenceKindSaid(say, off),
              day: dates.shortDay(off.lastDay, today),
            })}
          </span>
        )}
        {onboarding !== undefined && (
          <span className="mg-quiet mg-board-word">
            {say('board.ofNew', { percent: dates.percent(onboarding.percent / 100) })}
          </span>
        )}
        <Ceilings caseworker={caseworker} today={today} />
      </div>
    </div>
  )
}

/** Only those that are reached or passed, or that somebody has made an exception from. */
function Ceilings({ caseworker, today }: { caseworker: BoardCaseworker; today: Temporal.PlainDate }) {
  const say = useSay()
  const dates = useDates()
  return caseworker.ceilings
    .filter(({ state, exception }) => state !== 'under' || exception !== null)
    .map(ceiling => (
      <span
        key={ceiling.ceilingId}
        className={ceiling.state === 'over' ? 'mg-board-word mg-board-over' : 'mg-board-word mg-quiet'}
      >
        {ceilingSaid(say, dates, today, ceiling)}
      </span>
    ))
}
