import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { discardProposal } from '#contract/proposals.ts'
import { call } from '#web/calls/call.ts'
import { explainError } from '#web/calls/explain.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { Button, ButtonRow, LinkButton } from '#web/kit/button.tsx'
import { Alert, ConfirmDialog, SkeletonPage, SkeletonText } from '#web/kit/feedback.tsx'
import { Card, Inline, Page, Proposal, Stack } from '#web/kit/layout.tsx'
import { BackLink, PageHeader } from '#web/kit/page-header.tsx'
import { StickyActions } from '#web/kit/sticky-actions.tsx'
import { Tag } from '#web/kit/tag.tsx'
import { AcceptButton } from './accept-dialog.tsx'
import { LockedLine } from './lock-cell.tsx'
import { BeginsLine, countedBy } from './proposal-begins.tsx'
import { Certificate } from './proposal-certificate.tsx'
import { Curve } from './proposal-curve.tsx'
import { Impossible } from './proposal-faults.tsx'
import { Loads } from './proposal-loads.tsx'
import { Moves } from './proposal-moves.tsx'
import { areKept, isAlone, isForced, nameOf, type ReadProposal, titleOf, toneOf } from './proposal-names.ts'
import { proposalQuery, proposalsQuery } from './proposal-queries.ts'
import { Result } from './proposal-result.tsx'
import { LeftOut, Wins } from './proposal-wins.tsx'
import { useFocusAfter } from './use-focus-after.ts'
import { useSolveAgain } from './use-solve-again.ts'
import './proposals.css'

const route = getRouteApi('/inside/ledelse/forslag/$proposalId')
const timeZone = 'Europe/Copenhagen'

/** A proposal of who should have whom: every move with its gain, locks, solving again, accepting. */
export function ProposalPage() {
  const { proposalId } = route.useParams()
  const { data, error } = useQuery(proposalQuery(proposalId))
  if (error && !data) throw error
  return data ? <OneProposal key={proposalId} proposal={data} /> : <SkeletonPage />
}

function OneProposal({ proposal }: { proposal: ReadProposal }) {
  const say = useSay()
  const dates = useDates()
  const { today, state, outcome } = proposal
  const begins = outcome?.begins
  const dayOf = (instant: Temporal.Instant) =>
    dates.day(instant.toZonedDateTimeISO(timeZone).toPlainDate(), today)
  return (
    <Page>
      <PageHeader
        title={titleOf(proposal, say)}
        back={<BackLink to="/ledelse/forslag">{say('proposals.toList')}</BackLink>}
      >
        <Inline tight>
          <Tag tone={toneOf(state)}>{say(`proposals.state_${state}`)}</Tag>
          <span>
            {say('proposals.askedLine', {
              day: dayOf(proposal.askedAt),
              name: nameOf(proposal.askedBy),
              effective: dates.day(proposal.effectiveOn, today),
            })}
          </span>
        </Inline>
        {begins != null && (
          <p className="mg-quiet">
            <BeginsLine begins={countedBy(begins)} already={begins.already} today={today} />
          </p>
        )}
        {state !== 'discarded' && <Beside proposal={proposal} />}
        {proposal.note !== '' && <p className="mg-quiet">{proposal.note}</p>}
      </PageHeader>
      <Stack>
        {proposal.settledBy !== null && proposal.settledAt !== null && state === 'discarded' && (
          <Alert tone="info">
            {say('proposals.discardedLine', {
              day: dayOf(proposal.settledAt),
              name: nameOf(proposal.settledBy),
            })}
          </Alert>
        )}
        {proposal.followedById !== null && (
          <Alert
            tone="info"
            actions={
              <LinkButton
                to="/ledelse/forslag/$proposalId"
                params={{ proposalId: String(proposal.followedById) }}
              >
                {say('proposals.toNew')}
              </LinkButton>
            }
          >
            {say('proposals.replacedText')}
          </Alert>
        )}
        <Body proposal={proposal} />
        {proposal.followsId !== null && (
          <p>
            <Link to="/ledelse/forslag/$proposalId" params={{ proposalId: String(proposal.followsId) }}>
              {say('proposals.toEarlier')}
            </Link>
          </p>
        )}
      </Stack>
    </Page>
  )
}

/** What a proposal does not write: that somebody stops, is away, or is new. */
function Beside({ proposal: { occasion, about } }: { proposal: ReadProposal }) {
  const say = useSay()
  if (about === null || (occasion !== 'leaves' && occasion !== 'ill' && occasion !== 'hired')) return null
  return (
    <p className="mg-quiet">
      {say('proposals.beside')}{' '}
      <Link to="/medarbejdere/$staffId" params={{ staffId: String(about.staffId) }}>
        {say(`proposals.beside_${occasion}`, { name: about.givenName })}
      </Link>
    </p>
  )
}

function Body({ proposal }: { proposal: ReadProposal }) {
  const say = useSay()
  const { state, outcome } = proposal
  if (state === 'queued' || state === 'solving')
    return (
      <>
        <div role="status" aria-live="polite">
          <Proposal title={say(state === 'queued' ? 'proposals.state_queued' : 'proposals.solvingTitle')}>
            <p>{say(state === 'queued' ? 'proposals.queuedText' : 'proposals.solvingText')}</p>
            <SkeletonText lines={3} />
          </Proposal>
        </div>
        <ButtonRow>
          <Discard proposal={proposal} />
        </ButtonRow>
      </>
    )
  if (state === 'failed' || outcome === null)
    return (
      <>
        {state === 'failed' && (
          <Alert tone="error" live>
            {say(`proposals.failed_${proposal.failedBecause ?? 'solverFailed'}`)}
          </Alert>
        )}
        <Again proposal={proposal} />
      </>
    )
  return <Solved proposal={proposal} outcome={outcome} />
}

function Solved({
  proposal,
  outcome,
}: {
  proposal: ReadProposal
  outcome: NonNullable<ReadProposal['outcome']>
}) {
  const { state, moves, today } = proposal
  const possible = moves.filter(({ to }) => to !== null)
  // What became of accepting it here.
  const [settled, setSettled] = useState<'done' | 'late' | null>(null)
  // All are chosen until somebody takes one away.
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set())
  const chosen = new Set(possible.map(({ youthId }) => youthId).filter(id => !left.has(id)))
  const choose = (ids: ReadonlySet<number>) =>
    setLeft(new Set(possible.map(({ youthId }) => youthId).filter(id => !ids.has(id))))
  return (
    <>
      {state === 'accepted' && (
        <Result proposal={proposal} isNew={settled === 'done'} isLate={settled === 'late'} />
      )}
      {state === 'impossible' ? (
        <>
          <Impossible outcome={outcome} today={today} />
          <LeftOut outcome={outcome} today={today} />
        </>
      ) : (
        <Wins proposal={proposal} outcome={outcome} />
      )}
      {state === 'ready' && (
        <StickyActions>
          <Discard proposal={proposal} />
          {possible.length > 0 && <AcceptButton proposal={proposal} chosen={chosen} onSettled={setSettled} />}
        </StickyActions>
      )}
      <Again proposal={proposal} />
      {outcome.curve.length > 2 && (
        <Curve
          outcome={outcome}
          isForced={moves.every(isForced)}
          aloneWith={count => possible.slice(count).filter(isAlone).length}
          onChoose={
            state === 'ready'
              ? count => choose(new Set(possible.slice(0, count).map(({ youthId }) => youthId)))
              : null
          }
        />
      )}
      {moves.length > 0 && <Moves proposal={proposal} chosen={chosen} onChoose={choose} />}
      {outcome.loads.length > 0 && <Loads outcome={outcome} />}
      {outcome.certificate !== null && state !== 'impossible' && (
        <Certificate proposal={proposal} outcome={outcome} certificate={outcome.certificate} />
      )}
    </>
  )
}

/** Solving again with the locks; shown where there are some, or where there is no answer yet. */
function Again({ proposal }: { proposal: ReadProposal }) {
  const say = useSay()
  const { state, locks } = proposal
  const again = useSolveAgain(proposal)
  const place = useRef<HTMLDivElement>(null)
  const focusAfter = useFocusAfter(place, locks.length, '.button-primary')
  const mayAgain = state === 'ready' || state === 'impossible' || state === 'failed'
  if (!mayAgain || (state === 'ready' && locks.length === 0)) return null
  return (
    <Card title={locks.length > 0 ? say('proposals.locksTitle') : undefined}>
      <div ref={place} className="mg-stack-medium">
        {locks.length > 0 && (
          <>
            <ul className="mg-locks">
              {locks.map(lock => (
                <LockedLine key={lock.youthId} lock={lock} proposal={proposal} onUnlock={focusAfter} />
              ))}
            </ul>
            <p className="mg-quiet">
              {say(state === 'ready' && areKept(proposal) ? 'proposals.locksKept' : 'proposals.locksHint')}
            </p>
          </>
        )}
        {again.error !== null && (
          <Alert tone="error" live>
            {explainError(say, again.error)}
          </Alert>
        )}
        <ButtonRow>
          <Button
            look="primary"
            busy={again.isPending}
            onClick={() => {
              again.mutate(null)
            }}
          >
            {locks.length > 0
              ? say('proposals.againLocked', { count: locks.length })
              : say('proposals.again')}
          </Button>
        </ButtonRow>
      </div>
    </Card>
  )
}

/** Puts a proposal aside; one that is being worked out is stopped by it. */
function Discard({ proposal: { proposalId, version, state } }: { proposal: ReadProposal }) {
  const say = useSay()
  const isUnderWay = state === 'queued' || state === 'solving'
  const verb = say(isUnderWay ? 'proposals.stop' : 'proposals.discard')
  const queries = useQueryClient()
  const [open, setOpen] = useState(false)
  const discard = useMutation({
    mutationFn: () => call(discardProposal, { proposalId, version }),
    async onSuccess() {
      setOpen(false)
      await queries.invalidateQueries({ queryKey: proposalQuery(String(proposalId)).queryKey })
      void queries.invalidateQueries({ queryKey: proposalsQuery.queryKey })
    },
  })
  return (
    <>
      <Button onClick={() => setOpen(true)}>{verb}</Button>
      <ConfirmDialog
        open={open}
        title={say(isUnderWay ? 'proposals.stopTitle' : 'proposals.discardTitle')}
        confirm={verb}
        cancel={say('proposals.cancel')}
        busy={discard.isPending}
        onConfirm={() => {
          discard.mutate()
        }}
        onClose={() => setOpen(false)}
      >
        <p>{say(isUnderWay ? 'proposals.stopText' : 'proposals.discardText')}</p>
        {discard.error !== null && (
          <Alert tone="error" live>
            {explainError(say, discard.error)}
          </Alert>
        )}
      </ConfirmDialog>
    </>
  )
}
