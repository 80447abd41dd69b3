import type { Cannot } from '#contract/proposals.ts'
import { useDates, useSay } from '#web/calls/language.tsx'

/** Why somebody can have no young people, since when and until when, in a sentence. */
export function useCannotWords(): (name: string, cannot: Cannot, today: Temporal.PlainDate) => string {
  const say = useSay()
  const dates = useDates()
  return (name, { why, from, lastDay }, today) => {
    if (why === 'notCaseworker') return say('proposals.cannot_notCaseworker', { name })
    if (from === null) return say('proposals.cannot_hoursUnknown', { name })
    const words = { name, from: dates.day(from, today) }
    if (why === 'hoursUnknown') return say('proposals.cannot_hoursUnknownFrom', words)
    if (why === 'away' && lastDay !== null)
      return say('proposals.cannot_awayUntil', { ...words, lastDay: dates.day(lastDay, today) })
    return say(`proposals.cannot_${why}`, words)
  }
}
