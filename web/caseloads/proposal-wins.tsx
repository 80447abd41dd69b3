import { Link } from '@tanstack/react-router'
import type { LoadChange } from '#contract/proposals.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { Alert } from '#web/kit/feedback.tsx'
import { Proposal } from '#web/kit/layout.tsx'
import { BeginsByName } from './proposal-begins.tsx'
import { isForced, nameOf, percentOf, type ReadProposal } from './proposal-names.ts'
import { OtherScope } from './proposal-scope.tsx'

type Outcome = NonNullable<ReadProposal['outcome']>

/** So many are named; the others are counted. */
const named = 8

/** What the proposal wins, what keeping everything as it is costs, and what it does not speak of. */
export function Wins({ proposal, outcome }: { proposal: ReadProposal; outcome: Outcome }) {
  const say = useSay()
  const dates = useDates()
  const { moves, today, state, scope, occasion } = proposal
  const count = moves.filter(({ to }) => to !== null).length
  const changed = moves.filter(({ hasChanged }) => hasChanged).length
  const isOld = state === 'ready' && !outcome.factsOn.equals(today)
  const isAsked = occasion !== 'hired' && occasion !== 'evenOut'
  return (
    <>
      {count > 0 && (
        <Proposal title={say(state === 'accepted' ? 'proposals.won' : 'proposals.wins', { count })}>
          <div className="mg-wins">
            <div>
              <strong>{say('proposals.keepTitle')}</strong>
              <How proposal={proposal} outcome={outcome} when="before" />
            </div>
            <div>
              <strong>{say('proposals.withTitle')}</strong>
              <How proposal={proposal} outcome={outcome} when="after" />
            </div>
          </div>
          {isAsked && <p className="mg-quiet">{say(`proposals.scopeTold_${scope}`)}</p>}
          {outcome.takers.length > 0 && (
            <p className="mg-quiet">
              {say('proposals.takersTold', { names: dates.list(outcome.takers.map(nameOf)) })}
            </p>
          )}
        </Proposal>
      )}
      <PercentsAreOf proposal={proposal} outcome={outcome} />
      {moves.length === 0 && outcome.stillWaiting.length === 0 && (
        <Proposal
          title={
            isAsked && scope === 'needed'
              ? say('proposals.needsNothing', { day: dates.day(proposal.effectiveOn, today) })
              : say('proposals.winsNothing')
          }
        />
      )}
      {outcome.begins !== null && <BeginsByName begins={outcome.begins} today={today} />}
      <OtherScope proposal={proposal} outcome={outcome} />
      {changed > 0 && <Alert tone="warning">{say('proposals.changed', { count: changed })}</Alert>}
      {isOld && (
        <Alert tone="info">{say('proposals.factsOld', { day: dates.day(outcome.factsOn, today) })}</Alert>
      )}
      <LeftOut outcome={outcome} today={today} />
    </>
  )
}

/** What the percents of this page are of, where the board's are of something else: a programme that fills up, or a later day. */
function PercentsAreOf({
  proposal: { occasion, effectiveOn, today },
  outcome,
}: {
  proposal: ReadProposal
  outcome: Outcome
}) {
  const say = useSay()
  const dates = useDates()
  const isLater = Temporal.PlainDate.compare(effectiveOn, today) > 0
  if (outcome.loads.length === 0 || (occasion !== 'programme' && !isLater)) return null
  return (
    <p className="mg-quiet">
      {occasion === 'programme'
        ? say('proposals.percentsOfProgramme')
        : say('proposals.percentsOfDay', { day: dates.day(effectiveOn, today) })}
    </p>
  )
}

/** How things stand, before or after, in sentences. */
function How({
  proposal: { moves, occasion, about },
  outcome: { loads, stillWaiting, unweighed },
  when,
}: {
  proposal: ReadProposal
  outcome: Outcome
  when: 'before' | 'after'
}) {
  const say = useSay()
  const share = (load: LoadChange) => percentOf(load[when], load.capacity)
  const [most] = loads.toSorted((a, b) => share(b) - share(a))
  const over = loads.filter(load => share(load) > 100).length
  const alone = moves.filter(({ to }) => to === null).length
  // A bar makes somebody else needed, but until then the young person has somebody.
  const without = moves.filter(move => isForced(move) && move.why !== 'barredNow').length
  const waiting = (when === 'before' ? without : alone) + stillWaiting.length
  const newcomer =
    occasion === 'hired' ? loads.find(({ staff }) => staff.staffId === about?.staffId) : undefined
  return (
    <ul>
      {waiting > 0 && (
        <li>
          {say(when === 'before' ? 'proposals.keepWaiting' : 'proposals.withWaiting', { count: waiting })}
        </li>
      )}
      {waiting + unweighed.length === 0 && when === 'after' && <li>{say('proposals.withEverybody')}</li>}
      {most !== undefined && (
        <li>
          {over > 0
            ? say('proposals.overMany', { count: over, name: nameOf(most.staff), percent: share(most) })
            : say('proposals.overNone', { name: nameOf(most.staff), percent: share(most) })}
        </li>
      )}
      {newcomer !== undefined && (
        <li>{say('proposals.newcomerHas', { name: nameOf(newcomer.staff), percent: share(newcomer) })}</li>
      )}
    </ul>
  )
}

/** Whom the proposal does not speak of, and which locks it could not follow. */
export function LeftOut({
  outcome: { staysOut, stillWaiting, unweighed, droppedLocks, going },
  today,
}: {
  outcome: Outcome
  today: Temporal.PlainDate
}) {
  const say = useSay()
  const dates = useDates()
  const counted = (people: Outcome['unweighed']) => ({
    count: people.length,
    who: dates.list([
      ...people.slice(0, named).map(nameOf),
      ...(people.length > named ? [`+ ${people.length - named}`] : []),
    ]),
  })
  return (
    <>
      {stillWaiting.length > 0 && (
        <Alert tone="warning">{say('proposals.stillWaiting', counted(stillWaiting))}</Alert>
      )}
      {going.length > 0 && (
        <Alert tone="warning">
          {going.map(({ staff, why, from }) => (
            <p key={staff.staffId}>
              {say(`proposals.going_${why}`, {
                name: nameOf(staff),
                day: dates.day(Temporal.PlainDate.from(from), today),
              })}
            </p>
          ))}
        </Alert>
      )}
      {droppedLocks.length > 0 && (
        <Alert tone="warning" title={say('proposals.droppedTitle', { count: droppedLocks.length })}>
          <ul>
            {droppedLocks.map(({ youth, staff, why }) => (
              <li key={youth.youthId}>
                {say(`proposals.dropped_${why}`, { youth: nameOf(youth), staff: nameOf(staff) })}
              </li>
            ))}
          </ul>
        </Alert>
      )}
      {unweighed.length > 0 && (
        <Alert tone="warning">
          {say('proposals.unweighed', counted(unweighed))}{' '}
          <Link to="/opsaetning/tid-og-loft">{say('proposals.unweighedMend')}</Link>
        </Alert>
      )}
      {staysOut.length > 0 && (
        <ul className="mg-quiet">
          {staysOut.map(({ staff, why }) => (
            <li key={staff.staffId}>{say(`proposals.staysOut_${why}`, { name: nameOf(staff) })}</li>
          ))}
        </ul>
      )}
    </>
  )
}
