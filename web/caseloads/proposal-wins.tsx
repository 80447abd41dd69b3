import { useDates, useSay } from '#web/calls/language.tsx'
import { Alert } from '#web/kit/feedback.tsx'
import { Proposal } from '#web/kit/layout.tsx'
import { nameOf, percentOf, type ReadProposal } from './proposal-names.ts'

/** What the proposal wins, what keeping everything as it is costs, and what it does not speak of. */
export function Wins({
  proposal: { moves, today, state },
  outcome,
}: {
  proposal: ReadProposal
  outcome: NonNullable<ReadProposal['outcome']>
}) {
  const say = useSay()
  const dates = useDates()
  const highest = (when: 'before' | 'after') =>
    Math.max(0, ...outcome.loads.map(load => percentOf(load[when], load.capacity)))
  const [heaviest] = outcome.loads.toSorted(
    (a, b) => percentOf(b.before, b.capacity) - percentOf(a.before, a.capacity),
  )
  const count = moves.filter(({ to }) => to !== null).length
  const alone = moves.length - count
  const waiting = moves.filter(({ why }) => why === 'holderGone' || why === 'hadNobody').length
  const changed = moves.filter(({ hasChanged }) => hasChanged).length
  const isOld = state === 'ready' && !outcome.factsOn.equals(today)
  return (
    <>
      {count > 0 && (
        <Proposal
          title={say('proposals.wins', { count, before: highest('before'), after: highest('after') })}
        >
          {waiting > 0 ? (
            <p>{say('proposals.keepWaiting', { count: waiting })}</p>
          ) : (
            heaviest !== undefined && (
              <p>
                {say('proposals.keepHighest', {
                  name: nameOf(heaviest.staff),
                  percent: percentOf(heaviest.before, heaviest.capacity),
                })}
              </p>
            )
          )}
          <p className="mg-quiet">
            {say('proposals.keepPoints', {
              keep: dates.count(outcome.keepPoints),
              points: dates.count(outcome.points),
            })}
          </p>
        </Proposal>
      )}
      {alone > 0 && <Alert tone="warning">{say('proposals.stillAlone', { count: alone })}</Alert>}
      {changed > 0 && <Alert tone="warning">{say('proposals.changed', { count: changed })}</Alert>}
      {isOld && (
        <Alert tone="info">{say('proposals.factsOld', { day: dates.day(outcome.factsOn, today) })}</Alert>
      )}
      {outcome.staysOut.length > 0 && (
        <ul className="mg-quiet">
          {outcome.staysOut.map(({ staff, why }) => (
            <li key={staff.staffId}>{say(`proposals.staysOut_${why}`, { name: nameOf(staff) })}</li>
          ))}
        </ul>
      )}
    </>
  )
}
