import { useDates, useSay } from '#web/calls/language.tsx'
import type { Board } from './board-queries.ts'

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

/** What the recent weeks brought, which is not counted in. */
export function Recent({ board: { recent } }: { board: Board }) {
  const say = useSay()
  return (
    <p className="mg-quiet">
      {say('board.recent', { weeks: recent.weeks, opened: recent.opened, closed: recent.closed })}
    </p>
  )
}
