import type { Period } from '#domain/calendar/period.ts'
import type { EducationOrderRule } from './education-order.ts'
import { shippedDecidedAt } from './shipped.ts'
import type { AssessmentHistory, TargetGroup } from './types.ts'

export function on(day: string): Temporal.PlainDate {
  return Temporal.PlainDate.from(day)
}

export function between(from: string, to: string | null): Period {
  return { from: on(from), to: to === null ? null : on(to) }
}

function group(code: string, name: string): TargetGroup {
  return {
    code,
    name,
    definition: '',
    during: between('2014-01-01', null),
    source: 'BEK § 6',
    status: 'law',
    decidedAt: shippedDecidedAt[code] ?? null,
  }
}

export const notAssessed = group('notAssessed', 'Ikke visiteret')
export const clearlyReady = group('clearlyReady', 'Åbenlyst uddannelsesparat')
export const educationReady = group('educationReady', 'Uddannelsesparat')
export const activityReady = group('activityReady', 'Aktivitetsparat')
export const groups: readonly TargetGroup[] = [notAssessed, clearlyReady, educationReady, activityReady]

/** Wrote on 1 September 2026, and was met on the 4th and on 6 October. */
export const newcomer: AssessmentHistory = {
  case: between('2026-09-01', null),
  interviews: [
    { contactId: 2, day: on('2026-10-06') },
    { contactId: 1, day: on('2026-09-04') },
  ],
  assessments: [],
}

/** The same, assessed as educationReady at the first interview. */
export const assessedFirst: AssessmentHistory = {
  ...newcomer,
  assessments: [
    { id: 7, targetGroup: 'educationReady', during: between('2026-09-04', null), stage: 'first' },
  ],
}

/** Until the announced change of 2027. */
export const orderRules: readonly EducationOrderRule[] = [
  {
    during: between('2014-01-01', '2027-01-01'),
    targetGroups: ['clearlyReady', 'educationReady'],
    ageFrom: 18,
    ageTo: 29,
    source: 'Bortfalder efter aftalen 1. januar 2027',
    status: 'unverified',
  },
]
