import type { DayNumber } from '#domain/calendar/day-number.ts'
import type { Span } from './span.ts'

/** How often the caseworker of one case became another in a span of days; the first one is no change. */
export function changesIn(
  holders: readonly { staffId: number; during: Span }[],
  { from, to }: { from: DayNumber; to: DayNumber },
): number {
  const inTurn = holders.toSorted((a, b) => a.during.from - b.during.from)
  return inTurn.filter(({ staffId, during }, index) => {
    const before = inTurn[index - 1]
    return before !== undefined && before.staffId !== staffId && from <= during.from && during.from < to
  }).length
}
