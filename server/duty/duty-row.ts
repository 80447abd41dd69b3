import type { z } from 'zod'
import type { DutyRow, dutyGroups } from '#contract/duty.ts'
import type { HouseCalendar } from '#domain/calendar/calendar.ts'
import type { Period } from '#domain/calendar/period.ts'
import { contains } from '#domain/calendar/period.ts'
import { workingDaysBetween } from '#domain/calendar/working-days.ts'
import { type DutyRule, runningOn } from '#domain/duty/cover.ts'
import { daysOfNewActivity } from '#domain/duty/deeds.ts'
import { type DutyHistory, type OffPlan, wasLearnt } from '#domain/duty/off-plan.ts'
import { offPlanOn, standingOf } from '#domain/duty/standing.ts'
import { deriveDeadlines } from '#domain/rhythm/derive.ts'
import type { Contact, Deadline, Rule } from '#domain/rhythm/types.ts'
import type { DutyDetails, DutyPerson, StoredActivity } from './duty-body.ts'

/** The day as of which the overview is told, and the configuration that it is told by. */
export interface DutyDay {
  day: Temporal.PlainDate
  horizon: Temporal.PlainDate
  dutyRules: readonly DutyRule[]
  /** The rules of the rhythm that count from being off plan. */
  rhythmRules: readonly Rule[]
  closings: readonly Period[]
  calendar: HouseCalendar
}

type Answer = z.input<typeof DutyRow>

/** Somebody with the period off plan that the day lies in; null for who is on plan or in a pause. */
export interface Known {
  person: DutyPerson
  history: DutyHistory<StoredActivity>
  offPlan: OffPlan<StoredActivity> | null
}

/** How somebody stands who is not on plan, with the days by which something is due. */
export interface Standing extends Pick<Answer, 'contactDue' | 'activityDue' | 'attempts'> {
  person: DutyPerson
  group: (typeof dutyGroups)[number]
  offPlan: OffPlan<StoredActivity> | null
  /** The first conversation since it was known, or the latest held contact of who is not off plan. */
  contact: Contact | null
  /** All contacts since it was known, or only the latest. */
  contacts: readonly Contact[]
  next: StoredActivity | null
  lastDay: Temporal.PlainDate | null
  /** The one that the day lies in, or else the first one ahead. */
  pause: DutyPerson['pauses'][number] | null
  /** What is most urgent comes first: a day as text, which sorts as days do; without a day last of all. */
  urgency: string
}

export function knownOf(person: DutyPerson, { day, dutyRules, closings, calendar }: DutyDay): Known {
  const { birthDate, activities, caseOpen } = person
  const pauses = person.pauses.map(({ during }) => during)
  const history = { birthDate, activities, pauses, closings, caseOpen, today: day }
  return { person, history, offPlan: offPlanOn(history, dutyRules, calendar.law) }
}

/**
 * How somebody stands; null for somebody who is on plan.
 *
 * @param contacts those since it was known that the young person is off plan, or the latest held one; earliest first
 */
export function standOf(
  { person, history, offPlan }: Known,
  contacts: readonly Contact[],
  dutyDay: DutyDay,
): Standing | null {
  const { day, horizon, dutyRules, calendar } = dutyDay
  const standing = standingOf(history, { offPlan, contacts }, horizon, dutyRules, calendar.law)
  const { group, contact, next, lastDay } = standing
  if (group === 'onPlan') return null
  const pause =
    person.pauses.find(({ during }) => contains(during, day)) ??
    person.pauses.find(({ during }) => Temporal.PlainDate.compare(during.from, day) > 0) ??
    null
  const dues = offPlan === null ? noDues : duesOf(person, contacts, offPlan, dutyDay)
  const nextDay =
    next?.during.from ?? lastDay ?? (group === 'paused' && pause ? lastDayOf(pause.during) : null)
  return {
    person,
    group,
    offPlan,
    contact: offPlan === null ? (contacts.findLast(({ outcome }) => outcome === 'held') ?? null) : contact,
    contacts,
    next,
    lastDay,
    pause,
    ...dues,
    urgency: dues.contactDue?.day ?? dues.activityDue?.day ?? nextDay?.toString() ?? '9999',
  }
}

/** One row of the overview. */
export function rowOf(standing: Standing, details: DutyDetails, { day }: DutyDay): Answer {
  const { person, offPlan, contact, contacts, next, lastDay, pause } = standing
  const { involvedContacts } = details
  return {
    youthId: person.youthId,
    givenName: person.givenName,
    familyName: person.familyName,
    age: person.birthDate.until(day, { largestUnit: 'years' }).years,
    phone: details.phone,
    protectedAddress: details.protectedAddress,
    caseworker: details.caseworker,
    advisers: details.advisers,
    group: standing.group,
    offPlan: offPlan && {
      since: offPlan.during.from.toString(),
      known: offPlan.known.toString(),
      cause: offPlan.cause.kind,
      activity: 'activity' in offPlan.cause ? activityOf(offPlan.cause.activity) : null,
    },
    contactDue: standing.contactDue,
    activityDue: standing.activityDue,
    attempts: standing.attempts,
    contact: contact && { contactId: contact.id, kind: contact.kind, day: contact.day.toString() },
    next: next && activityOf(next),
    running: runningOn(person.activities, day).map(activityOf),
    lastDay: lastDay?.toString() ?? null,
    pause: pause && {
      kind: pause.kind,
      from: pause.during.from.toString(),
      lastDay: lastDayOf(pause.during)?.toString() ?? '',
    },
    guardians: details.guardians.map(({ contacts: involvedIn, ...guardian }) => ({
      ...guardian,
      involved: contact !== null && involvedIn.includes(contact.id),
    })),
    guardiansInvolved: offPlan === null ? null : contacts.some(({ id }) => involvedContacts.includes(id)),
  }
}

const noDues = { contactDue: null, activityDue: null, attempts: 0 }

/** The two deadlines of the period that the day lies in, by the same derivation that stores them. */
function duesOf(
  person: DutyPerson,
  contacts: readonly Contact[],
  offPlan: OffPlan<StoredActivity>,
  { day, dutyRules, rhythmRules, calendar }: DutyDay,
): Pick<Answer, 'contactDue' | 'activityDue' | 'attempts'> {
  const open = deriveDeadlines(
    rhythmRules,
    {
      enquiryDay: null,
      assessments: [],
      memberships: [],
      orderSteps: [],
      pauses: person.pauses.map(({ kind, during }) => ({ reason: kind, during })),
      contacts,
      deeds: daysOfNewActivity(person.activities, dutyRules)
        .filter(began => Temporal.PlainDate.compare(began, day) <= 0)
        .map(began => ({ kind: 'activity', day: began })),
      offPlan: wasLearnt(offPlan, person.activities, person.registered) ? [offPlan] : [],
      closedFrom: null,
    },
    day,
    calendar,
  ).filter(({ state }) => state === 'open')
  const openOf = (anchor: Rule['anchor']) => {
    for (const deadline of open) {
      const rule = rhythmRules.find(each => each.id === deadline.ruleId && each.anchor === anchor)
      if (rule !== undefined) return { deadline, rule }
    }
    return null
  }
  const [contact, activity] = [openOf('offPlan'), openOf('offPlanContact')]
  const due = ({ deadline, rule }: { deadline: Deadline; rule: Rule }) => ({
    ruleName: rule.name,
    status: rule.status,
    day: deadline.dueDay.toString(),
    left:
      rule.interval.unit === 'workingDays'
        ? workingDaysBetween(day, deadline.dueDay, calendar.law)
        : day.until(deadline.dueDay).days,
  })
  return {
    contactDue: contact && due(contact),
    activityDue: activity && due(activity),
    attempts: contact?.deadline.attempts ?? 0,
  }
}

function activityOf(activity: StoredActivity): NonNullable<Answer['next']> {
  return {
    activityId: activity.activityId,
    kind: activity.kind,
    description: activity.description,
    weeklyMinutes: activity.weeklyMinutes,
    from: activity.during.from.toString(),
    lastDay: lastDayOf(activity.during)?.toString() ?? null,
    noticeDay: activity.noticeDay?.toString() ?? null,
    showedUp: activity.showedUp,
  }
}

function lastDayOf({ to }: Period): Temporal.PlainDate | null {
  return to?.subtract({ days: 1 }) ?? null
}
