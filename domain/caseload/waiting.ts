import type { DayNumber } from '#domain/calendar/day-number.ts'
import type { Cover } from './load.ts'

/** An open case that nobody has. */
export interface WaitingCase {
  caseId: number
  /** The next thing that the law demands for the young person, past or coming; null where nothing is open. */
  statutory: { dueDay: DayNumber; name: string } | null
  /** Since when nobody has had it. */
  since: DayNumber
  why: Extract<Cover['why'], 'noCaseworker' | 'away' | 'deputyBarred'>
}

/** Why a case stands where it does in the list. */
export type WaitingReason =
  | { kind: 'statutory'; dueDay: DayNumber; name: string }
  | { kind: 'since'; day: DayNumber }

/** After every day that there is. */
const last: DayNumber = Number.MAX_SAFE_INTEGER

/**
 * The cases that nobody has, in the order in which they should get somebody: first those of whom the law demands
 * something, the earliest day first, then whoever has waited longest.
 */
export function inOrder<Waiting extends WaitingCase>(
  cases: readonly Waiting[],
): (Waiting & { place: number; reason: WaitingReason })[] {
  const sorted = cases.toSorted(
    (a, b) =>
      (a.statutory?.dueDay ?? last) - (b.statutory?.dueDay ?? last) ||
      a.since - b.since ||
      a.caseId - b.caseId,
  )
  return sorted.map((each, index) => ({
    ...each,
    place: index + 1,
    reason:
      each.statutory === null
        ? { kind: 'since', day: each.since }
        : { kind: 'statutory', dueDay: each.statutory.dueDay, name: each.statutory.name },
  }))
}
