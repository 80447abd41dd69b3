import { explainError } from '#web/calls/explain.ts'
import { useSay } from '#web/calls/language.tsx'
import { Button, ButtonRow } from '#web/kit/button.tsx'
import { Alert } from '#web/kit/feedback.tsx'
import type { ReadProposal } from './proposal-names.ts'
import { percentOf } from './proposal-names.ts'
import { useSolveAgain } from './use-solve-again.ts'

type Outcome = NonNullable<ReadProposal['outcome']>

/** What it would come to with others moved too, or without them; and the way there. */
export function OtherScope({ proposal, outcome }: { proposal: ReadProposal; outcome: Outcome }) {
  const say = useSay()
  const again = useSolveAgain(proposal)
  const { other, loads } = outcome
  if (other === null || proposal.state !== 'ready') return null
  const now = Math.max(0, ...loads.map(load => percentOf(load.after, load.capacity)))
  const words = { count: other.moves, other: other.highest, now }
  return (
    <Alert
      tone="info"
      actions={
        <ButtonRow>
          <Button
            busy={again.isPending}
            onClick={() => {
              again.mutate(other.scope)
            }}
          >
            {say(other.scope === 'all' ? 'proposals.solveAll' : 'proposals.solveNeeded')}
          </Button>
        </ButtonRow>
      }
    >
      {say(other.scope === 'all' ? 'proposals.otherAll' : 'proposals.otherNeeded', words)}
      {again.error !== null && <p role="alert">{explainError(say, again.error)}</p>}
    </Alert>
  )
}
