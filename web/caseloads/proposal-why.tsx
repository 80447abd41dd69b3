import type { ProposedMove } from '#contract/proposals.ts'
import { useSay } from '#web/calls/language.tsx'
import { isForced } from './proposal-names.ts'
import { useLeftWords } from './use-left-words.ts'

/** Why somebody should change caseworker, in a sentence or two; afterwards why it was not carried out. */
export function Why({ move, today }: { move: ProposedMove; today: Temporal.PlainDate }) {
  const say = useSay()
  const leftWords = useLeftWords()
  const { why, from, to, givenName, state, percent } = move
  const words = {
    name: givenName,
    from: from?.givenName ?? '',
    to: to?.givenName ?? '',
    fromBefore: percent.from?.before ?? 0,
    fromAfter: percent.from?.after ?? 0,
    toBefore: percent.to?.before ?? 0,
    toAfter: percent.to?.after ?? 0,
  }
  if (state === 'left') return leftWords(move, today)
  const room =
    to === null
      ? say('proposals.whyNobody')
      : say(words.toAfter > 100 ? 'proposals.whyFull' : 'proposals.whyRoom', words)
  return `${say(`proposals.why_${why}`, words)} ${room}`
}

/** So many points are worth as much as a change of caseworker costs: see `proposalCosts.move`. */
const aChange = 20_000

/**
 * How much a move gains, in a word: points say nothing to whoever decides, and stand where it is told how it was worked
 * out.
 */
export function Gain({ move: { why, to, gain } }: { move: ProposedMove }) {
  const say = useSay()
  return say(`proposals.gain_${gainOf({ why, to, gain })}`)
}

function gainOf({ why, to, gain }: Pick<ProposedMove, 'why' | 'to' | 'gain'>) {
  if (to === null) return 'none'
  if (isForced({ why })) return 'somebody'
  if (why === 'locked') return 'decided'
  if (gain >= 3 * aChange) return 'large'
  return gain >= aChange ? 'some' : 'small'
}
