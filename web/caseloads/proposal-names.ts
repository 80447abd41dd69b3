import type { ProposalHead, ProposalLock, ProposedMove, readProposal } from '#contract/proposals.ts'
import type { OutputOf } from '#contract/use-case.ts'
import type { useSay } from '#web/calls/language.tsx'

type Say = ReturnType<typeof useSay>

/** A proposal with all that was worked out. */
export type ReadProposal = OutputOf<typeof readProposal>

interface LocksAndMoves {
  locks: readonly (Pick<ProposalLock, 'youthId' | 'kind'> & { staff: { staffId: number }; cannot: unknown })[]
  moves: readonly { youthId: number; to: { staffId: number } | null }[]
}

interface Named {
  givenName: string
  familyName: string
}

export function nameOf({ givenName, familyName }: Named): string {
  return `${givenName} ${familyName}`
}

/** What a proposal is about, as people would say it. */
export function titleOf({ occasion, about, programme }: ProposalHead, say: Say): string {
  if ((occasion === 'hired' || occasion === 'leaves' || occasion === 'ill') && about !== null)
    return say(`proposals.about_${occasion}`, { name: nameOf(about) })
  if (occasion === 'programme' && programme !== null) return say('proposals.about_programme', { programme })
  return say(`proposals.occasion_${occasion}`)
}

export function toneOf(state: ProposalHead['state']): 'good' | 'warning' | 'neutral' | 'info' {
  if (state === 'accepted') return 'good'
  if (state === 'impossible' || state === 'failed') return 'warning'
  return state === 'ready' ? 'info' : 'neutral'
}

/** A load in whole percent of the time that there is. */
export function percentOf({ minutes }: { minutes: number }, capacity: number): number {
  return Math.round((minutes * 100) / Math.max(1, capacity))
}

/** Somebody who has nobody without the move; whom a bar parts from a caseworker has that one until then. */
export function isAlone({ why }: Pick<ProposedMove, 'why'>): boolean {
  return why === 'holderGone' || why === 'hadNobody'
}

/** Somebody who cannot stay where they are, or has nobody. */
export function isForced({ why }: Pick<ProposedMove, 'why'>): boolean {
  return why === 'holderGone' || why === 'hadNobody' || why === 'barredNow'
}

/** Whether the moves follow every lock, so that working it out again would change nothing by them. */
export function areKept({ locks, moves }: LocksAndMoves): boolean {
  return locks.every(({ youthId, kind, staff, cannot }) => {
    const move = moves.find(each => each.youthId === youthId)
    return (
      cannot === null &&
      (move === undefined ? kind === 'stays' : kind === 'goesTo' && move.to?.staffId === staff.staffId)
    )
  })
}
