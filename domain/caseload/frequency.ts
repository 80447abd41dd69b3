/** So many times in so many months, both whole, `months` above zero: exact, so that sums made of it are. */
export interface Frequency {
  times: number
  months: number
}

export const never: Frequency = { times: 0, months: 1 }

/** Negative, zero or positive as `a` is more seldom than `b`, as often or oftener. */
export function compareFrequency(a: Frequency, b: Frequency): number {
  return a.times * b.months - b.times * a.months
}

/** Work of so many minutes each time, so often. */
interface Repeated {
  minutesEach: number
  frequency: Frequency
}

/**
 * Whole minutes a month for each line, so that they add up to their exact sum, rounded once and halves up. Each is
 * rounded together with the lines before it: half of 15 and half of 5 are 8 and 2, not 8 and 3.
 */
export function wholeMinutes(lines: readonly Repeated[]): number[] {
  let sum = { times: 0n, months: 1n }
  let before = 0
  return lines.map(({ minutesEach, frequency }) => {
    const months = BigInt(frequency.months)
    sum = lowest(
      sum.times * months + BigInt(minutesEach) * BigInt(frequency.times) * sum.months,
      sum.months * months,
    )
    const until = Number((2n * sum.times + sum.months) / (2n * sum.months))
    const minutes = until - before
    before = until
    return minutes
  })
}

function lowest(times: bigint, months: bigint): { times: bigint; months: bigint } {
  let [a, b] = [times, months]
  while (b !== 0n) [a, b] = [b, a % b]
  return { times: times / a, months: months / a }
}
