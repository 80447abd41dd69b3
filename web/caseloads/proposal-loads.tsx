import { useMemo, useState } from 'react'
import type { LoadChange } from '#contract/proposals.ts'
import { useSay } from '#web/calls/language.tsx'
import { columnsOf, DataTable } from '#web/kit/data-table.tsx'
import { Card } from '#web/kit/layout.tsx'
import { nameOf, percentOf, type ReadProposal } from './proposal-names.ts'

const helper = columnsOf<LoadChange>()

/** Everybody's load as it is and as proposed. */
export function Loads({ outcome: { loads, standsIn } }: { outcome: NonNullable<ReadProposal['outcome']> }) {
  const say = useSay()
  const [sorting, setSorting] = useState([{ id: 'before', desc: true }])
  const columns = useMemo(() => {
    const load = (when: 'before' | 'after') =>
      helper.accessor(row => percentOf(row[when], row.capacity), {
        id: when,
        header: say(`proposals.${when}`),
        cell: ({ row: { original }, getValue }) =>
          say('proposals.loadOf', { percent: getValue(), cases: original[when].cases }),
      })
    return helper.columns([
      helper.accessor(({ staff }) => nameOf(staff), {
        id: 'staff',
        header: say('proposals.caseworker'),
        cell: ({ row: { original } }) => {
          const others = standsIn.find(({ staff }) => staff.staffId === original.staff.staffId)
          return (
            <>
              {nameOf(original.staff)}
              {others !== undefined && (
                <div className="mg-quiet">
                  {say('proposals.standsIn', {
                    count: others.cases,
                    percent: percentOf(others, original.capacity),
                  })}
                </div>
              )}
            </>
          )
        },
      }),
      load('before'),
      load('after'),
    ])
  }, [say, standsIn])
  return (
    <Card title={say('proposals.loadsTitle')} flush>
      <DataTable
        caption={say('proposals.loadsTable')}
        columns={columns}
        data={loads}
        rowId={({ staff }) => String(staff.staffId)}
        sorting={sorting}
        onSortingChange={setSorting}
      />
    </Card>
  )
}
