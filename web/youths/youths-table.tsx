import { type ReactNode, useMemo } from 'react'
import { type YouthColumn, type YouthRow, youthColumns, youthSorts } from '#contract/youths.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { columnsOf, DataTable } from '#web/kit/data-table.tsx'
import type { ListState } from './list-state.ts'
import { Caseworker, LastContact, Name, NextAppointment, NextDue, Phone } from './youth-cells.tsx'

const helper = columnsOf<YouthRow>()
const rowHeight = 64

/** Many young people, a row each; only the rows in sight are in the page. The server sorts. */
export function YouthsTable({
  rows,
  today,
  columns,
  sort,
  descending,
  onSort,
}: Pick<ListState, 'columns'> & {
  rows: readonly YouthRow[]
  today: Temporal.PlainDate
  /** Null for what has an order of its own, as the likeness of a search. */
  sort: ListState['sort'] | null
  descending: boolean
  onSort: ((sort: ListState['sort'], descending: boolean) => void) | null
}) {
  const say = useSay()
  const dates = useDates()
  const all = useMemo(() => {
    const cells: Record<YouthColumn, (youth: YouthRow) => ReactNode> = {
      age: youth => youth.age,
      birthDate: youth => dates.numeric(youth.birthDate),
      targetGroup: youth =>
        youth.targetGroup ? (
          <span className="mg-two-lines">{youth.targetGroup}</span>
        ) : (
          <span className="mg-quiet">{say('youths.notAssessed')}</span>
        ),
      programmes: youth => <span className="mg-two-lines">{youth.programmes.join(', ')}</span>,
      caseworker: youth => <Caseworker youth={youth} />,
      lastContact: youth => <LastContact youth={youth} today={today} />,
      nextDue: youth => <NextDue youth={youth} today={today} />,
      nextAppointment: youth => <NextAppointment youth={youth} today={today} />,
      phone: youth => <Phone youth={youth} />,
      address: youth => youth.address,
      benefit: youth => youth.benefit && say(`youths.${youth.benefit}_benefit`),
    }
    const canSort = (id: string) => onSort !== null && youthSorts.some(sort => sort === id)
    return helper.columns([
      helper.accessor('familyName', {
        id: 'name',
        header: say('youths.name'),
        enableSorting: canSort('name'),
        sortDescFirst: false,
        cell: ({ row: { original } }) => <Name youth={original} />,
      }),
      ...youthColumns.map(id =>
        helper.accessor('youthId', {
          id,
          header: say(`youths.${id}`),
          enableSorting: canSort(id),
          sortDescFirst: false,
          cell: ({ row: { original } }) => cells[id](original),
        }),
      ),
    ])
  }, [say, dates, today, onSort])
  return (
    <DataTable
      caption={say('youths.table')}
      columns={all}
      data={rows}
      rowId={({ youthId }) => String(youthId)}
      sorting={sort === null ? [] : [{ id: sort, desc: descending }]}
      onSortingChange={([first]) => {
        const next = youthSorts.find(each => each === first?.id)
        // A third press on a heading takes the order away: then names rule again.
        onSort?.(next ?? 'name', next === undefined ? false : first?.desc === true)
      }}
      sortedElsewhere
      hidden={youthColumns.filter(id => !columns.includes(id))}
      widths={{ name: '18%', age: '84px', birthDate: '120px', phone: '130px', lastContact: '150px' }}
      virtualRowHeight={rowHeight}
    />
  )
}
