/**
 * Who shall have which young person: the question as data. All money-like figures are integers in one unit of the
 * asker's own choice ("points"), all work is whole minutes a month, so that every score is exact.
 */
export interface AllocationProblem {
  cases: readonly AllocationCase[]
  caseworkers: readonly AllocationCaseworker[]
  /** What load costs every caseworker who has no price of their own; empty when load is free up to the limits. */
  loadPrice: readonly LoadPriceStep[]
}

export interface AllocationCase {
  id: string
  /** Expected minutes a month with anybody for whom `pairs` says nothing else; more than 0. */
  minutes: number
  /** What limits of a group count it in, such as the programmes; naming one twice is naming it once. */
  groups: readonly string[]
  /** The caseworker whom the young person has today; null for a new one. */
  current: string | null
  /** Whom it shall be, whatever it costs; null when that is open. */
  lock: string | null
  /** Points for having another than `current`, who could have gone on. Nothing is paid where a change is forced. */
  moveCost: number
  /** Points for being left on the waiting list; null when this young person may not wait. */
  waitingPrice: number | null
  /** What is particular to one caseworker; cost 0 and the ordinary minutes where nothing is said. */
  pairs: readonly AllocationPair[]
  /** Who may not, and the code of why, such as `kinship`. */
  forbidden: readonly { caseworkerId: string; reason: string }[]
}

export interface AllocationPair {
  caseworkerId: string
  /** Points for how well or ill the two match; negative for better than nothing said. */
  cost: number
  /** Minutes a month with this caseworker, where they differ (travel, language); more than 0. */
  minutes?: number
}

export interface AllocationCaseworker {
  id: string
  /** Whoever is away full time is unavailable: no room, and no load in percent either. */
  available: boolean
  /** Minutes a month that they really have for cases; more than 0 when available. */
  capacity: number
  /** What may not be exceeded; each holds by itself, and empty when only the price holds back. */
  limits: readonly AllocationLimit[]
  /** What load costs with this one, in the place of what it costs with all. */
  loadPrice?: readonly LoadPriceStep[]
  /** What they do beside, whatever is decided: cases of somebody they stand in for. It counts in load and in limits. */
  base: readonly AllocationBase[]
}

/**
 * So much somebody may have at the most, of one group or of everything. Who has more already, and shall not be made to
 * give any away, is given a limit of what they have.
 */
export interface AllocationLimit {
  /** Counts only cases of this group; null counts all. */
  group: string | null
  /** How many cases; null for any number. */
  mostCases: number | null
  /** Minutes a month, as they are with this caseworker; null for any number. */
  mostMinutes: number | null
}

/** Work that is not asked about: so many minutes a month, from so many cases, all of the same groups. */
export interface AllocationBase {
  minutes: number
  cases: number
  groups: readonly string[]
}

/**
 * One step of the convex price of load: each percent of capacity from here on costs `perPercent` points, until the
 * next step. Both rise from step to step. Where load is wanted it is negative, from 0 percent on. For one caseworker it
 * is rounded to whole points a minute.
 */
export interface LoadPriceStep {
  fromPercent: number
  perPercent: number
}

/** Who has whom: the caseworker's id by the case's; null is the waiting list. */
export type Assignment = ReadonlyMap<string, string | null>
