import { useState } from 'react'
import { useDates, useSay } from '#web/calls/language.tsx'
import { Bar } from '#web/kit/bars.tsx'
import { Card } from '#web/kit/layout.tsx'
import { loadSaid } from './board-said.ts'
import { type BoardCaseworker, isOver, loadOrder, shareOf } from './board-share.ts'
import { nameOf } from './proposal-names.ts'

/** A bar is as long as 120 % of the time; the mark stands at all of it. */
const longest = 1.2

/** The colleagues, those with most room first: young people are dropped on them, or given to them by their button. */
export function DropList({
  caseworkers,
  chosen,
  dragged,
  onMove,
}: {
  caseworkers: readonly BoardCaseworker[]
  chosen: readonly number[]
  dragged: readonly number[]
  onMove: (youthIds: readonly number[], toId: number) => void
}) {
  const say = useSay()
  const most = Number.MAX_VALUE
  const inOrder = caseworkers.toSorted(
    (a, b) => (loadOrder(a.points[0]) ?? most) - (loadOrder(b.points[0]) ?? most),
  )
  return (
    <Card title={say('board.dropTitle')}>
      <p className="mg-quiet">{say('board.dropHint')}</p>
      <ul className="mg-mates">
        {inOrder.map(caseworker => (
          <Target
            key={caseworker.staffId}
            caseworker={caseworker}
            chosen={chosen}
            dragged={dragged}
            onMove={onMove}
          />
        ))}
      </ul>
    </Card>
  )
}

function Target({
  caseworker,
  chosen,
  dragged,
  onMove,
}: {
  caseworker: BoardCaseworker
  chosen: readonly number[]
  dragged: readonly number[]
  onMove: (youthIds: readonly number[], toId: number) => void
}) {
  const say = useSay()
  const dates = useDates()
  const [isOnTop, setOnTop] = useState(false)
  const [now] = caseworker.points
  if (now === undefined) return null
  const share = shareOf(now)
  const load = loadSaid(say, dates, now)
  return (
    <li
      className={isOnTop ? 'mg-mate mg-mate-here' : 'mg-mate'}
      onDragOver={event => {
        if (dragged.length === 0) return
        event.preventDefault()
        event.dataTransfer.dropEffect = 'move'
        setOnTop(true)
      }}
      onDragLeave={() => setOnTop(false)}
      onDrop={event => {
        event.preventDefault()
        setOnTop(false)
        onMove(dragged, caseworker.staffId)
      }}
    >
      <button type="button" onClick={() => onMove(chosen, caseworker.staffId)}>
        <span>
          <span className="sr-only">{say('board.dropHere')}</span> {nameOf(caseworker)}
        </span>
        <span className={isOver(now) ? 'mg-number mg-board-over' : 'mg-number'}>{load}</span>
        {share !== null && (
          <Bar
            share={share / longest}
            mark={1 / longest}
            className={isOver(now) ? 'mg-bar-fill mg-bar-fill-danger' : 'mg-bar-fill'}
          />
        )}
      </button>
    </li>
  )
}
