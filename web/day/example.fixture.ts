import type { z } from 'zod'
import type { DayAppointment, DayPerson, DayRule, OpenDeadline } from '#contract/day.ts'
import { danishCalendar } from '#domain/calendar/calendar.ts'
import { dayBounds } from '#domain/rhythm/day-status.ts'
import type { PersonToday } from './person-today.ts'
import { peopleToday } from './person-today.ts'

export const timeZone = 'Europe/Copenhagen'
export const on = (day: string) => Temporal.PlainDate.from(day)
/** A Monday. */
export const today = on('2026-11-23')

type Rule = z.output<typeof DayRule>
type Deadline = z.output<typeof OpenDeadline>

export const meeting: Rule = {
  id: 1,
  name: 'Møde hver måned',
  clock: 'promise',
  status: 'local',
  source: 'Serviceløfte',
  pattern: 'every',
  fulfilledBy: ['meeting', 'accompaniment'],
  count: 1,
}
export const call: Rule = {
  ...meeting,
  id: 2,
  name: 'Opkald imellem',
  pattern: 'between',
  fulfilledBy: ['call'],
}
export const statutory: Rule = {
  ...meeting,
  id: 3,
  name: 'Samtale',
  clock: 'statutory',
  status: 'law',
  fulfilledBy: ['meeting'],
}
export const decision: Rule = {
  ...statutory,
  id: 4,
  name: 'Endelig målgruppevurdering',
  pattern: 'once',
  fulfilledBy: ['finalAssessment'],
}
const rules = [meeting, call, statutory, decision]

/** An open deadline that is kept until `latest`. */
export function owed(rule: Rule, latest: string, over: Partial<Deadline> = {}): Deadline {
  const day = on(latest)
  return {
    ruleId: rule.id,
    anchorKind: 'contact',
    anchorDay: day.subtract({ months: 1 }),
    dueDay: day,
    windowFrom: day,
    windowTo: day,
    lastWorkingDay: day,
    heldCount: 0,
    targetDay: null,
    attempts: 0,
    lastAttemptDay: null,
    retryDay: null,
    escalated: false,
    ...over,
  }
}

/** Somebody long followed and met, with a telephone number, nothing booked and nothing owed. */
export function somebody(over: Partial<DayPerson> = {}): DayPerson {
  return {
    youthId: 1,
    givenName: 'Ida',
    familyName: 'Prøve',
    age: 19,
    programme: null,
    targetGroup: null,
    protectedAddress: false,
    phone: '+4537200000',
    preferredContact: null,
    standsInFor: null,
    mineSince: on('2026-01-01'),
    metByMe: true,
    pausedUntil: null,
    appointments: [],
    deadlines: [],
    ...over,
  }
}

/** What is booked with somebody, at a time as the clock on the wall shows it. */
export function booked(at: string, kind: DayPerson['appointments'][number]['kind'] = 'meeting') {
  return { kind, startsAt: instant(at) }
}

/** An appointment of mine on the fixture's day: "10:30" to "11:00". */
export function busy(from: string, to: string): DayAppointment {
  return {
    id: 1,
    youthId: 9,
    givenName: 'Bo',
    familyName: 'Prøve',
    kind: 'meeting',
    place: '',
    follows: true,
    startsAt: instant(`${today}T${from}`),
    endsAt: instant(`${today}T${to}`),
  }
}

function instant(local: string): Temporal.Instant {
  return Temporal.PlainDateTime.from(local).toZonedDateTime(timeZone).toInstant()
}

/** The rows of the day, in their order. */
export function rowsOf(...people: DayPerson[]): PersonToday[] {
  return peopleToday(people, rules, dayBounds(today, danishCalendar()), timeZone)
}

export function rowOf(person: DayPerson): PersonToday {
  const [row] = rowsOf(person)
  if (row === undefined) throw new Error('one person gives one row')
  return row
}
