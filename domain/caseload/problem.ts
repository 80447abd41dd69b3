/**
 * Who shall have which young person: the question as data. All money-like figures are integers in one unit of the
 * asker's own choice ("points"), all work is whole minutes a month, so that every score is exact.
 */
export interface AllocationProblem {
  cases: readonly AllocationCase[]
  caseworkers: readonly AllocationCaseworker[]
  /** What load costs every caseworker who has no `price` of their own; empty when load is free up to the ceiling. */
  loadPrice: readonly LoadPriceStep[]
}

export interface AllocationCase {
  id: string
  /** Expected minutes a month with anybody for whom `pairs` says nothing else; more than 0. */
  minutes: number
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
  /** Minutes a month that may not be exceeded; null when only the price holds back. */
  ceiling: number | null
}

/**
 * One step of the convex price of load: each percent of capacity from here on costs `perPercent` points, until the
 * next step. Both rise from step to step. For one caseworker it is rounded to whole points a minute.
 */
export interface LoadPriceStep {
  fromPercent: number
  perPercent: number
}

/** Who has whom: the caseworker's id by the case's; null is the waiting list. */
export type Assignment = ReadonlyMap<string, string | null>
