import { useState } from 'react'
import { useSay } from '#web/calls/language.tsx'
import { Card } from '#web/kit/layout.tsx'
import { type BoardCaseworker, loadOrder } from './board-share.ts'
import { LoadBar, LoadFigure } from './load-bar.tsx'
import { nameOf } from './proposal-names.ts'

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
  const [isOnTop, setOnTop] = useState(false)
  const [now] = caseworker.points
  if (now === undefined) return null
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
        <LoadFigure load={now} />
        <LoadBar load={now} />
      </button>
    </li>
  )
}
