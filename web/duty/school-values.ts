import type { findForSchool } from '#contract/duty.ts'
import type { OutputOf } from '#contract/use-case.ts'
import { ageOn } from '#domain/calendar/months.ts'
import type { FieldFault } from '#web/kit/form.tsx'
import { notAhead, required } from './values.ts'

export type Found = OutputOf<typeof findForSchool>['found']

/** What is written about a message; kept as a draft. */
export interface SchoolValues {
  givenName: string
  familyName: string
  birthDate: Temporal.PlainDate | null
  /** That an age outside the duty is no slip. */
  ageIsRight: boolean
  school: string
  lastDay: Temporal.PlainDate | null
  noticeDay: Temporal.PlainDate | null
  senderName: string
  senderPhone: string
  about: string
  /** The young person's key, or `none` for an enquiry. */
  who: string
  /** What ended, where that is written down. */
  activityId: string
  clientKey: string
}

export function emptyMessage(today: Temporal.PlainDate, clientKey: string): SchoolValues {
  return {
    givenName: '',
    familyName: '',
    birthDate: null,
    ageIsRight: false,
    school: '',
    lastDay: null,
    noticeDay: today,
    senderName: '',
    senderPhone: '',
    about: '',
    who: '',
    activityId: '',
    clientKey,
  }
}

/** Whether somebody who was found has the birth date that was asked for, not the name alone. */
export function isBornOn(person: Found[number] | undefined, day: Temporal.PlainDate | null): boolean {
  return person !== undefined && day !== null && person.birthDate.equals(day)
}

/** The age today where it lies outside the duty's 15-17 years, so that it is asked about; otherwise null. */
export function oddAge(birthDate: Temporal.PlainDate | null, today: Temporal.PlainDate): number | null {
  if (birthDate === null || Temporal.PlainDate.compare(birthDate, today) > 0) return null
  const age = ageOn(birthDate, today)
  return age < 15 || age > 17 ? age : null
}

export function schoolFaults(values: SchoolValues, today: Temporal.PlainDate): FieldFault[] {
  return [
    ...required('givenName', values.givenName),
    ...required('familyName', values.familyName),
    ...required('birthDate', values.birthDate),
    ...notAhead('birthDate', values.birthDate, today),
    ...(oddAge(values.birthDate, today) !== null && !values.ageIsRight
      ? [{ field: 'birthDate', code: 'unsure' }]
      : []),
    ...required('school', values.school),
    ...required('lastDay', values.lastDay),
    ...notAhead('lastDay', values.lastDay, today),
    ...required('noticeDay', values.noticeDay),
    ...notAhead('noticeDay', values.noticeDay, today),
  ]
}
