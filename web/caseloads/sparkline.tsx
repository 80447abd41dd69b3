import { useState } from 'react'
import { fullestWeek } from '#domain/caseload/try-moves.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { Dialog } from '#web/kit/feedback.tsx'
import { loadSaid, noNumberSaid } from './board-said.ts'
import {
  type BoardCaseworker,
  type BoardPoint,
  expectedShare,
  firstDayAt,
  isOver,
  shareOf,
} from './board-share.ts'
import { nameOf } from './proposal-names.ts'

const width = 160
const height = 36
/** What is shown of a load: shares outside of it lie on the edge. */
const [least, most] = [0.4, 1.3]

const y = (share: number) => {
  const part = (Math.min(most, Math.max(least, share)) - least) / (most - least)
  return Math.round((height - 3 - part * (height - 6)) * 10) / 10
}

interface Props {
  caseworker: BoardCaseworker
  weeks: readonly Temporal.PlainDate[]
  today: Temporal.PlainDate
}

/** Twelve weeks at a glance: a button whose name says them, and which opens them as figures. */
export function Sparkline(props: Props) {
  const { caseworker, weeks, today } = props
  const say = useSay()
  const dates = useDates()
  const [open, setOpen] = useState(false)
  const told = useTold(props)
  const name = nameOf(caseworker)
  return (
    <>
      <button
        type="button"
        className="mg-spark"
        aria-haspopup="dialog"
        aria-label={say('board.openWeeks', { name, told })}
        onClick={() => setOpen(true)}
      >
        <Curve points={caseworker.points} />
      </button>
      <Dialog open={open} onClose={() => setOpen(false)} title={say('board.weeksTitle', { name })}>
        <WeeksTable points={caseworker.points} weeks={weeks} today={today} caption={told} />
      </Dialog>
      <Outlook caseworker={caseworker} weeks={weeks} said={day => dates.shortDay(day, today)} />
    </>
  )
}

/** The twelve weeks in a sentence, beside the line. */
export function WeeksTold(props: Props) {
  return <p>{useTold(props)}</p>
}

/** "Nu 103 %. Højst 117 % 21. december." and from when there is no number. */
function useTold({ caseworker, weeks, today }: Props): string {
  const say = useSay()
  const dates = useDates()
  const { points } = caseworker
  const [now] = points
  if (now === undefined) return ''
  const fullest = fullestWeek(points)
  const peak = fullest === null ? undefined : points[fullest]
  const gone = points.findIndex(({ of }, week) => of === null && points[week - 1]?.of != null)
  const day = (week: number) => dates.day(weeks[week] ?? today, today)
  return [
    peak === undefined || fullest === null
      ? loadSaid(say, dates, now)
      : say('board.aheadTold', {
          now: loadSaid(say, dates, now),
          most: loadSaid(say, dates, peak),
          day: fullest === 0 ? say('board.thisWeek') : day(fullest),
        }),
    ...points.slice(gone, gone < 0 ? 0 : gone + 1).map(point =>
      say('board.aheadToldWord', {
        word: loadSaid(say, dates, point),
        day: dates.day(firstDayAt(caseworker, weeks, gone) ?? today, today),
      }),
    ),
  ].join(' ')
}

/** What matters of it in words: from when it is too much, or perhaps. */
function Outlook({
  caseworker,
  weeks,
  said,
}: {
  caseworker: BoardCaseworker
  weeks: readonly Temporal.PlainDate[]
  said: (day: Temporal.PlainDate) => string
}) {
  const say = useSay()
  const { overNow, overFromWeek, perhapsFromWeek } = caseworker
  if (overNow === true) return null
  const sure = firstDayAt(caseworker, weeks, overFromWeek ?? -1)
  const perhaps = firstDayAt(caseworker, weeks, perhapsFromWeek ?? -1)
  if (sure !== undefined)
    return <div className="mg-board-word mg-board-over">{say('board.overFrom', { day: said(sure) })}</div>
  if (perhaps !== undefined)
    return <div className="mg-board-word mg-quiet">{say('board.perhapsFrom', { day: said(perhaps) })}</div>
  return null
}

/** Runs of weeks that have a number, as points of a line. */
function runs(points: readonly BoardPoint[], share: (point: BoardPoint) => number | null): string[] {
  const lines: string[][] = [[]]
  for (const [week, point] of points.entries()) {
    const at = share(point)
    if (at === null) lines.push([])
    else lines.at(-1)?.push(`${x(points.length, week)},${y(at)}`)
  }
  return lines.flatMap(line =>
    line.length === 0 ? [] : [line.length === 1 ? `${line[0]} ${line[0]}` : line.join(' ')],
  )
}

const x = (count: number, week: number) =>
  Math.round((2 + ((width - 4) * week) / Math.max(1, count - 1)) * 10) / 10

/** The line at all of the time, what is known, what is expected, and grey where there is no number. */
function Curve({ points }: { points: readonly BoardPoint[] }) {
  const say = useSay()
  const half = (width - 4) / Math.max(1, points.length - 1) / 2
  const gaps = points.flatMap((point, week) => (shareOf(point) === null ? [week] : []))
  const [first, last] = [gaps[0], gaps.at(-1)]
  const isOne = first !== undefined && last !== undefined && last - first + 1 === gaps.length
  const tone = points.some(isOver) ? 'mg-spark-line mg-spark-line-over' : 'mg-spark-line'
  return (
    <svg viewBox={`0 0 ${width} ${height}`} width={width} height={height} aria-hidden="true">
      <line className="mg-spark-all" x1="0" x2={width} y1={y(1)} y2={y(1)} />
      {runs(points, expectedShare).map(line => (
        <polyline key={line} className="mg-spark-expected" points={line} />
      ))}
      {runs(points, shareOf).map(line => (
        <polyline key={line} className={tone} points={line} />
      ))}
      {isOne && (
        <g>
          <rect
            className="mg-spark-gap"
            x={Math.max(0, x(points.length, first) - half)}
            y="2"
            width={
              Math.min(width, x(points.length, last) + half) - Math.max(0, x(points.length, first) - half)
            }
            height={height - 4}
          />
          {last - first >= 6 && (
            <text
              className="mg-spark-word"
              x={(x(points.length, first) + x(points.length, last)) / 2}
              y={height / 2 + 4}
              textAnchor="middle"
            >
              {noNumberSaid(say, points[first]?.capacity ?? 'away')}
            </text>
          )}
        </g>
      )}
    </svg>
  )
}

/** The same as figures. */
export function WeeksTable({
  points,
  weeks,
  today,
  caption,
}: {
  points: readonly BoardPoint[]
  weeks: readonly Temporal.PlainDate[]
  today: Temporal.PlainDate
  caption: string
}) {
  const say = useSay()
  const dates = useDates()
  return (
    <div className="mg-table-frame">
      <table className="mg-table mg-figures">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{say('board.weekDay')}</th>
            <th scope="col">{say('board.weekKnown')}</th>
            <th scope="col">{say('board.weekMinutes')}</th>
            <th scope="col">{say('board.weekExpected')}</th>
          </tr>
        </thead>
        <tbody>
          {points.map((point, week) => {
            const day = weeks[week]
            const expected = expectedShare(point)
            return (
              <tr key={day?.toString()}>
                <th scope="row">
                  {week === 0 || day === undefined ? say('board.thisWeek') : dates.shortDay(day, today)}
                </th>
                <td className={isOver(point) ? 'mg-board-over' : undefined}>{loadSaid(say, dates, point)}</td>
                <td>{dates.count(point.minutes)}</td>
                <td>{expected === null ? '' : dates.percent(expected)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
