import { houseCalendar } from '#domain/calendar/calendar.ts'
import type { Period } from '#domain/calendar/period.ts'
import { deriveDeadlines } from './derive.ts'
import type { Contact, ContactKind, ContactOutcome, Deadline, RhythmHistory, Rule } from './types.ts'

export const calendar = houseCalendar([])
export const on = (day: string) => Temporal.PlainDate.from(day)

/** `to` is the first day on which it no longer holds. */
export function span(from: string, to: string | null = null): Period {
  return { from: on(from), to: to === null ? null : on(to) }
}

/** "A meeting a month" for members of programme 7, by the promise clock. */
export const monthlyMeeting: Rule = {
  id: 1,
  name: 'Møde hver måned',
  clock: 'promise',
  status: 'local',
  source: 'Serviceløfte i "Mod til uddannelse"',
  during: span('2017-01-01'),
  programmeId: 7,
  targetGroup: null,
  anchor: 'membership',
  pattern: 'every',
  fulfilledBy: ['meeting', 'accompaniment'],
  interval: { unit: 'months', length: 1 },
  count: 1,
  windowWorkingDays: 5,
  nonWorkingDays: 'dayBefore',
  stopsInPause: true,
  stopsInClosing: false,
  returnWorkingDays: 5,
  retryWorkingDays: 3,
  escalateAfter: 3,
}

/** "... and a call in between". */
export const callBetween: Rule = {
  ...monthlyMeeting,
  id: 2,
  name: 'Opkald imellem',
  pattern: 'between',
  fulfilledBy: ['call'],
  windowWorkingDays: 3,
}

export const everySecondMonth: Rule = {
  ...monthlyMeeting,
  id: 3,
  name: 'Samtale hver anden måned',
  clock: 'statutory',
  status: 'unverified',
  source: 'Ikke fundet',
  programmeId: null,
  anchor: 'assessment',
  fulfilledBy: ['meeting'],
  interval: { unit: 'months', length: 2 },
  windowWorkingDays: 0,
  nonWorkingDays: 'stays',
  stopsInPause: false,
}

export const firstInterview: Rule = {
  ...everySecondMonth,
  id: 4,
  name: 'Første samtale inden 7 dage',
  status: 'law',
  source: 'LAB § 31, stk. 5',
  anchor: 'enquiry',
  pattern: 'once',
  interval: { unit: 'days', length: 7 },
}

export const fourInHalfYear: Rule = {
  ...firstInterview,
  id: 5,
  name: 'Mindst fire samtaler i de første seks måneder',
  source: 'LAB § 31, stk. 3',
  pattern: 'counted',
  interval: { unit: 'months', length: 6 },
  count: 4,
}

/** "The final decision within three months", owed to whom the first one called ready for education. */
export const finalAssessment: Rule = {
  ...firstInterview,
  id: 10,
  name: 'Endelig målgruppevurdering inden tre måneder',
  source: 'BEK § 6, stk. 3',
  targetGroup: 'educationReady',
  fulfilledBy: ['finalAssessment'],
  interval: { unit: 'months', length: 3 },
}

/** 15-17 years, not in education, work or activity: to be spoken with. */
export const offPlanContact: Rule = {
  ...firstInterview,
  id: 11,
  name: 'Kontakt inden fem hverdage',
  anchor: 'offPlan',
  fulfilledBy: ['meeting', 'call', 'accompaniment'],
  interval: { unit: 'workingDays', length: 5 },
}

/** ... and to have something new to do, when the schools are open. */
export const newActivity: Rule = {
  ...firstInterview,
  id: 12,
  name: 'Ny aktivitet inden 30 dage',
  anchor: 'offPlanContact',
  fulfilledBy: ['activity'],
  interval: { unit: 'days', length: 30 },
  stopsInClosing: true,
}

export const orderStep: Rule = {
  ...firstInterview,
  id: 13,
  name: 'Næste trin i uddannelsespålægget',
  status: 'local',
  anchor: 'orderStep',
  pattern: 'set',
  fulfilledBy: ['orderStep'],
  interval: { unit: 'days', length: 1 },
}

/** A member of programme 7 since 1 October 2026, with nothing else known. */
export const member: RhythmHistory = {
  enquiryDay: null,
  assessments: [],
  memberships: [{ programmeId: 7, during: span('2026-10-01') }],
  pauses: [],
  contacts: [],
  deeds: [],
  offPlan: [],
  orderSteps: [],
  closedFrom: null,
}

let contactIds = 0

export function contact(day: string, kind: ContactKind, outcome: ContactOutcome = 'held'): Contact {
  contactIds += 1
  return { id: contactIds, day: on(day), kind, outcome }
}

export const met = (day: string) => contact(day, 'meeting')
export const called = (day: string) => contact(day, 'call')

export function derive(
  rules: readonly Rule[] | Rule,
  history: Partial<RhythmHistory>,
  today: string,
): Deadline[] {
  return deriveDeadlines([rules].flat(), { ...member, ...history }, on(today), calendar)
}

/** "late 2026-11-01 on 2026-11-05": state, due day, and the day on which it was closed. */
export function told({ state, dueDay, closedDay }: Deadline): string {
  return closedDay === null ? `${state} ${dueDay}` : `${state} ${dueDay} on ${closedDay}`
}

/** The rows as `told`, in order. */
export function story(
  rules: readonly Rule[] | Rule,
  history: Partial<RhythmHistory>,
  today: string,
): string[] {
  return derive(rules, history, today).map(told)
}

/**
 * A value with its days as text. Needed for `toMatchObject`, which sees no difference between two Temporal days:
 * they have no properties of their own.
 */
export function written(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value))
}
