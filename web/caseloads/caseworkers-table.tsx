import { useMemo, useState } from 'react'
import type { Caseworker } from '#contract/caseloads.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { columnsOf, DataTable } from '#web/kit/data-table.tsx'
import { RowCard, RowCards } from '#web/kit/rows.tsx'
import { Tag } from '#web/kit/tag.tsx'
import { useWideTableRoom } from '#web/kit/use-wide.ts'
import { KeptCell, keptShareOf } from './kept-cell.tsx'
import { OrderChoice } from './order-choice.tsx'
import { nameOf } from './proposal-names.ts'

const helper = columnsOf<Caseworker>()

interface Props {
  caseworkers: readonly Caseworker[]
  today: Temporal.PlainDate
}

/**
 * Every caseworker: how many young people, how the promise and the law were kept, what is overdue now. A table where
 * there is room for one, else cards.
 */
export function CaseworkersTable(props: Props) {
  const hasRoom = useWideTableRoom()
  return hasRoom ? <Table {...props} /> : <Cards {...props} />
}

const overdueOf = ({ overduePromise, overdueStatutory }: Caseworker) => overduePromise + overdueStatutory

function Table({ caseworkers, today }: Props) {
  const say = useSay()
  const [sorting, setSorting] = useState([{ id: 'name', desc: false }])
  const columns = useMemo(
    () =>
      helper.columns([
        helper.accessor(nameOf, {
          id: 'name',
          header: say('caseloads.caseworker'),
          cell: ({ row }) => <Who caseworker={row.original} today={today} />,
        }),
        helper.accessor('youths', { header: say('caseloads.youthCount') }),
        helper.accessor(({ promise }) => keptShareOf(promise), {
          id: 'promise',
          header: say('caseloads.promiseKept'),
          cell: ({ row }) => <KeptCell kept={row.original.promise} />,
        }),
        helper.accessor(({ statutory }) => keptShareOf(statutory), {
          id: 'statutory',
          header: say('caseloads.statutoryKept'),
          cell: ({ row }) => <KeptCell kept={row.original.statutory} />,
        }),
        helper.accessor(overdueOf, {
          id: 'overdue',
          header: say('caseloads.overdueNow'),
          cell: ({ row }) => <Overdue caseworker={row.original} />,
        }),
      ]),
    [say, today],
  )
  return (
    <DataTable
      caption={say('caseloads.table')}
      columns={columns}
      data={caseworkers}
      rowId={({ staffId }) => String(staffId)}
      sorting={sorting}
      onSortingChange={setSorting}
    />
  )
}

const orders = {
  overdue: overdueOf,
  youths: ({ youths }: Caseworker) => youths,
  promise: ({ promise }: Caseworker) => leastFirst(promise),
  statutory: ({ statutory }: Caseworker) => leastFirst(statutory),
} as const
const orderNames = ['name', 'youths', 'promise', 'statutory', 'overdue'] as const
type Order = (typeof orderNames)[number]

/** Whoever kept least comes first, and nothing due last. */
function leastFirst(kept: Caseworker['promise']): number {
  return kept.due === 0 ? Number.NEGATIVE_INFINITY : -keptShareOf(kept)
}

/** They come by name. */
function inOrder(caseworkers: readonly Caseworker[], order: Order): readonly Caseworker[] {
  return order === 'name' ? caseworkers : caseworkers.toSorted((a, b) => orders[order](b) - orders[order](a))
}

function Cards({ caseworkers, today }: Props) {
  const say = useSay()
  const [order, setOrder] = useState<Order>('name')
  const names: Record<Order, string> = {
    name: say('caseloads.caseworker'),
    youths: say('caseloads.youthCount'),
    promise: say('caseloads.promiseLeast'),
    statutory: say('caseloads.statutoryLeast'),
    overdue: say('caseloads.overdueNow'),
  }
  return (
    <>
      <div className="mg-card-foot">
        <OrderChoice orders={orderNames} names={names} order={order} onOrder={setOrder} />
      </div>
      <RowCards label={say('caseloads.table')}>
        {inOrder(caseworkers, order).map(caseworker => (
          <RowCard
            key={caseworker.staffId}
            title={nameOf(caseworker)}
            aside={say('caseloads.youths', { count: caseworker.youths })}
          >
            <Facts caseworker={caseworker} today={today} />
            <dl className="mg-board-more">
              <div>
                <dt>{say('caseloads.promiseKept')}</dt>
                <dd>
                  <KeptCell kept={caseworker.promise} />
                </dd>
              </div>
              <div>
                <dt>{say('caseloads.statutoryKept')}</dt>
                <dd>
                  <KeptCell kept={caseworker.statutory} />
                </dd>
              </div>
              <div>
                <dt>{say('caseloads.overdueNow')}</dt>
                <dd>
                  <Overdue caseworker={caseworker} />
                </dd>
              </div>
            </dl>
          </RowCard>
        ))}
      </RowCards>
    </>
  )
}

function Overdue({ caseworker }: { caseworker: Caseworker }) {
  const say = useSay()
  const { overduePromise: promise, overdueStatutory: statutory } = caseworker
  return overdueOf(caseworker) === 0 ? (
    <span className="mg-quiet">{say('caseloads.none')}</span>
  ) : (
    say('caseloads.overdueBoth', { promise, statutory })
  )
}

interface OneProps {
  caseworker: Caseworker
  today: Temporal.PlainDate
}

function Who({ caseworker, today }: OneProps) {
  return (
    <>
      <strong>{nameOf(caseworker)}</strong>
      <Facts caseworker={caseworker} today={today} />
    </>
  )
}

/** Hours, programme, and that somebody is away. */
function Facts({ caseworker, today }: OneProps) {
  const say = useSay()
  const dates = useDates()
  const { weeklyMinutes, programmes, absence } = caseworker
  const hours =
    weeklyMinutes === null
      ? say('caseloads.hoursUnknown')
      : say('caseloads.hours', { hours: Math.round(weeklyMinutes / 6) / 10 })
  return (
    <>
      <div className="mg-quiet mg-caseworker-detail">
        {[hours, programmes[0]].filter(Boolean).join(' · ')}
      </div>
      {absence && (
        <Tag>
          {absence.lastDay
            ? say('caseloads.absentUntil', { day: dates.day(absence.lastDay, today) })
            : say('caseloads.absent')}
        </Tag>
      )}
    </>
  )
}
