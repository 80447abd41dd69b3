import { useMemo, useState } from 'react'
import type { Caseworker } from '#contract/caseloads.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { columnsOf, DataTable } from '#web/kit/data-table.tsx'
import { Tag } from '#web/kit/tag.tsx'
import { KeptCell, keptShareOf } from './kept-cell.tsx'
import { nameOf } from './proposal-names.ts'

const helper = columnsOf<Caseworker>()

/** Every caseworker: how many young people, how the promise and the law were kept, what is overdue now. */
export function CaseworkersTable({
  caseworkers,
  today,
}: {
  caseworkers: readonly Caseworker[]
  today: Temporal.PlainDate
}) {
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
        helper.accessor(({ overduePromise, overdueStatutory }) => overduePromise + overdueStatutory, {
          id: 'overdue',
          header: say('caseloads.overdueNow'),
          cell: ({ row: { original } }) =>
            original.overduePromise + original.overdueStatutory === 0 ? (
              <span className="mg-quiet">{say('caseloads.none')}</span>
            ) : (
              say('caseloads.overdueBoth', {
                promise: original.overduePromise,
                statutory: original.overdueStatutory,
              })
            ),
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

function Who({ caseworker, today }: { caseworker: Caseworker; today: Temporal.PlainDate }) {
  const say = useSay()
  const dates = useDates()
  const { weeklyMinutes, programmes, absence } = caseworker
  const hours =
    weeklyMinutes === null
      ? say('caseloads.hoursUnknown')
      : say('caseloads.hours', { hours: Math.round(weeklyMinutes / 6) / 10 })
  return (
    <>
      <strong>{nameOf(caseworker)}</strong>
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
