import type { DutyRow } from '#contract/duty.ts'
import { dutyGroups } from '#contract/duty.ts'
import type { DutyFilter } from './queries.ts'

/** What the address of the overview says: readable, and never a name or a number of somebody. */
export type DutySearch = Readonly<Record<string, string | undefined>>

export type DutyGroup = DutyRow['group']

/** Weeks that can be looked ahead. */
export const aheadChoices = ['4', '6', '8', '12'] as const

/** The Monday of a week as it stands in an address: "2026-44"; undefined where it is none. */
export function mondayOf(text: string | undefined): Temporal.PlainDate | undefined {
  const [, year = '', week = ''] = /^(\d{4})-(\d{1,2})$/.exec(text ?? '') ?? []
  const number = Number(week)
  if (year === '' || number < 1 || number > 53) return undefined
  // The fourth of January is in week 1 always.
  const fourth = Temporal.PlainDate.from({ year: Number(year), month: 1, day: 4 })
  return fourth.subtract({ days: fourth.dayOfWeek - 1 }).add({ weeks: number - 1 })
}

/** The week of a day, as it stands in an address. */
export function weekText(day: Temporal.PlainDate): string {
  return `${day.yearOfWeek ?? day.year}-${String(day.weekOfYear ?? 1).padStart(2, '0')}`
}

/** What is asked for by an address; what cannot be read is as if it was not there. */
export function filterOf(search: DutySearch): DutyFilter {
  const monday = mondayOf(search['uge'])
  const ahead = aheadChoices.find(weeks => weeks === search['frem'])
  return {
    ...(monday && { day: monday.toString() }),
    ...idOf('adviserId', search['vejleder']),
    ...idOf('caseworkerId', search['raadgiver']),
    ...(search['skole'] && { school: search['skole'] }),
    ...(ahead && { weeksAhead: Number(ahead) }),
  }
}

function idOf(name: 'adviserId' | 'caseworkerId', text: string | undefined): DutyFilter {
  const id = Number(text)
  return Number.isSafeInteger(id) && id > 0 ? { [name]: id } : {}
}

export function groupOf(search: DutySearch): DutyGroup | null {
  return dutyGroups.find(group => group === search['gruppe']) ?? null
}

/** Filters that leave people out; how far ahead one looks, and which week, leave out nobody. */
const leavingOut = ['vejleder', 'raadgiver', 'skole'] as const

type Emptiness = 'groupEmpty' | 'nobodyFiltered' | 'nobody' | 'allOnPlan'

/** Why the list is empty; null when it is not. An empty group never says that everybody is on plan. */
export function emptinessOf(
  search: DutySearch,
  { total, onPlan, counts }: { total: number; onPlan: number; counts: Readonly<Record<DutyGroup, number>> },
): Emptiness | null {
  const group = groupOf(search)
  if (total === 0) return leavingOut.some(name => search[name]) ? 'nobodyFiltered' : 'nobody'
  if (onPlan === total) return 'allOnPlan'
  return group !== null && counts[group] === 0 ? 'groupEmpty' : null
}
