import type { DayNumber } from '#domain/calendar/day-number.ts'
import type { StaffTime } from './capacity.ts'
import type { Ceiling, CeilingException } from './ceiling.ts'
import type { CeilingWatch } from './ceiling-watch.ts'
import type { Ends } from './ends.ts'
import type { Lists } from './lists.ts'
import type { HeldCase, Load, LoadSettings } from './load.ts'
import type { StaffOffers, YouthAbout } from './match.ts'
import type { AllocationCaseworker } from './problem.ts'

/** What beside its weight and its programmes says who may have a case, and who fits. */
export interface FitDetails {
  youthId: number
  about?: YouthAbout
  /** Who has been the caseworker before today. */
  earlier: readonly number[]
  /** Whom a bar keeps away. */
  barred: readonly number[]
  /** Somebody else is to have the case from a later day: it is not passed on to make room. */
  isPlanned: boolean
  /** The case on a later day; null where it is closed then. */
  heldOn: (day: DayNumber) => HeldCase | null
}

/** The unit as things stand, of which one asks who fits whom. */
export interface FitUnit {
  /** All cases that are open today, by their caseworker. */
  heldBy: Lists<HeldCase>
  detailsOf: (caseId: number) => FitDetails
  staff: readonly StaffTime[]
  offers: ReadonlyMap<number, StaffOffers>
  /** Everybody's load today and on later days, in the order of the staff. */
  points: readonly { day: DayNumber; loads: readonly Load[] }[]
  settings: LoadSettings
  ceilings: readonly Ceiling[]
  exceptions: readonly CeilingException[]
  /** The watch that giving holds cases against, of all cases from today on. */
  watch: Pick<CeilingWatch, 'passedBy'>
}

/** A caseworker of today, and what is the same whoever is asked about. */
export interface Person {
  each: StaffTime
  load: Load
  ends: Ends
  /** What they carry on each day, of how many minutes; null where that is no number. */
  weeks: readonly { day: DayNumber; carries: number; of: number | null }[]
}

/**
 * What was worked out of the staff, and of one caseworker's cases. The next unit may be asked with the same, as long as
 * staff, days, settings, ceilings and exceptions are the very same.
 */
export interface FitMemory {
  ends: WeakMap<StaffTime, Ends>
  programmes: WeakMap<readonly HeldCase[], readonly number[]>
  beside: WeakMap<readonly HeldCase[], Beside>
}

export type Beside = Pick<AllocationCaseworker, 'limits' | 'base'>

export function fitMemory(): FitMemory {
  return { ends: new WeakMap(), programmes: new WeakMap(), beside: new WeakMap() }
}

/** What a memory has of a key, made where it has nothing. */
export function onceFor<Key extends object, T>(memory: WeakMap<Key, T>, key: Key, make: () => T): T {
  const known = memory.get(key)
  if (known !== undefined) return known
  const fresh = make()
  memory.set(key, fresh)
  return fresh
}
