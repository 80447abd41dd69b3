import type { AllocationCase, AllocationCaseworker, AllocationLimit } from './problem.ts'

/** What a limit counts. */
export type LimitUnit = 'cases' | 'minutes'

/** One kind of limit of one caseworker: `most` of a group, or of everything. */
export interface SingleLimit {
  group: string | null
  unit: LimitUnit
  most: number
}

/** A limit and whose it is. */
export interface NamedLimit extends SingleLimit {
  caseworkerId: string
}

/** The limits one by one: a limit in cases and in minutes is two. */
export function singleLimits(limits: readonly AllocationLimit[]): SingleLimit[] {
  return limits.flatMap(({ group, mostCases, mostMinutes }) => [
    ...(mostCases === null ? [] : [{ group, unit: 'cases' as const, most: mostCases }]),
    ...(mostMinutes === null ? [] : [{ group, unit: 'minutes' as const, most: mostMinutes }]),
  ])
}

/** No more than so many minutes a month, of everything. */
export function atMostMinutes(mostMinutes: number): AllocationLimit {
  return { group: null, mostCases: null, mostMinutes }
}

/** Minutes a month that somebody may have of everything, with what they have beside; infinite without such a limit. */
export function ceilingOf({ limits }: Pick<AllocationCaseworker, 'limits'>): number {
  return singleLimits(limits).reduce(
    (least, { group, unit, most }) => (group === null && unit === 'minutes' ? Math.min(least, most) : least),
    Number.POSITIVE_INFINITY,
  )
}

/** How much of a limit is taken before anything is decided. */
export function takenOf(
  { base }: Pick<AllocationCaseworker, 'base'>,
  { group, unit }: Pick<SingleLimit, 'group' | 'unit'>,
): number {
  return base.reduce((sum, each) => (isIn(each, group) ? sum + each[unit] : sum), 0)
}

/** Whether a limit of this group counts a case, or fixed work. */
export function isIn({ groups }: Pick<AllocationCase, 'groups'>, group: string | null): boolean {
  return group === null || groups.includes(group)
}

/** Minutes a month that somebody has beside what is asked about. */
export function baseMinutes({ base }: Pick<AllocationCaseworker, 'base'>): number {
  return base.reduce((sum, { minutes }) => sum + minutes, 0)
}
