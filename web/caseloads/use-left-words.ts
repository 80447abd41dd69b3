import type { ProposedMove } from '#contract/proposals.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { useLimitWords } from './use-limit-words.ts'

/** Why a move was not carried out, in a sentence; with the figures where whoever was to receive has no room. */
export function useLeftWords(): (move: ProposedMove, today: Temporal.PlainDate) => string {
  const say = useSay()
  const dates = useDates()
  const limited = useLimitWords()
  return ({ leftBecause, lack, givenName: name, to }, today) => {
    if (leftBecause === null) return ''
    const words = { name, to: to?.givenName ?? '' }
    if (lack === null) return say(`proposals.left_${leftBecause}`, words)
    if (!('has' in lack)) return say(`proposals.lack_${lack.kind}`, words)
    const limit = lack.kind === 'ceiling' ? lack : { programme: null, unit: 'minutes' as const }
    const figures = { has: limited(lack.has, limit), most: dates.count(lack.most) }
    if (lack.kind === 'time') return say('proposals.lack_time', { ...words, ...figures })
    return lack.day === null
      ? say('proposals.lack_ceiling', { ...words, ...figures })
      : say('proposals.lack_ceilingLater', { to: words.to, ...figures, day: dates.day(lack.day, today) })
  }
}
