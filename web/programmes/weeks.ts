import type { ShownRule } from '#contract/rules.ts'

type Interval = Pick<ShownRule, 'intervalUnit' | 'intervalLength'>

/**
 * In how many weeks somebody would say it; null where it is said in days, as other intervals are in their own unit.
 * A rule knows weeks as seven days each: they are a way of saying and writing it.
 */
export function weeksOf({
  pattern,
  intervalUnit,
  intervalLength,
}: Interval & Pick<ShownRule, 'pattern'>): number | null {
  // "Within 7 days" is said in days, as the law does; "every 14th day" is not.
  const isWhole = intervalUnit === 'days' && intervalLength % 7 === 0
  return pattern === 'every' && isWhole ? intervalLength / 7 : null
}
