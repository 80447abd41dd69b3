import type { DayNumber } from '#domain/calendar/day-number.ts'
import { holds, type Span } from './span.ts'

/**
 * The figures by which time is reckoned, each dated: minutes a week of full time; minutes a month left of it for young
 * people; days from which an absence is long; weeks before and after an education begins; weeks back from which the rate
 * of new cases is taken.
 */
export const timeSettings = [
  'fullTimeWeekly',
  'fullTimeForYouths',
  'longAbsenceDays',
  'bridgeWeeksBefore',
  'bridgeWeeksAfter',
  'recentWeeks',
] as const
export type TimeSetting = (typeof timeSettings)[number]

/** From this week of being new on, so much of the time is for young people. */
export interface OnboardingStep {
  /** Whole weeks since the first day as a caseworker; the first step is of week 0. */
  fromWeek: number
  /** 0 to 100. */
  percent: number
}

/** What a member of staff has time for, as dated rows. */
export interface StaffTime {
  staffId: number
  /** When they work as a caseworker; neither overlapping nor touching. */
  asCaseworker: readonly Span[]
  hours: readonly { weeklyMinutes: number; during: Span }[]
  duties: readonly { name: string; weeklyMinutes: number; during: Span }[]
  absences: readonly Absence[]
  /** The first day on which they worked as a caseworker here, or followed somebody as such; null: not yet. */
  newSince: DayNumber | null
  /** Steps of their own; none: those of everybody. */
  ownSteps: readonly OnboardingStep[]
}

export interface Absence {
  during: Span
  deputyId: number | null
}

/** Dated configuration, as it is on the day. */
export interface CapacitySettings {
  /** Contracted minutes a week of somebody who works full time. */
  fullTimeWeekly: number
  /** Minutes a month that such a one has for young people, after holidays, illness, courses, meetings and breaks. */
  fullTimeForYouths: number
  onboarding: readonly OnboardingStep[]
}

/** One line of a capacity, in whole minutes a month; those that take away are negative. */
export type CapacityTerm =
  | { kind: 'hours'; weeklyMinutes: number; minutes: number }
  | { kind: 'duty'; name: string; weeklyMinutes: number; minutes: number }
  | { kind: 'onboarding'; percent: number; since: DayNumber; until: DayNumber | null; minutes: number }

/**
 * What somebody has time for on a day. Only `available` is room. Away is not "no load", and hours that nobody has given
 * are not zero hours: neither can be mistaken for a number.
 */
export type Capacity =
  | { kind: 'available'; minutes: number; terms: readonly CapacityTerm[] }
  /** Away from `since`; the last day is null where it is not known. Why is nobody's business here. */
  | { kind: 'away'; since: DayNumber; lastDay: DayNumber | null; deputyId: number | null }
  /** No contracted hours are given. */
  | { kind: 'unknown' }
  /** Other duties take everything, or whoever is new has no young people yet: the terms say which. */
  | { kind: 'full'; terms: readonly CapacityTerm[] }
  /**
   * Not a caseworker on that day: `from` is when they will be, null where that is not known; `since` the first day on
   * which they were one no more, null where they never were.
   */
  | { kind: 'notCaseworker'; from: DayNumber | null; since: DayNumber | null }

/**
 * Minutes a month for young people on a day, opened into terms that add up, or why there are none. Whoever is in one of
 * the absences given is away: leave out those that are short, as `loadsOn` does.
 */
export function capacityOn(staff: StaffTime, day: DayNumber, settings: CapacitySettings): Capacity {
  if (!staff.asCaseworker.some(span => holds(span, day))) {
    const ahead = staff.asCaseworker.map(({ from }) => from).filter(from => from > day)
    const ended = staff.asCaseworker.map(({ to }) => to).filter(to => to <= day)
    return {
      kind: 'notCaseworker',
      from: ahead.length === 0 ? null : Math.min(...ahead),
      since: ended.length === 0 ? null : Math.max(...ended),
    }
  }
  const absence = staff.absences.find(({ during }) => holds(during, day))
  if (absence !== undefined) {
    const { during, deputyId } = absence
    const lastDay = Number.isFinite(during.to) ? during.to - 1 : null
    return { kind: 'away', since: during.from, lastDay, deputyId }
  }
  const hours = staff.hours.find(({ during }) => holds(during, day))
  if (hours === undefined) return { kind: 'unknown' }
  const terms = termsOf(staff, hours.weeklyMinutes, day, settings)
  const minutes = terms.reduce((sum, term) => sum + term.minutes, 0)
  return minutes <= 0 ? { kind: 'full', terms } : { kind: 'available', minutes, terms }
}

/**
 * A duty of six hours a week takes six hours' share of the time for young people: it has holidays and breaks like the
 * rest of the work. Together duties take no more than all of it.
 */
function termsOf(
  staff: StaffTime,
  weeklyMinutes: number,
  day: DayNumber,
  settings: CapacitySettings,
): CapacityTerm[] {
  const { fullTimeWeekly, fullTimeForYouths } = settings
  const monthly = (weekly: number) => Math.round((Math.max(0, weekly) * fullTimeForYouths) / fullTimeWeekly)
  let left = weeklyMinutes
  const terms: CapacityTerm[] = [{ kind: 'hours', weeklyMinutes, minutes: monthly(left) }]
  for (const { name, weeklyMinutes: taken, during } of staff.duties) {
    if (!holds(during, day)) continue
    const minutes = monthly(left - taken) - monthly(left)
    terms.push({ kind: 'duty', name, weeklyMinutes: taken, minutes })
    left -= taken
  }
  const step = stepOn(staff, day, settings.onboarding)
  if (step === null) return terms
  const rest = monthly(left)
  return [...terms, { ...step, kind: 'onboarding', minutes: Math.round((rest * step.percent) / 100) - rest }]
}

/** Null for whoever is not new any more. */
function stepOn(
  { newSince, ownSteps }: StaffTime,
  day: DayNumber,
  everybody: readonly OnboardingStep[],
): { percent: number; since: DayNumber; until: DayNumber | null } | null {
  if (newSince === null) return null
  const week = Math.floor((day - newSince) / 7)
  let step: OnboardingStep | undefined
  let next: OnboardingStep | undefined
  // Asked for everybody on each day of a forecast: sorting took longer than all the rest.
  for (const each of ownSteps.length > 0 ? ownSteps : everybody)
    if (each.fromWeek > week) next = next === undefined || each.fromWeek < next.fromWeek ? each : next
    else if (step === undefined || each.fromWeek >= step.fromWeek) step = each
  if (step === undefined || step.percent >= 100) return null
  const until = next === undefined ? null : newSince + next.fromWeek * 7
  return { percent: step.percent, since: newSince, until }
}
