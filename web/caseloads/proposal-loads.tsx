import { useMemo, useState } from 'react'
import type { LoadChange } from '#contract/proposals.ts'
import { useSay } from '#web/calls/language.tsx'
import { columnsOf, DataTable } from '#web/kit/data-table.tsx'
import { Card } from '#web/kit/layout.tsx'
import { RowCard, RowCards } from '#web/kit/rows.tsx'
import { useTableRoom } from '#web/kit/use-wide.ts'
import { nameOf, percentOf, type ReadProposal } from './proposal-names.ts'

const helper = columnsOf<LoadChange>()

type Outcome = NonNullable<ReadProposal['outcome']>
type When = 'before' | 'after'

/** Everybody's load as it is and as proposed; a table where there is room for one, else cards. */
export function Loads({ outcome }: { outcome: Outcome }) {
  const say = useSay()
  const hasRoom = useTableRoom()
  return (
    <Card title={say('proposals.loadsTitle')} flush>
      {hasRoom ? <Table outcome={outcome} /> : <Cards outcome={outcome} />}
    </Card>
  )
}

function Table({ outcome: { loads, standsIn } }: { outcome: Outcome }) {
  const say = useSay()
  const [sorting, setSorting] = useState([{ id: 'before', desc: true }])
  const columns = useMemo(() => {
    const load = (when: When) =>
      helper.accessor(row => percentOf(row[when], row.capacity), {
        id: when,
        header: say(`proposals.${when}`),
        cell: ({ row: { original } }) => <OneLoad load={original} when={when} />,
      })
    return helper.columns([
      helper.accessor(({ staff }) => nameOf(staff), {
        id: 'staff',
        header: say('proposals.caseworker'),
        cell: ({ row: { original } }) => (
          <>
            {nameOf(original.staff)}
            <Others load={original} standsIn={standsIn} />
          </>
        ),
      }),
      load('before'),
      load('after'),
    ])
  }, [say, standsIn])
  return (
    <DataTable
      caption={say('proposals.loadsTable')}
      columns={columns}
      data={loads}
      rowId={({ staff }) => String(staff.staffId)}
      sorting={sorting}
      onSortingChange={setSorting}
    />
  )
}

function Cards({ outcome: { loads, standsIn } }: { outcome: Outcome }) {
  const say = useSay()
  const most = loads.toSorted((a, b) => percentOf(b.before, b.capacity) - percentOf(a.before, a.capacity))
  return (
    <RowCards label={say('proposals.loadsTable')}>
      {most.map(load => (
        <RowCard key={load.staff.staffId} title={nameOf(load.staff)}>
          <Others load={load} standsIn={standsIn} />
          {(['before', 'after'] as const).map(when => (
            <div key={when}>
              {say(`proposals.${when}`)}: <OneLoad load={load} when={when} />
            </div>
          ))}
        </RowCard>
      ))}
    </RowCards>
  )
}

function OneLoad({ load, when }: { load: LoadChange; when: When }) {
  const say = useSay()
  const { cases: count } = load[when]
  return (
    <>
      {say('proposals.loadOf', { percent: percentOf(load[when], load.capacity) })}
      {' · '}
      {say('board.youths', { count })}
    </>
  )
}

/** How much of it they carry for colleagues who are away. */
function Others({ load: { staff, capacity }, standsIn }: { load: LoadChange } & Pick<Outcome, 'standsIn'>) {
  const say = useSay()
  const others = standsIn.find(each => each.staff.staffId === staff.staffId)
  if (others === undefined) return null
  return (
    <div className="mg-quiet">
      {say('proposals.standsIn', { count: others.cases, percent: percentOf(others, capacity) })}
    </div>
  )
}
