import type { Calendar } from '#domain/calendar/calendar.ts'
import { addWorkingDays } from '#domain/calendar/working-days.ts'
import type { ContactKind, Deadline, Rule } from './types.ts'

/** The groups of "My day", in the order in which they are shown. A person can be in several. */
export const dayGroups = [
  'overdue',
  'dueToday',
  'thisWeek',
  'promiseAtRisk',
  'newToMe',
  'noNextAppointment',
  'waitingOnYouth',
] as const

export type DayGroup = (typeof dayGroups)[number]

/** A promise with nothing booked is at risk from this many working days before its last day. */
const atRiskWorkingDays = 3
/** Somebody is new to a caseworker for so many days, unless they have met. */
const newForDays = 14

/** The days that the groups are counted by; in SQL they are parameters, since only the calendar knows them. */
export interface DayBounds {
  today: Temporal.PlainDate
  sunday: Temporal.PlainDate
  atRiskUntil: Temporal.PlainDate
  newSince: Temporal.PlainDate
}

export interface PersonToday {
  /** Open obligations. */
  deadlines: readonly Pick<Deadline, 'ruleId' | 'windowTo' | 'lastWorkingDay' | 'retryDay'>[]
  /** What is booked from today on. */
  appointments: readonly { day: Temporal.PlainDate; kind: ContactKind }[]
  /** Since when the reader follows the person, and whether the reader has held a contact with them since. */
  mineSince: Temporal.PlainDate
  metByMe: boolean
  paused: boolean
}

export function dayBounds(today: Temporal.PlainDate, calendar: Calendar): DayBounds {
  return {
    today,
    sunday: today.add({ days: 7 - today.dayOfWeek }),
    atRiskUntil: addWorkingDays(today, atRiskWorkingDays, calendar),
    newSince: today.subtract({ days: newForDays - 1 }),
  }
}

/**
 * In which groups of "My day" a person is. In SQL, over the open rows `d` of `deadline` with rule `r`:
 *
 * - overdue: no longer kept.
 *   `d.window_to < :today`
 * - dueToday: today is the last working day on which it can be seen to, or within the rest of its window; or a
 *   retry is due, or was and has not been made.
 *   `(d.last_working_day <= :today and d.window_to >= :today) or d.retry_day <= :today`
 * - thisWeek: the same until Sunday, today included, what is overdue not.
 *   `(d.last_working_day <= :sunday and d.window_to >= :today) or d.retry_day between :today and :sunday`
 * - promiseAtRisk: a promise runs out within three working days, and nothing is booked that would fulfil it in time.
 *   `d.clock = 'promise' and d.window_to between :today and :at_risk_until and not exists (booked appointment n
 *   with n.kind = any (r.fulfilled_by) and its day between :today and d.window_to)`
 * - newToMe: followed for less than 14 days, and not met yet by the reader.
 *   `since >= :new_since and not exists (held contact by the reader with day >= since)`
 * - noNextAppointment: nothing booked from today on, and not in a pause.
 *   `not exists (booked appointment with day >= :today) and not exists (pause with during @> :today)`
 * - waitingOnYouth: an attempt failed, and the next one is not due yet.
 *   `d.retry_day > :today`
 */
export function dayStatus(
  person: PersonToday,
  rules: ReadonlyMap<number, Pick<Rule, 'clock' | 'fulfilledBy'>>,
  { today, sunday, atRiskUntil, newSince }: DayBounds,
): Record<DayGroup, boolean> {
  const { deadlines, appointments } = person
  const { compare } = Temporal.PlainDate
  const between = (day: Temporal.PlainDate, from: Temporal.PlainDate, to: Temporal.PlainDate) =>
    compare(day, from) >= 0 && compare(day, to) <= 0

  return {
    overdue: deadlines.some(({ windowTo }) => compare(windowTo, today) < 0),
    dueToday: deadlines.some(
      ({ lastWorkingDay, windowTo, retryDay }) =>
        between(today, lastWorkingDay, windowTo) || (retryDay !== null && compare(retryDay, today) <= 0),
    ),
    thisWeek: deadlines.some(
      ({ lastWorkingDay, windowTo, retryDay }) =>
        (compare(lastWorkingDay, sunday) <= 0 && compare(windowTo, today) >= 0) ||
        (retryDay !== null && between(retryDay, today, sunday)),
    ),
    promiseAtRisk: deadlines.some(({ ruleId, windowTo }) => {
      const rule = rules.get(ruleId)
      if (rule?.clock !== 'promise' || !between(windowTo, today, atRiskUntil)) return false
      return !appointments.some(
        ({ day, kind }) => rule.fulfilledBy.includes(kind) && between(day, today, windowTo),
      )
    }),
    newToMe: !person.metByMe && compare(person.mineSince, newSince) >= 0,
    noNextAppointment: !person.paused && !appointments.some(({ day }) => compare(day, today) >= 0),
    waitingOnYouth: deadlines.some(({ retryDay }) => retryDay !== null && compare(retryDay, today) > 0),
  }
}
