import type { DayNumber } from '#domain/calendar/day-number.ts'
import { capacityOn, type StaffTime } from './capacity.ts'
import { type LoadSettings, longAbsenceOn } from './load.ts'
import type { Occasion } from './proposing.ts'
import { holds } from './span.ts'

/** Why somebody can be given no young people on a day. */
export const cannotReasons = [
  /** A caseworker no more. */
  'stopped',
  /** A caseworker from a later day on. */
  'notYet',
  /** Neither now nor later. */
  'notCaseworker',
  /** Away for long, also where a deputy stands in. */
  'away',
  /** Other duties, or being new, take all of the time. */
  'noTime',
  /** No hours are given. */
  'hoursUnknown',
] as const

/** Why, and since when; the last day where one is known. Null: no day says more. */
export interface CannotTake {
  why: (typeof cannotReasons)[number]
  from: DayNumber | null
  lastDay: DayNumber | null
}

/** What a proposal is about: whoever leaves or is ill takes nobody from the day on which it would hold. */
interface About {
  occasion: Occasion
  aboutStaffId: number | null
  day: DayNumber
  settings: LoadSettings
}

/**
 * Why nobody can be locked to somebody in a proposal; null: it can be done.
 *
 * @param staff undefined for whoever is not among the unit's staff
 */
export function cannotTake(
  staff: StaffTime | undefined,
  { occasion, aboutStaffId, day, settings }: About,
): CannotTake | null {
  if (staff === undefined) return { why: 'notCaseworker', from: null, lastDay: null }
  if (staff.staffId === aboutStaffId && occasion === 'leaves')
    return { why: 'stopped', from: day, lastDay: null }
  if (staff.staffId === aboutStaffId && occasion === 'ill') return { why: 'away', from: day, lastDay: null }
  if (!staff.asCaseworker.some(span => holds(span, day))) return notHere(staff, day)
  const absence = longAbsenceOn(staff, day, settings.longAbsenceDays)
  if (absence !== null) {
    const { from, to } = absence.during
    return { why: 'away', from, lastDay: Number.isFinite(to) ? to - 1 : null }
  }
  const kindOn = (on: DayNumber) => capacityOn({ ...staff, absences: [] }, on, settings).kind
  if (kindOn(day) === 'available') return null
  if (kindOn(day) === 'unknown') {
    const ended = staff.hours.map(({ during }) => during.to).filter(to => to <= day)
    return { why: 'hoursUnknown', from: ended.length === 0 ? null : Math.max(...ended), lastDay: null }
  }
  // It begins where something in their time does.
  const turns = [
    ...[...staff.duties, ...staff.hours].flatMap(({ during: { from, to } }) => [from, to]),
    ...(staff.newSince === null ? [] : [staff.newSince]),
  ]
  let from = day
  for (const turn of turns.filter(on => on <= day).toSorted((a, b) => b - a)) {
    if (kindOn(turn) !== 'full') break
    from = turn
    if (kindOn(turn - 1) !== 'full') break
  }
  return { why: 'noTime', from, lastDay: null }
}

function notHere({ asCaseworker }: StaffTime, day: DayNumber): CannotTake {
  const ahead = asCaseworker.map(({ from }) => from).filter(from => from > day)
  if (ahead.length > 0) return { why: 'notYet', from: Math.min(...ahead), lastDay: null }
  const ended = asCaseworker.map(({ to }) => to).filter(to => to <= day)
  return ended.length === 0
    ? { why: 'notCaseworker', from: null, lastDay: null }
    : { why: 'stopped', from: Math.max(...ended), lastDay: null }
}
