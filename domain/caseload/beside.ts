import type { HeldCase } from './load.ts'
import type { AllocationBase } from './problem.ts'

type Weighed = Pick<HeldCase, 'minutes' | 'programmeIds'>

/** Minutes a month of some cases together; one that weighs less than nothing counts nothing. */
export function minutesOf(cases: readonly Pick<Weighed, 'minutes'>[]): number {
  return cases.reduce((sum, { minutes }) => sum + Math.max(0, minutes), 0)
}

/**
 * What somebody has beside the cases that are asked about, as a solver's problem says it: summed by programmes, in an
 * order that does not depend on the cases'.
 */
export function baseOf(beside: readonly Weighed[]): AllocationBase[] {
  const together = new Map<number | string | undefined, Weighed[]>()
  for (const each of beside) {
    const { programmeIds } = each
    // Most are in none or in one.
    const key = programmeIds.length < 2 ? programmeIds[0] : programmeIds.map(String).toSorted().join(',')
    const those = together.get(key)
    if (those === undefined) together.set(key, [each])
    else those.push(each)
  }
  return [...together]
    .map(([key, cases]) => ({ key: String(key ?? ''), cases }))
    .toSorted((one, other) => (one.key < other.key ? -1 : 1))
    .map(({ key, cases }) => ({
      minutes: minutesOf(cases),
      cases: cases.length,
      groups: key === '' ? [] : key.split(','),
    }))
}
