import type { DayNumber } from '#domain/calendar/day-number.ts'
import { type Capacity, type CapacitySettings, capacityOn, type StaffTime } from './capacity.ts'
import { holds } from './span.ts'

/** An open case on a day. */
export interface HeldCase {
  caseId: number
  /** Its weight: minutes a month. */
  minutes: number
  programmeIds: readonly number[]
  /** The caseworker by assignment; null for none. */
  holderId: number | null
  /** Whom a bar keeps from the young person on the day: they do not stand in. Left out for nobody. */
  notBy?: readonly number[]
}

/** Who has the work of a case on a day. */
export interface Cover {
  /** Null: nobody has, and `why` says so. */
  staffId: number | null
  /**
   * `own`: the caseworker. `standsIn`: the deputy of a caseworker who is away for long. `noCaseworker`: nobody is
   * assigned, or whoever is works here as a caseworker no more. `away`: the caseworker is away for long, and nobody
   * stands in. `deputyBarred`: somebody does, and a bar keeps that one from this young person.
   */
  why: 'own' | 'standsIn' | 'noCaseworker' | 'away' | 'deputyBarred'
}

export interface LoadSettings extends CapacitySettings {
  /**
   * From so many days on, an absence is long: the work goes to the deputy, or to nobody. Shorter ones are in the time
   * for young people already, which is what is left after holidays and illness.
   */
  longAbsenceDays: number
}

export interface Tally {
  cases: number
  minutes: number
}

/** What one caseworker carries on a day, against what they have time for. */
export interface Load {
  staffId: number
  /** By assignment, also of whoever is away. */
  held: Tally
  /** Of those, the ones whose work they have. */
  own: Tally
  /** Those of colleagues for whom they stand in. */
  standsIn: Tally
  capacity: Capacity
}

/** Minutes a month that somebody carries. */
export function carried({ own, standsIn }: Load): number {
  return own.minutes + standsIn.minutes
}

/** Who has the work of each case on a day, in the order of the cases. */
export function coverOn(
  cases: readonly HeldCase[],
  staff: readonly StaffTime[],
  day: DayNumber,
  { longAbsenceDays }: Pick<LoadSettings, 'longAbsenceDays'>,
): Cover[] {
  const byId = new Map(staff.map(each => [each.staffId, each]))
  const nobody: Cover = { staffId: null, why: 'noCaseworker' }
  const covers = new Map<number, Cover>()
  const coverOf = (holderId: number): Cover => {
    const known = covers.get(holderId)
    if (known !== undefined) return known
    const holder = byId.get(holderId)
    const cover = holder === undefined ? nobody : coverFor(holder, staff, day, longAbsenceDays)
    covers.set(holderId, cover)
    return cover
  }
  return cases.map(({ holderId, notBy = [] }) => {
    const cover = holderId === null ? nobody : coverOf(holderId)
    const isBarred = cover.why === 'standsIn' && cover.staffId !== null && notBy.includes(cover.staffId)
    return isBarred ? { staffId: null, why: 'deputyBarred' } : cover
  })
}

/** Who has the work of one caseworker on a day. */
export function coverFor(
  holder: StaffTime,
  staff: readonly StaffTime[],
  day: DayNumber,
  longAbsenceDays: number,
): Cover {
  if (!isHere(holder, day)) return { staffId: null, why: 'noCaseworker' }
  const absence = longAbsenceOn(holder, day, longAbsenceDays)
  if (absence === null) return { staffId: holder.staffId, why: 'own' }
  const deputy = staff.find(({ staffId }) => staffId === absence.deputyId)
  // A deputy's own deputy does not follow the young people: see door.related_youths.
  const stands =
    deputy !== undefined && isHere(deputy, day) && longAbsenceOn(deputy, day, longAbsenceDays) === null
  return stands ? { staffId: deputy.staffId, why: 'standsIn' } : { staffId: null, why: 'away' }
}

function isHere({ asCaseworker }: StaffTime, day: DayNumber): boolean {
  return asCaseworker.some(span => holds(span, day))
}

/** The long absence in which somebody is on a day; null for none. */
export function longAbsenceOn({ absences }: StaffTime, day: DayNumber, longAbsenceDays: number) {
  return (
    absences.find(({ during }) => holds(during, day) && during.to - during.from >= longAbsenceDays) ?? null
  )
}

/**
 * The load of each member of staff on a day. What everybody carries and what nobody covers make up all cases: none is
 * counted twice, and none is lost.
 */
export function loadsOn(
  cases: readonly HeldCase[],
  staff: readonly StaffTime[],
  day: DayNumber,
  settings: LoadSettings,
): Load[] {
  const none = staff.map(each => ({
    staffId: each.staffId,
    ...noTallies(),
    capacity: timeOn(each, day, settings),
  }))
  return withCases(none, [{ cases, sign: 1 }], staff, day, settings)
}

/** The same loads where some cases are others, of the same staff on the same day; whose is the same is the same object. */
export function loadsAfter(
  loads: readonly Load[],
  { gone, come }: { gone: readonly HeldCase[]; come: readonly HeldCase[] },
  staff: readonly StaffTime[],
  day: DayNumber,
  settings: LoadSettings,
): Load[] {
  const changes = [
    { cases: gone, sign: -1 as const },
    { cases: come, sign: 1 as const },
  ]
  return withCases(loads, changes, staff, day, settings)
}

function noTallies(): Pick<Load, 'held' | 'own' | 'standsIn'> {
  return {
    held: { cases: 0, minutes: 0 },
    own: { cases: 0, minutes: 0 },
    standsIn: { cases: 0, minutes: 0 },
  }
}

/** With some cases counted in, and others out. */
function withCases(
  before: readonly Load[],
  changes: readonly { cases: readonly HeldCase[]; sign: 1 | -1 }[],
  staff: readonly StaffTime[],
  day: DayNumber,
  settings: LoadSettings,
): Load[] {
  const loads = new Map(before.map(load => [load.staffId, load]))
  const copied = new Set<number>()
  // Most changes are of two caseworkers: the others' loads stay the very same.
  const own = (staffId: number): Load | undefined => {
    const load = loads.get(staffId)
    if (load === undefined || copied.has(staffId)) return load
    const copy = { ...load, held: { ...load.held }, own: { ...load.own }, standsIn: { ...load.standsIn } }
    copied.add(staffId)
    loads.set(staffId, copy)
    return copy
  }
  for (const { cases, sign } of changes) {
    const covers = coverOn(cases, staff, day, settings)
    for (const [index, { holderId, minutes }] of cases.entries()) {
      const cover = covers[index]
      if (holderId !== null) add(own(holderId)?.held, minutes, sign)
      if (cover === undefined || cover.staffId === null) continue
      const load = own(cover.staffId)
      add(cover.why === 'own' ? load?.own : load?.standsIn, minutes, sign)
    }
  }
  return [...loads.values()]
}

/**
 * What somebody has time for on a day. A short absence takes nothing from it: the time is what is left after holidays
 * and illness, and counting them again would hide an overload for a week, or make one.
 */
function timeOn(staff: StaffTime, day: DayNumber, settings: LoadSettings): Capacity {
  const absence = longAbsenceOn(staff, day, settings.longAbsenceDays)
  return capacityOn({ ...staff, absences: absence === null ? [] : [absence] }, day, settings)
}

/**
 * The first day on which other duties take all of somebody's time, where they do so on one of the days and not on the
 * first of them already; null where they do not.
 *
 * @param days in order
 */
export function noTimeFrom(
  staff: StaffTime,
  days: readonly DayNumber[],
  settings: LoadSettings,
): DayNumber | null {
  const isFull = (day: DayNumber) => timeOn(staff, day, settings).kind === 'full'
  const to = days.find(isFull)
  if (to === undefined || to === days[0]) return null
  let first = to
  while (isFull(first - 1)) first -= 1
  return first
}

function add(tally: Tally | undefined, minutes: number, sign: 1 | -1): void {
  if (tally === undefined) return
  tally.cases += sign
  tally.minutes += sign * minutes
}

/**
 * Whether somebody carries more than they have time for. Null where that cannot be said: hours that are not given, and
 * whoever is not here.
 *
 * @param more minutes a month beside those carried
 */
export function isOver(load: Load, more = 0): boolean | null {
  const { capacity } = load
  if (capacity.kind === 'available') return carried(load) + more > capacity.minutes
  return capacity.kind === 'full' ? carried(load) + more > 0 : null
}
