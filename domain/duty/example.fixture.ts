import { danishCalendar } from '#domain/calendar/calendar.ts'
import type { Period } from '#domain/calendar/period.ts'
import type { DutyActivity, DutyRule } from './cover.ts'
import { type DutyHistory, type OffPlan, offPlanPeriods } from './off-plan.ts'

export const calendar = danishCalendar()
export const on = (day: string) => Temporal.PlainDate.from(day)

/** `to` is the first day on which it no longer holds. */
export function span(from: string, to: string | null = null): Period {
  return { from: on(from), to: to === null ? null : on(to) }
}

/** As they ship: education and other agreed activity whatever the hours, work from 18 hours, parts together. */
export const rules: readonly DutyRule[] = ['education', 'fgu', 'internship', 'other', 'work'].map(kind => ({
  activityKind: kind,
  during: span('1980-01-01'),
  weeklyMinutes: kind === 'work' ? 18 * 60 : null,
  countsInPart: kind === 'work',
}))

export function activity(
  kind: string,
  from: string,
  to: string | null = null,
  more: Partial<DutyActivity> = {},
): DutyActivity {
  return {
    kind,
    during: span(from, to),
    weeklyMinutes: null,
    noticeDay: null,
    showedUp: null,
    showedUpDay: null,
    ...more,
  }
}

export const work = (hours: number, from: string, to: string | null = null) =>
  activity('work', from, to, { weeklyMinutes: hours * 60 })

/** Somebody born on 1 March 2010: 16 in the school year of the examples. The case is open since May 2025. */
export function history(more: Partial<DutyHistory>): DutyHistory {
  return {
    birthDate: on('2010-03-01'),
    activities: [],
    pauses: [],
    closings: [],
    caseOpen: span('2025-05-01'),
    today: on('2027-02-01'),
    ...more,
  }
}

export function offPlan(more: Partial<DutyHistory>): OffPlan[] {
  return offPlanPeriods(history(more), rules, calendar)
}

/** "2026-12-15 – 2027-01-11, known 2026-12-18, ended", for comparing at a glance. */
export function told({ known, during: { from, to }, cause }: OffPlan): string {
  return `${from} – ${to}, known ${known}, ${cause.kind}`
}
