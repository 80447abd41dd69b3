import type { readProposal } from '#contract/proposals.ts'
import type { OutputOf } from '#contract/use-case.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { Button, ButtonRow } from '#web/kit/button.tsx'
import { Card } from '#web/kit/layout.tsx'
import { enoughOf } from './enough.ts'

type Outcome = NonNullable<OutputOf<typeof readProposal>['outcome']>

const width = 640
const height = 200
const margin = 8
/** About so many points are told in words and figures. */
const told = 8

/** What is gained with more and more moves, the best first: where the curve flattens, more moves win little. */
export function Curve({
  outcome: { curve, other },
  isForced,
  aloneWith,
  onChoose,
}: {
  outcome: Outcome
  /** Nobody in the proposal could stay: there is nothing to choose among. */
  isForced: boolean
  /** How many have nobody when only so many are chosen, the best first. */
  aloneWith: (count: number) => number
  /** Chooses so many, the best first; null where nothing can be chosen any more. */
  onChoose: ((count: number) => void) | null
}) {
  const say = useSay()
  const dates = useDates()
  const first = curve[0]
  const last = curve.at(-1)
  if (first === undefined || last === undefined || last.moves === 0) return null
  // Where others may be moved too, that lies further to the right.
  const beyond = other !== null && other.moves > last.moves ? other : null
  const gains = curve.map(({ moves, points }) => ({ moves, gain: first.points - points }))
  const all = first.points - last.points
  const mostMoves = Math.max(last.moves, beyond?.moves ?? 0)
  const mostGain = Math.max(1, ...gains.map(({ gain }) => gain), beyond?.saved ?? 0)
  const leastGain = Math.min(0, ...gains.map(({ gain }) => gain))
  const x = (moves: number) => margin + ((width - 2 * margin) * moves) / mostMoves
  const y = (gain: number) =>
    height - margin - ((height - 2 * margin) * (gain - leastGain)) / (mostGain - leastGain)
  const { moves: some, share } = enoughOf(curve)
  const percentOf = (gain: number) => (all <= 0 ? 100 : Math.round((gain * 100) / all))
  const few = gains.filter(
    ({ moves }) =>
      moves === some || moves % Math.max(1, Math.ceil(last.moves / told)) === 0 || moves === last.moves,
  )
  const words = few.map(({ moves, gain }) => say('proposals.curvePoint', { moves, percent: percentOf(gain) }))
  return (
    <Card title={say('proposals.curveTitle')}>
      <p>
        {isForced
          ? say('proposals.curveForced', { count: last.moves })
          : say('proposals.curveText', { some, all: last.moves, percent: Math.round(share * 100) })}
        {beyond !== null && ` ${say('proposals.curveOther')}`}
      </p>
      <svg
        className="mg-curve"
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={say('proposals.curveAlt', { points: words.join('; ') })}
      >
        {beyond !== null && (
          <>
            <line
              className="mg-curve-beyond"
              x1={x(last.moves)}
              y1={y(all)}
              x2={x(beyond.moves)}
              y2={y(beyond.saved)}
            />
            <circle className="mg-curve-mark" cx={x(beyond.moves)} cy={y(beyond.saved)} r={5} />
          </>
        )}
        <polyline
          className="mg-curve-line"
          points={gains.map(({ moves, gain }) => `${x(moves)},${y(gain)}`).join(' ')}
        />
        <circle
          className="mg-curve-mark"
          cx={x(isForced ? last.moves : some)}
          cy={y((isForced ? undefined : gains.find(({ moves }) => moves === some)?.gain) ?? all)}
          r={6}
        />
      </svg>
      <div className="mg-curve-axis mg-quiet">
        <span>0</span>
        <span>{say('proposals.curveMoves')}</span>
        <span>{mostMoves}</span>
      </div>
      <details>
        <summary>{say('proposals.curveTable')}</summary>
        <table className="mg-curve-table">
          <thead>
            <tr>
              <th scope="col">{say('proposals.curveMovesHead')}</th>
              <th scope="col">{say('proposals.curveShare')}</th>
              <th scope="col">{say('proposals.curveGain')}</th>
            </tr>
          </thead>
          <tbody>
            {[...few, ...(beyond === null ? [] : [{ moves: beyond.moves, gain: beyond.saved }])].map(
              ({ moves, gain }) => (
                <tr key={moves}>
                  <td>{moves}</td>
                  <td>{dates.percent(percentOf(gain) / 100)}</td>
                  <td>{say('proposals.gainPoints', { points: dates.count(gain) })}</td>
                </tr>
              ),
            )}
          </tbody>
        </table>
      </details>
      {onChoose !== null && !isForced && some < last.moves && (
        <>
          {aloneWith(some) > 0 && <p>{say('proposals.curveAlone', { count: aloneWith(some), some })}</p>}
          <ButtonRow>
            <Button onClick={() => onChoose(some)}>{say('proposals.curveChoose', { count: some })}</Button>
            <Button onClick={() => onChoose(last.moves)}>{say('proposals.chooseAll')}</Button>
          </ButtonRow>
        </>
      )}
    </Card>
  )
}
