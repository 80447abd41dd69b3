import { Failure as FailureBox } from '#web/kit/failure.tsx'
import { useForgetStaff } from './queries.ts'

/** What went wrong beside the fields; after somebody else's change what is new can be fetched without losing a word. */
export function Failure({ failure }: { failure: unknown }) {
  const forget = useForgetStaff()
  return <FailureBox failure={failure} onFetch={() => void forget()} />
}
