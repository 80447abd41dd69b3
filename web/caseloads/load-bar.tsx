import { useDates, useSay } from '#web/calls/language.tsx'
import { Bar } from '#web/kit/bars.tsx'
import { classNames } from '#web/kit/class-names.ts'
import { loadSaid } from './board-said.ts'
import { type BoardPoint, isOver, shareOf } from './board-share.ts'

/** A bar is as long as 120 % of the time; the mark stands at all of it. */
const longest = 1.2

/**
 * A load as a bar, red where it is more than there is time for; nothing where it is no number. It illustrates what is
 * said in words beside it.
 *
 * @param minutes carried a month, of `of` for which there is time
 * @param isBefore that it was so before: grey, beside the one it becomes
 */
export function LoadBar({
  load,
  isBefore = false,
}: {
  load: { minutes: number; of: number | null }
  isBefore?: boolean
}) {
  const share = shareOf(load)
  if (share === null) return null
  const fill = isBefore ? 'mg-bar-fill-before' : isOver(load) && 'mg-bar-fill-danger'
  return <Bar share={share / longest} mark={1 / longest} className={classNames('mg-bar-fill', fill)} />
}

/** A load in words: a percent, red where it is too much, or why there is none. */
export function LoadFigure({ load }: { load: BoardPoint }) {
  const say = useSay()
  const dates = useDates()
  return (
    <strong className={classNames('mg-number', isOver(load) && 'mg-board-over')}>
      {loadSaid(say, dates, load)}
    </strong>
  )
}
