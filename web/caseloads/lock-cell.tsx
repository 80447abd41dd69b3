import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useEffect, useId, useRef, useState } from 'react'
import { Cannot, lockProposal, type ProposalLock, type ProposedMove } from '#contract/proposals.ts'
import { CallError, call } from '#web/calls/call.ts'
import { explainError, explainField } from '#web/calls/explain.ts'
import { useSay } from '#web/calls/language.tsx'
import { Button, ButtonRow } from '#web/kit/button.tsx'
import { Alert, Dialog, useAnnounce } from '#web/kit/feedback.tsx'
import { Tag } from '#web/kit/tag.tsx'
import { Select } from '#web/kit/text-field.tsx'
import { nameOf, type ReadProposal } from './proposal-names.ts'
import { proposalQuery } from './proposal-queries.ts'
import { useCannotWords } from './use-cannot-words.ts'
import { useFocusAfter } from './use-focus-after.ts'

/** Locks somebody of a proposal, or takes the lock away; says so when it is done. */
function useLock(
  { proposalId }: ReadProposal,
  move: { youthId: number; givenName: string; familyName: string },
  onLocked: () => void = () => undefined,
) {
  const say = useSay()
  const queries = useQueryClient()
  const announce = useAnnounce()
  const { youthId } = move
  return useMutation({
    mutationFn: (to: { kind: ProposalLock['kind']; staffId: number } | null) =>
      call(lockProposal, { proposalId, youthId, lock: to }),
    async onSuccess(_answer, to) {
      await queries.invalidateQueries({ queryKey: proposalQuery(String(proposalId)).queryKey })
      onLocked()
      announce(say(to === null ? 'proposals.unlocked' : 'proposals.locked', { youth: nameOf(move) }))
    },
  })
}

/** A lock in a sentence, and why it cannot be kept; taken away here where no move has a button for it, or it has to be. */
export function LockedLine({
  lock,
  proposal,
  onUnlock,
}: {
  lock: ProposalLock
  proposal: ReadProposal
  /** It is about to be taken away, and this line with it. */
  onUnlock: () => void
}) {
  const say = useSay()
  const cannotWords = useCannotWords()
  const faultWords = useFaultWords(proposal.today)
  const unlock = useLock(proposal, lock)
  const { cannot } = lock
  const youth = nameOf(lock)
  const isElsewhere =
    proposal.state === 'ready' && proposal.moves.some(({ youthId }) => youthId === lock.youthId)
  return (
    <li>
      <span>
        {say(lock.kind === 'stays' ? 'proposals.lockedStays' : 'proposals.lockedGoesTo', {
          youth,
          name: nameOf(lock.staff),
        })}{' '}
        {cannot !== null && (
          <strong>
            {say('proposals.cannotKeep')}{' '}
            {cannot.kind === 'receiver'
              ? cannotWords(lock.staff.givenName, cannot, proposal.today)
              : say(`proposals.cannot_${cannot.kind}`)}
          </strong>
        )}
      </span>
      {(!isElsewhere || cannot !== null) && (
        <Button
          look="plain"
          busy={unlock.isPending}
          aria-label={say('proposals.unlockLong', { youth })}
          onClick={() => {
            onUnlock()
            unlock.mutate(null)
          }}
        >
          {say('proposals.unlock')}
        </Button>
      )}
      {unlock.error !== null && (
        <Alert tone="error" live>
          {faultWords(unlock.error)}
        </Alert>
      )}
    </li>
  )
}

/** With whom a young person stays, or to whom he or she shall go, when it is solved again. */
export function LockCell({ move, proposal }: { move: ProposedMove; proposal: ReadProposal }) {
  const say = useSay()
  const [open, setOpen] = useState(false)
  const { youthId } = move
  const youth = nameOf(move)
  const lock = useLock(proposal, move, () => setOpen(false))
  const mine = proposal.locks.find(each => each.youthId === youthId)
  const place = useRef<HTMLDivElement>(null)
  const focusAfter = useFocusAfter(place, mine?.staff.staffId ?? null)
  const faultWords = useFaultWords(proposal.today)
  const fault = lock.error === null ? null : faultWords(lock.error)
  if (mine !== undefined)
    return (
      <div ref={place} className="mg-move-lock">
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
            focusAfter()
            lock.mutate(null)
          }}
        >
          {say('proposals.unlock')}
        </Button>
        {fault !== null && (
          <Alert tone="error" live>
            {fault}
          </Alert>
        )}
      </div>
    )
  return (
    <div ref={place} className="mg-move-lock">
      <Button aria-label={say('proposals.lockButtonLong', { youth })} onClick={() => setOpen(true)}>
        {say('proposals.lockButton')}
      </Button>
      <Dialog open={open} onClose={() => setOpen(false)} title={say('proposals.lockTitle', { youth })}>
        <LockForm
          move={move}
          proposal={proposal}
          fault={fault}
          busy={lock.isPending}
          onLock={to => {
            focusAfter()
            lock.mutate(to)
          }}
          onCancel={() => setOpen(false)}
        />
      </Dialog>
    </div>
  )
}

function LockForm({
  move: { from, to, why },
  proposal: { caseworkers },
  fault,
  busy,
  onLock,
  onCancel,
}: {
  move: ProposedMove
  proposal: ReadProposal
  fault: string | null
  busy: boolean
  onLock: (to: { kind: ProposalLock['kind']; staffId: number }) => void
  onCancel: () => void
}) {
  const say = useSay()
  const id = useId()
  // What is wrong is at the list: there one goes on.
  useEffect(() => {
    if (fault !== null) document.getElementById(id)?.focus()
  }, [fault, id])
  const canStay =
    why !== 'holderGone' &&
    why !== 'barredNow' &&
    caseworkers.some(({ staffId }) => staffId === from?.staffId)
  const stays = canStay && from !== null ? [from] : []
  const others = caseworkers.filter(({ staffId }) => staffId !== from?.staffId)
  // Whoever was proposed may be away by now, and is no choice then.
  const first = stays[0] ?? others.find(({ staffId }) => staffId === to?.staffId) ?? others[0]
  const [chosen, setChosen] = useState(first === undefined ? '' : String(first.staffId))
  function save(event: FormEvent) {
    event.preventDefault()
    const staffId = Number(chosen)
    onLock({ kind: staffId === from?.staffId ? 'stays' : 'goesTo', staffId })
  }
  return (
    <form onSubmit={save} className="mg-stack-medium">
      <p>{say('proposals.lockText')}</p>
      <Select
        id={id}
        name="lock"
        label={say('proposals.lockTo')}
        value={chosen}
        onChange={setChosen}
        error={fault ?? undefined}
        choices={[
          ...stays.map(each => ({
            value: String(each.staffId),
            label: say('proposals.lockStays', { name: nameOf(each) }),
          })),
          ...others.map(each => ({ value: String(each.staffId), label: nameOf(each) })),
        ]}
      />
      <ButtonRow>
        <Button onClick={onCancel}>{say('proposals.cancel')}</Button>
        <Button look="primary" type="submit" busy={busy} disabled={chosen === ''}>
          {say('proposals.lockSave')}
        </Button>
      </ButtonRow>
    </form>
  )
}

/** What is wrong with a lock; whoever cannot have anybody is told with the days. */
function useFaultWords(today: Temporal.PlainDate): (error: Error) => string {
  const say = useSay()
  const cannotWords = useCannotWords()
  return error => {
    const [fault] = error instanceof CallError ? error.fields : []
    if (fault === undefined) return explainError(say, error)
    const { name = '', ...cannot } = fault.params ?? {}
    const told = Cannot.safeParse({ from: null, lastDay: null, ...cannot })
    return fault.code === 'cannotTake' && told.success
      ? say('proposals.cannotChoose', { why: cannotWords(String(name), told.data, today) })
      : explainField(say, fault)
  }
}
