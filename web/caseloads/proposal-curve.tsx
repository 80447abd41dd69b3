import { useDates, useSay } from '#web/calls/language.tsx'
import { Button, ButtonRow } from '#web/kit/button.tsx'
import { Card } from '#web/kit/layout.tsx'
import { enoughOf } from './enough.ts'

interface Point {
  moves: number
  points: number
}

const width = 640
const height = 200
const margin = 8

/** What is left to pay after each move, the best first: where the curve flattens, more moves win little. */
export function Curve({
  curve,
  onChoose,
}: {
  curve: readonly Point[]
  /** Chooses so many, the best first; null where nothing can be chosen any more. */
  onChoose: ((count: number) => void) | null
}) {
  const say = useSay()
  const dates = useDates()
  const first = curve[0]
  const last = curve.at(-1)
  if (first === undefined || last === undefined || last.moves === 0) return null
  const least = Math.min(...curve.map(({ points }) => points))
  const most = Math.max(...curve.map(({ points }) => points))
  const x = (moves: number) => margin + ((width - 2 * margin) * moves) / last.moves
  const y = (points: number) =>
    height - margin - ((height - 2 * margin) * (points - least)) / Math.max(1, most - least)
  const { moves: some, share } = enoughOf(curve)
  const told = curve.filter(
    ({ moves }) =>
      moves === some || moves % Math.max(1, Math.ceil(last.moves / 8)) === 0 || moves === last.moves,
  )
  const words = told.map(({ moves, points }) =>
    say('proposals.curvePoint', { moves, points: dates.count(points) }),
  )
  return (
    <Card title={say('proposals.curveTitle')}>
      <p>{say('proposals.curveText', { some, all: last.moves, percent: Math.round(share * 100) })}</p>
      <svg
        className="mg-curve"
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={say('proposals.curveAlt', { points: words.join('; ') })}
      >
        <polyline
          className="mg-curve-line"
          points={curve.map(({ moves, points }) => `${x(moves)},${y(points)}`).join(' ')}
        />
        <circle
          className="mg-curve-mark"
          cx={x(some)}
          cy={y(curve.find(({ moves }) => moves === some)?.points ?? least)}
          r={6}
        />
      </svg>
      <div className="mg-curve-axis mg-quiet">
        <span>0</span>
        <span>{say('proposals.curveMoves')}</span>
        <span>{last.moves}</span>
      </div>
      {onChoose !== null && some < last.moves && (
        <ButtonRow>
          <Button onClick={() => onChoose(some)}>{say('proposals.curveChoose', { count: some })}</Button>
          <Button onClick={() => onChoose(last.moves)}>{say('proposals.chooseAll')}</Button>
        </ButtonRow>
      )}
    </Card>
  )
}
