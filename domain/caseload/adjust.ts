/** Minutes that were written down for one kind of work, summed. */
export interface Logged {
  /** How many times minutes were given. */
  count: number
  sum: number
  sumOfSquares: number
}

/** So many are enough for their mean to say something about the next. */
const enough = 50
/** Nobody plans by single minutes. */
const step = 5

/**
 * Other minutes for a kind of work, to the nearest five, where enough is logged and the assumed ones lie further from
 * the mean than chance explains (two standard errors). Null otherwise. It proposes: a person decides.
 */
export function proposeMinutes(assumed: number, { count, sum, sumOfSquares }: Logged): number | null {
  if (count < enough) return null
  const mean = sum / count
  const variance = Math.max(0, sumOfSquares / count - mean * mean)
  if (Math.abs(mean - assumed) <= 2 * Math.sqrt(variance / count)) return null
  const proposed = Math.max(step, Math.round(mean / step) * step)
  // Rounded, it may lie further away than what is assumed already: 12 for a mean of 12.4 is no worse than 10.
  return Math.abs(proposed - mean) < Math.abs(assumed - mean) ? proposed : null
}
