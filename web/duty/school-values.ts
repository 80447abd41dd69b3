import type { findForSchool } from '#contract/duty.ts'
import type { OutputOf } from '#contract/use-case.ts'
import type { FieldFault } from '#web/kit/form.tsx'
import { notAhead, required } from './values.ts'

export type Found = OutputOf<typeof findForSchool>['found']

/** What is written about a message; kept as a draft. */
export interface SchoolValues {
  givenName: string
  familyName: string
  birthDate: Temporal.PlainDate | null
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

export function schoolFaults(values: SchoolValues, today: Temporal.PlainDate): FieldFault[] {
  return [
    ...required('givenName', values.givenName),
    ...required('familyName', values.familyName),
    ...required('birthDate', values.birthDate),
    ...notAhead('birthDate', values.birthDate, today),
    ...required('school', values.school),
    ...required('lastDay', values.lastDay),
    ...required('noticeDay', values.noticeDay),
    ...notAhead('noticeDay', values.noticeDay, today),
  ]
}
