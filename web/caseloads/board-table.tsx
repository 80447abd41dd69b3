import { Link } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { inDanishOrder } from '#domain/person/danish-order.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { LinkButton } from '#web/kit/button.tsx'
import { columnsOf, DataTable } from '#web/kit/data-table.tsx'
import { RowCard, RowCards } from '#web/kit/rows.tsx'
import { useWideTableRoom } from '#web/kit/use-wide.ts'
import type { Board } from './board-queries.ts'
import { factsOf } from './board-said.ts'
import { type BoardCaseworker, loadOrder } from './board-share.ts'
import { KeptCell, keptShareOf } from './kept-cell.tsx'
import { LoadCell } from './load-cell.tsx'
import { OrderChoice } from './order-choice.tsx'
import { nameOf } from './proposal-names.ts'
import { Sparkline } from './sparkline.tsx'

const helper = columnsOf<BoardCaseworker>()

/** Everybody with their load; a table where there is room for one, else cards. */
export function BoardTable({ board, rows }: { board: Board; rows: readonly BoardCaseworker[] }) {
  const hasRoom = useWideTableRoom()
  return hasRoom ? <Table board={board} rows={rows} /> : <Cards board={board} rows={rows} />
}

const mostAhead = ({ points }: BoardCaseworker) =>
  points.reduce<number | null>((most, point) => {
    const here = loadOrder(point)
    return here === null || (most !== null && most >= here) ? most : here
  }, null)

function Table({ board: { weeks, today }, rows }: { board: Board; rows: readonly BoardCaseworker[] }) {
  const say = useSay()
  const [sorting, setSorting] = useState([{ id: 'load', desc: true }])
  const columns = useMemo(
    () =>
      helper.columns([
        helper.accessor(nameOf, {
          id: 'name',
          header: say('board.name'),
          cell: ({ row }) => <Who caseworker={row.original} today={today} />,
        }),
        helper.accessor(({ held }) => held.cases, {
          id: 'youths',
          header: say('board.youthCount'),
          cell: ({ row }) => <Youths caseworker={row.original} />,
        }),
        helper.accessor(({ points }) => loadOrder(points[0]), {
          id: 'load',
          header: say('board.load'),
          cell: ({ row }) => <LoadCell caseworker={row.original} today={today} />,
        }),
        helper.accessor(mostAhead, {
          id: 'ahead',
          header: say('board.ahead'),
          cell: ({ row }) => <Sparkline caseworker={row.original} weeks={weeks} today={today} />,
        }),
        helper.accessor(({ changed }) => changed.changes, {
          id: 'changes',
          header: say('board.changes'),
          cell: ({ row }) => <Changes caseworker={row.original} />,
        }),
        helper.accessor(({ promise }) => keptShareOf(promise), {
          id: 'promise',
          header: say('board.promise'),
          cell: ({ row }) => <KeptCell kept={row.original.promise} />,
        }),
        helper.display({
          id: 'move',
          header: () => <span className="sr-only">{say('board.move')}</span>,
          enableSorting: false,
          cell: ({ row }) => <MoveLink caseworker={row.original} />,
        }),
      ]),
    [say, today, weeks],
  )
  return (
    <div className="mg-board">
      <DataTable
        caption={say('board.table')}
        columns={columns}
        data={rows}
        rowId={({ staffId }) => String(staffId)}
        sorting={sorting}
        onSortingChange={setSorting}
        widths={{ load: '29%', name: '20%' }}
      />
    </div>
  )
}

const orders = {
  load: ({ points }: BoardCaseworker) => loadOrder(points[0]),
  ahead: mostAhead,
  youths: ({ held }: BoardCaseworker) => held.cases,
  changes: ({ changed }: BoardCaseworker) => changed.changes,
} as const
const orderNames = ['load', 'ahead', 'youths', 'changes', 'name'] as const
type Order = (typeof orderNames)[number]

function inOrder(rows: readonly BoardCaseworker[], order: Order): BoardCaseworker[] {
  return rows.toSorted((a, b) => {
    const by = order === 'name' ? 0 : (orders[order](b) ?? -1) - (orders[order](a) ?? -1)
    return by === 0 ? inDanishOrder(nameOf(a), nameOf(b)) : by
  })
}

function Cards({ board: { weeks, today }, rows }: { board: Board; rows: readonly BoardCaseworker[] }) {
  const say = useSay()
  const [order, setOrder] = useState<Order>('load')
  const names: Record<Order, string> = {
    load: say('board.load'),
    ahead: say('board.ahead'),
    youths: say('board.youthCount'),
    changes: say('board.changes'),
    name: say('board.name'),
  }
  return (
    <>
      <OrderChoice orders={orderNames} names={names} order={order} onOrder={setOrder} />
      <RowCards label={say('board.table')}>
        {inOrder(rows, order).map(caseworker => (
          <RowCard
            key={caseworker.staffId}
            title={<NameLink caseworker={caseworker} />}
            aside={say('board.youths', { count: caseworker.held.cases })}
            actions={<MoveLink caseworker={caseworker} />}
          >
            <Facts caseworker={caseworker} today={today} />
            <LoadCell caseworker={caseworker} today={today} />
            <Sparkline caseworker={caseworker} weeks={weeks} today={today} />
            <dl className="mg-board-more">
              <div>
                <dt>{say('board.changes')}</dt>
                <dd>
                  <Changes caseworker={caseworker} />
                </dd>
              </div>
              <div>
                <dt>{say('board.promise')}</dt>
                <dd>
                  <KeptCell kept={caseworker.promise} />
                </dd>
              </div>
            </dl>
          </RowCard>
        ))}
      </RowCards>
    </>
  )
}

function NameLink({ caseworker }: { caseworker: BoardCaseworker }) {
  return (
    <Link to="/ledelse/raadgiver/$staffId" params={{ staffId: String(caseworker.staffId) }}>
      {nameOf(caseworker)}
    </Link>
  )
}

function Facts({ caseworker, today }: { caseworker: BoardCaseworker; today: Temporal.PlainDate }) {
  const say = useSay()
  const dates = useDates()
  return (
    <div className="mg-quiet mg-caseworker-detail">{factsOf(say, dates, today, caseworker).join(' · ')}</div>
  )
}

function Who({ caseworker, today }: { caseworker: BoardCaseworker; today: Temporal.PlainDate }) {
  return (
    <>
      <NameLink caseworker={caseworker} />
      <Facts caseworker={caseworker} today={today} />
    </>
  )
}

function Youths({ caseworker: { held, standsIn } }: { caseworker: BoardCaseworker }) {
  const say = useSay()
  return (
    <>
      {held.cases}
      {standsIn.cases > 0 && (
        <div className="mg-quiet mg-board-word">{say('board.standsInFor', { count: standsIn.cases })}</div>
      )}
    </>
  )
}

function Changes({ caseworker: { changed } }: { caseworker: BoardCaseworker }) {
  const say = useSay()
  const { cases: count, changes } = changed
  if (changes === 0) return <span className="mg-quiet">{say('board.noChanges')}</span>
  return (
    <>
      {changes}
      {changes !== count && <div className="mg-quiet mg-board-word">{say('board.changesOf', { count })}</div>}
    </>
  )
}

function MoveLink({ caseworker }: { caseworker: BoardCaseworker }) {
  const say = useSay()
  if (caseworker.held.cases === 0) return null
  return (
    <LinkButton
      to="/ledelse/raadgiver/$staffId"
      params={{ staffId: String(caseworker.staffId) }}
      aria-label={say('board.moveLong', { name: nameOf(caseworker) })}
    >
      {say('board.move')}
    </LinkButton>
  )
}
