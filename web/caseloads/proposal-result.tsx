import { useDates, useSay } from '#web/calls/language.tsx'
import { Alert } from '#web/kit/feedback.tsx'
import { nameOf, type ReadProposal } from './proposal-names.ts'

/** What came of an accepted proposal: how many, and who was left and why. */
export function Result({ proposal }: { proposal: ReadProposal }) {
  const say = useSay()
  const dates = useDates()
  const { moves, settledAt, settledBy, today } = proposal
  const done = moves.filter(({ state }) => state === 'carriedOut').length
  const left = moves.filter(({ state }) => state === 'left')
  return (
    <>
      <Alert tone="success" live title={say('proposals.acceptedTitle', { count: done })}>
        {settledAt !== null &&
          settledBy !== null &&
          say('proposals.acceptedLine', {
            day: dates.day(settledAt.toZonedDateTimeISO('Europe/Copenhagen').toPlainDate(), today),
            name: nameOf(settledBy),
          })}
      </Alert>
      {left.length > 0 && (
        <Alert tone="warning" live title={say('proposals.leftTitle', { count: left.length })}>
          <ul>
            {left.map(move => (
              <li key={move.youthId}>
                <strong>{nameOf(move)}</strong>:{' '}
                {move.leftBecause !== null &&
                  say(`proposals.left_${move.leftBecause}`, {
                    name: move.givenName,
                    to: move.to?.givenName ?? '',
                  })}
              </li>
            ))}
          </ul>
        </Alert>
      )}
    </>
  )
}
