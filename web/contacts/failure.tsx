import { CallError } from '#web/calls/call.ts'
import { useSay } from '#web/calls/language.tsx'
import { Failure as FailureBox } from '#web/kit/failure.tsx'
import { useOnline } from '#web/kit/use-online.ts'

/** What came in the way; a contact that nobody got is kept as a draft, and says when it can be sent. */
export function Failure({ failure }: { failure: unknown }) {
  const say = useSay()
  const online = useOnline()
  const code = failure instanceof CallError ? failure.code : null
  const told = {
    title: say('contacts.offlineTitle'),
    text: say(online && code === 'offline' ? 'contacts.backOnline' : 'contacts.offlineText'),
    again: say('contacts.sendNow'),
  }
  return (
    <FailureBox failure={failure} told={code === 'offline' || code === 'unavailable' ? told : undefined} />
  )
}
