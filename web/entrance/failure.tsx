import type { Places } from '#contract/entrance.ts'
import { CallError } from '#web/calls/call.ts'
import { useSay } from '#web/calls/language.tsx'
import { Failure as FailureBox } from '#web/kit/failure.tsx'
import { CallInstead } from './ways-out.tsx'

/**
 * What came in the way of sending, that nothing is lost, and whom one can call instead. `places` is what the public
 * page knows; staff have a telephone of their own.
 */
export function Failure({ failure, places }: { failure: unknown; places?: Pick<Places, 'phone'> }) {
  const say = useSay()
  const code = failure instanceof CallError ? failure.code : null
  const again = say('entrance.sendAgain')
  if (code === 'offline') {
    const told = { title: say('entrance.offlineTitle'), text: say('entrance.offlineText'), again }
    return <FailureBox failure={failure} told={told} />
  }
  const tooMany = { title: say('entrance.tooManyTitle'), text: say('entrance.tooManyText'), again }
  return (
    <FailureBox failure={failure} told={code === 'tooMany' ? tooMany : undefined}>
      <CallInstead places={places} />
    </FailureBox>
  )
}
