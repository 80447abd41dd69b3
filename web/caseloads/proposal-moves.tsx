import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useId, useMemo, useState } from 'react'
import { lockProposal, type ProposalLock, type ProposedMove } from '#contract/proposals.ts'
import { call } from '#web/calls/call.ts'
import { explainError, explainField } from '#web/calls/explain.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { Button } from '#web/kit/button.tsx'
import { Checkbox } from '#web/kit/checkbox.tsx'
import { columnsOf, DataTable } from '#web/kit/data-table.tsx'
import { Alert, useAnnounce } from '#web/kit/feedback.tsx'
import { Card } from '#web/kit/layout.tsx'
import { Tag } from '#web/kit/tag.tsx'
import { Select } from '#web/kit/text-field.tsx'
import { nameOf, type ReadProposal } from './proposal-names.ts'
import { proposalQuery } from './proposal-queries.ts'

const helper = columnsOf<ProposedMove>()

interface Props {
  proposal: ReadProposal
  chosen: ReadonlySet<number>
  onChoose: (chosen: ReadonlySet<number>) => void
}

/** Every move: who, from whom to whom, why in one sentence, what it gains, and the lock for the next solving. */
export function Moves({ proposal, chosen, onChoose }: Props) {
  const say = useSay()
  const dates = useDates()
  const [sorting, setSorting] = useState<{ id: string; desc: boolean }[]>([])
  const isOpen = proposal.state === 'ready'
  const columns = useMemo(
    () =>
      helper.columns([
        helper.accessor(({ familyName, givenName }) => `${familyName} ${givenName}`, {
          id: 'youth',
          header: say('proposals.youth'),
          cell: ({ row: { original } }) => (
            <Who move={original} chosen={chosen} onChoose={isOpen ? onChoose : null} />
          ),
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
          cell: ({ row: { original } }) => <Why move={original} />,
        }),
        helper.accessor('gain', {
          header: say('proposals.gain'),
          cell: ({ getValue }) => say('proposals.gainPoints', { points: dates.count(getValue()) }),
        }),
        ...(isOpen
          ? [
              helper.display({
                id: 'lock',
                header: say('proposals.lock'),
                enableSorting: false,
                cell: ({ row: { original } }) => <LockCell move={original} proposal={proposal} />,
              }),
            ]
          : []),
      ]),
    [say, dates, chosen, onChoose, isOpen, proposal],
  )
  return (
    <Card title={say('proposals.movesTitle')} flush>
      <DataTable
        caption={say('proposals.movesTable')}
        columns={columns}
        data={proposal.moves}
        rowId={({ youthId }) => String(youthId)}
        sorting={sorting}
        onSortingChange={setSorting}
        widths={{ youth: '20%', why: '30%', lock: '22%' }}
      />
    </Card>
  )
}

function Who({
  move,
  chosen,
  onChoose,
}: {
  move: ProposedMove
  chosen: ReadonlySet<number>
  onChoose: Props['onChoose'] | null
}) {
  const say = useSay()
  const id = useId()
  const { youthId, to, state, hasChanged } = move
  const name = nameOf(move)
  return (
    <div className="mg-move-who">
      <Link to="/unge/$youthId" params={{ youthId: String(youthId) }}>
        {name}
      </Link>
      {onChoose !== null && to !== null && (
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
      {hasChanged && <Tag tone="warning">{say('proposals.hasChanged')}</Tag>}
      {state !== 'proposed' && (
        <Tag tone={state === 'carriedOut' ? 'good' : state === 'left' ? 'warning' : 'neutral'}>
          {say(`proposals.moveState_${state}`)}
        </Tag>
      )}
    </div>
  )
}

function Why({ move: { why, from, to, givenName, state, leftBecause } }: { move: ProposedMove }) {
  const say = useSay()
  const words = { name: givenName, from: from?.givenName ?? '', to: to?.givenName ?? '' }
  if (state === 'left' && leftBecause !== null) return say(`proposals.left_${leftBecause}`, words)
  return to === null ? say('proposals.why_holderGoneNobody', words) : say(`proposals.why_${why}`, words)
}

function LockCell({ move, proposal }: { move: ProposedMove; proposal: ReadProposal }) {
  const say = useSay()
  const id = useId()
  const queries = useQueryClient()
  const announce = useAnnounce()
  const { proposalId, caseworkers, locks, occasion, about } = proposal
  const { youthId, from, why } = move
  const youth = nameOf(move)
  const lock = useMutation({
    mutationFn: (to: { kind: ProposalLock['kind']; staffId: number } | null) =>
      call(lockProposal, { proposalId, youthId, lock: to }),
    async onSuccess(_answer, to) {
      await queries.invalidateQueries({ queryKey: proposalQuery(String(proposalId)).queryKey })
      announce(say(to === null ? 'proposals.unlocked' : 'proposals.locked', { youth }))
    },
  })
  const mine = locks.find(each => each.youthId === youthId)
  // Nobody stays with whoever leaves, and nobody goes there.
  const gone = occasion === 'leaves' || occasion === 'ill' ? about?.staffId : undefined
  const stays = why !== 'holderGone' && caseworkers.some(({ staffId }) => staffId === from?.staffId)
  return (
    <div className="mg-move-lock">
      {mine === undefined ? (
        <>
          {from !== null && stays && (
            <Button
              look="secondary"
              busy={lock.isPending}
              aria-label={say('proposals.staysLong', { youth, name: nameOf(from) })}
              onClick={() => {
                lock.mutate({ kind: 'stays', staffId: from.staffId })
              }}
            >
              {say('proposals.stays', { name: from.givenName })}
            </Button>
          )}
          <Select
            id={id}
            name={`lock-${youthId}`}
            label={say('proposals.goesToLong', { youth })}
            hideLabel
            value=""
            empty={say('proposals.goesTo')}
            choices={caseworkers
              .filter(({ staffId }) => staffId !== from?.staffId && staffId !== gone)
              .map(each => ({ value: String(each.staffId), label: nameOf(each) }))}
            onChange={value => {
              if (value !== '') lock.mutate({ kind: 'goesTo', staffId: Number(value) })
            }}
          />
        </>
      ) : (
        <>
          <Tag tone="info">
            {mine.kind === 'stays'
              ? say('proposals.stays', { name: mine.staff.givenName })
              : `${say('proposals.goesTo')} ${mine.staff.givenName}`}
          </Tag>
          <Button
            look="plain"
            busy={lock.isPending}
            aria-label={say('proposals.unlockLong', { youth })}
            onClick={() => {
              lock.mutate(null)
            }}
          >
            {say('proposals.unlock')}
          </Button>
        </>
      )}
      {lock.error !== null && (
        <Alert tone="error" live>
          {lockFault(say, lock.error)}
        </Alert>
      )}
    </div>
  )
}

function lockFault(say: ReturnType<typeof useSay>, error: Error): string {
  const [fault] = 'fields' in error && Array.isArray(error.fields) ? error.fields : []
  return fault === undefined ? explainError(say, error) : explainField(say, fault)
}
