import type { z } from 'zod'
import type { DutyRow } from '#contract/duty.ts'
import type { HouseCalendar } from '#domain/calendar/calendar.ts'
import type { Period } from '#domain/calendar/period.ts'
import { contains } from '#domain/calendar/period.ts'
import { workingDaysBetween } from '#domain/calendar/working-days.ts'
import { type DutyRule, runningOn } from '#domain/duty/cover.ts'
import { daysOfNewActivity } from '#domain/duty/deeds.ts'
import { type OffPlan, wasLearnt } from '#domain/duty/off-plan.ts'
import { standingOf } from '#domain/duty/standing.ts'
import { deriveDeadlines } from '#domain/rhythm/derive.ts'
import type { Deadline, Rule } from '#domain/rhythm/types.ts'
import type { DutyPerson, StoredActivity } from './duty-body.ts'

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

/** One row of the overview; null for somebody who is on plan. */
export function rowOf(person: DutyPerson, dutyDay: DutyDay): Answer | null {
  const { day, horizon, dutyRules, closings, calendar } = dutyDay
  const { activities, contacts, birthDate, caseOpen } = person
  const pauses = person.pauses.map(({ during }) => during)
  const history = { birthDate, activities, pauses, closings, caseOpen, today: day }
  const standing = standingOf(history, contacts, horizon, dutyRules, calendar.law)
  const { group, offPlan, contact, next } = standing
  if (group === 'onPlan') return null
  const pause = person.pauses.find(({ during }) => contains(during, day))
  const dues = offPlan === null ? noDues : duesOf(person, offPlan, dutyDay)
  const spokenIn = contact ?? contacts.findLast(({ outcome }) => outcome === 'held') ?? null
  const since = offPlan?.known
  return {
    youthId: person.youthId,
    givenName: person.givenName,
    familyName: person.familyName,
    age: birthDate.until(day, { largestUnit: 'years' }).years,
    phone: person.phone,
    protectedAddress: person.protectedAddress,
    caseworker: person.caseworker,
    advisers: person.advisers,
    group,
    offPlan: offPlan && {
      since: offPlan.during.from.toString(),
      known: offPlan.known.toString(),
      cause: offPlan.cause.kind,
      activity: 'activity' in offPlan.cause ? activityOf(offPlan.cause.activity) : null,
    },
    ...dues,
    contact:
      offPlan === null || contact !== null
        ? spokenIn && { contactId: spokenIn.id, kind: spokenIn.kind, day: spokenIn.day.toString() }
        : null,
    next: next && activityOf(next),
    running: runningOn(activities, day).map(activityOf),
    lastDay: standing.lastDay?.toString() ?? null,
    pause: pause ? { kind: pause.kind, lastDay: lastDayOf(pause.during)?.toString() ?? '' } : null,
    guardians: person.guardians.map(({ contacts: involvedIn, ...guardian }) => ({
      ...guardian,
      involved: spokenIn !== null && involvedIn.includes(spokenIn.id),
    })),
    guardiansInvolved:
      since === undefined
        ? null
        : contacts.some(
            each =>
              Temporal.PlainDate.compare(each.day, since) >= 0 && person.involvedContacts.includes(each.id),
          ),
  }
}

const noDues = { contactDue: null, activityDue: null, attempts: 0 }

/** The two deadlines of the period that the day lies in, by the same derivation that stores them. */
function duesOf(
  person: DutyPerson,
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
      contacts: person.contacts,
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
