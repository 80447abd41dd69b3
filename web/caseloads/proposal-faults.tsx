import type { ProposalFault, readProposal } from '#contract/proposals.ts'
import type { OutputOf } from '#contract/use-case.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { Alert } from '#web/kit/feedback.tsx'
import { nameOf } from './proposal-names.ts'
import { useCannotWords } from './use-cannot-words.ts'
import { useLimitWords } from './use-limit-words.ts'

/** So many are named in one sentence. */
const named = 8

/** Which rules are in conflict, a sentence each, with names. */
export function Impossible({
  outcome: { faults, staysOut },
  today,
}: {
  today: Temporal.PlainDate
  outcome: NonNullable<OutputOf<typeof readProposal>['outcome']>
}) {
  // Whoever takes no part and has hours has a deputy.
  const hoursUnknown = new Set(
    staysOut.flatMap(({ staff, why }) => (why === 'hoursUnknown' ? staff.staffId : [])),
  )
  const tell = useFaultWords(hoursUnknown, today)
  const say = useSay()
  return (
    <Alert tone="warning" live title={say('proposals.impossibleText')}>
      <ul>
        {[...new Set(faults.map(tell))].map(line => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Alert>
  )
}

function useFaultWords(
  hoursUnknown: ReadonlySet<number>,
  today: Temporal.PlainDate,
): (fault: ProposalFault) => string {
  const say = useSay()
  const dates = useDates()
  const limited = useLimitWords()
  const cannotWords = useCannotWords()
  const list = (people: readonly { givenName: string; familyName: string }[]) =>
    dates.list([
      ...people.slice(0, named).map(nameOf),
      ...(people.length > named ? [`+ ${people.length - named}`] : []),
    ])
  return ({ code, youths, staff, limit, cannot }) => {
    const amount = (count: number) => (limit === null ? '' : limited(count, limit))
    const words = {
      youths: list(youths),
      staff: list(staff),
      has: amount(limit?.has ?? 0),
      most: amount(limit?.most ?? 0),
    }
    const [receiver] = staff
    if (cannot !== null && receiver !== undefined)
      return say('proposals.fault_lockedCannot', {
        youths: words.youths,
        staff: words.staff,
        why: cannotWords(receiver.givenName, cannot, today),
      })
    const isWithoutHours =
      code === 'unknownCaseworker' && staff.every(({ staffId }) => hoursUnknown.has(staffId))
    const text = isWithoutHours
      ? say('proposals.fault_lockedWithoutHours', words)
      : say.known(`proposals.fault_${code}`, words)
    if (text !== undefined) return text
    const unknown = say('proposals.fault_unknown')
    const who = list([...youths, ...staff])
    return who === '' ? unknown : `${unknown} ${say('proposals.fault_who', { who })}`
  }
}
