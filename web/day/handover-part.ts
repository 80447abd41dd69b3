import type { Handover } from '#contract/handovers.ts'

/**
 * Whose turn it is in a handover, as the reader sees it. Until the day of the change the young person is with whoever
 * gives, who tells and arranges; from that day with whoever receives, and the other can open nothing any more.
 */
export function handoverPart(
  { mine, since }: Pick<Handover, 'mine' | 'since'>,
  today: Temporal.PlainDate,
): { hasBegun: boolean; isMine: boolean } {
  const hasBegun = Temporal.PlainDate.compare(since, today) <= 0
  return { hasBegun, isMine: mine === (hasBegun ? 'receives' : 'gives') }
}
