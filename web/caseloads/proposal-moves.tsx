import { Link } from '@tanstack/react-router'
import { createContext, useContext, useId, useMemo, useState } from 'react'
import type { ProposedMove } from '#contract/proposals.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { Button } from '#web/kit/button.tsx'
import { Checkbox } from '#web/kit/checkbox.tsx'
import { columnsOf, DataTable } from '#web/kit/data-table.tsx'
import { Card } from '#web/kit/layout.tsx'
import { RowCard, RowCards } from '#web/kit/rows.tsx'
import { Tag } from '#web/kit/tag.tsx'
import { useTableRoom } from '#web/kit/use-wide.ts'
import { LockCell } from './lock-cell.tsx'
import { nameOf, type ReadProposal } from './proposal-names.ts'
import { Gain, Why } from './proposal-why.tsx'

const helper = columnsOf<ProposedMove>()

interface Props {
  proposal: ReadProposal
  chosen: ReadonlySet<number>
  onChoose: (chosen: ReadonlySet<number>) => void
}

/** What the table's cells are about: a column made anew with it would take the focus from whoever is in the table. */
const Around = createContext<Props | null>(null)

function useAround(): Props {
  const around = useContext(Around)
  if (around === null) throw new Error('a cell stands outside of the table of moves')
  return around
}

/** Every move: who, from whom to whom, why in one sentence, what it gains, and the lock for the next solving. */
export function Moves(props: Props) {
  const say = useSay()
  const hasRoom = useTableRoom()
  return (
    <Card title={say('proposals.movesTitle')} flush>
      {props.proposal.state === 'ready' && <ChooseMany {...props} />}
      <Around value={props}>{hasRoom ? <Table /> : <Cards />}</Around>
      <p className="mg-quiet mg-card-foot">{say('proposals.gainHint')}</p>
    </Card>
  )
}

/** Whoever accepts a few of many begins with none; the button that would change nothing is not there. */
function ChooseMany({ proposal, chosen, onChoose }: Props) {
  const say = useSay()
  const ids = proposal.moves.filter(({ to }) => to !== null).map(({ youthId }) => youthId)
  if (ids.length < 2) return null
  const isAll = ids.every(id => chosen.has(id))
  return (
    <div className="mg-card-foot">
      <Button onClick={() => onChoose(new Set(isAll ? [] : ids))}>
        {say(isAll ? 'proposals.chooseNone' : 'proposals.chooseAll')}
      </Button>
    </div>
  )
}

function Cards() {
  const say = useSay()
  const { proposal } = useAround()
  const isOpen = proposal.state === 'ready'
  return (
    <RowCards label={say('proposals.movesTable')}>
      {proposal.moves.map(move => (
        <RowCard key={move.youthId} title={<Who move={move} />} actions={isOpen && <Lock move={move} />}>
          <div>
            {say('proposals.fromTo', {
              from: move.from === null ? say('proposals.nobody') : nameOf(move.from),
              to: move.to === null ? say('proposals.waitingList') : nameOf(move.to),
            })}
          </div>
          <div>
            <Reason move={move} />
          </div>
          <div>
            {say('proposals.gain')}: <Gain move={move} />
          </div>
        </RowCard>
      ))}
    </RowCards>
  )
}

function Reason({ move }: { move: ProposedMove }) {
  return <Why move={move} today={useAround().proposal.today} />
}

function Lock({ move }: { move: ProposedMove }) {
  return <LockCell move={move} proposal={useAround().proposal} />
}

function Table() {
  const say = useSay()
  const { proposal } = useAround()
  const [sorting, setSorting] = useState<{ id: string; desc: boolean }[]>([])
  const isOpen = proposal.state === 'ready'
  const columns = useMemo(
    () =>
      helper.columns([
        helper.accessor(({ familyName, givenName }) => `${familyName} ${givenName}`, {
          id: 'youth',
          header: say('proposals.youth'),
          cell: ({ row: { original } }) => <Who move={original} />,
        }),
        helper.accessor(({ from }) => (from === null ? '' : nameOf(from)), {
          id: 'from',
          header: say('proposals.from'),
          cell: ({ getValue }) => getValue() || say('proposals.nobody'),
        }),
        helper.accessor(({ to }) => (to === null ? '' : nameOf(to)), {
          id: 'to',
          header: say('proposals.to'),
          cell: ({ getValue }) => getValue() || say('proposals.waitingList'),
        }),
        helper.accessor('why', {
          header: say('proposals.why'),
          enableSorting: false,
          cell: ({ row: { original } }) => <Reason move={original} />,
        }),
        helper.accessor('gain', {
          header: say('proposals.gain'),
          cell: ({ row: { original } }) => <Gain move={original} />,
        }),
        ...(isOpen
          ? [
              helper.display({
                id: 'lock',
                header: say('proposals.lock'),
                enableSorting: false,
                cell: ({ row: { original } }) => <Lock move={original} />,
              }),
            ]
          : []),
      ]),
    [say, isOpen],
  )
  return (
    <DataTable
      caption={say('proposals.movesTable')}
      columns={columns}
      data={proposal.moves}
      rowId={({ youthId }) => String(youthId)}
      sorting={sorting}
      onSortingChange={setSorting}
      widths={{ youth: '20%', why: '30%', gain: '15%', lock: '14%' }}
    />
  )
}

function Who({ move }: { move: ProposedMove }) {
  const say = useSay()
  const id = useId()
  const { proposal, chosen, onChoose } = useAround()
  const dates = useDates()
  const { youthId, to, state, hasChanged, beginsOn } = move
  const name = nameOf(move)
  return (
    <div className="mg-move-who">
      <Link to="/unge/$youthId" params={{ youthId: String(youthId) }}>
        {name}
      </Link>
      {proposal.state === 'ready' && to !== null && (
        <Checkbox
          id={id}
          name={`choose-${youthId}`}
          label={say('proposals.chooseOne', { name: move.givenName })}
          value={chosen.has(youthId)}
          onChange={isChosen => {
            const next = new Set(chosen)
            if (isChosen) next.add(youthId)
            else next.delete(youthId)
            onChoose(next)
          }}
        />
      )}
      {beginsOn !== null && (
        <Tag tone="info">{say('proposals.beginsOn', { day: dates.day(beginsOn, proposal.today) })}</Tag>
      )}
      {hasChanged && <Tag tone="warning">{say('proposals.hasChanged')}</Tag>}
      {state !== 'proposed' && (
        <Tag tone={state === 'carriedOut' ? 'good' : state === 'left' ? 'warning' : 'neutral'}>
          {say(`proposals.moveState_${state}`)}
        </Tag>
      )}
    </div>
  )
}
