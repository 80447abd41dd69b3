import type { z } from 'zod'
import type { DayPerson, DayRule, OpenDeadline } from '#contract/day.ts'
import { inDanishOrder } from '#domain/person/danish-order.ts'
import { type DayBounds, type DayGroup, dayStatus } from '#domain/rhythm/day-status.ts'
import { deedOf, type Explanation, explainDeadline } from '#domain/rhythm/explain.ts'
import { byFirstDue, runsOutOn } from '#domain/rhythm/first-due.ts'

type Rule = z.output<typeof DayRule>
type Deadline = z.output<typeof OpenDeadline>

export type LikelyAction = 'call' | 'book' | 'register' | 'deed'

/** A person as a row of the day: why now, in which groups, and what is likeliest to be done. */
export interface PersonToday {
  person: DayPerson
  groups: Record<DayGroup, boolean>
  /** The obligation that runs out first. */
  first: { explanation: Explanation; deadline: Deadline } | null
  /** The first of the other clock, so that promise and law are both in sight. */
  other: Explanation | null
  likely: LikelyAction
}

/** Groups that put somebody on the list when no filter is chosen. */
const needsSomething: readonly DayGroup[] = ['overdue', 'dueToday', 'thisWeek', 'promiseAtRisk', 'newToMe']

/** Everybody with what the day asks, the most urgent first. */
export function peopleToday(
  people: readonly DayPerson[],
  rules: readonly Rule[],
  bounds: DayBounds,
  timeZone: string,
): PersonToday[] {
  const ruleOf = new Map(rules.map(rule => [rule.id, rule]))
  return people
    .map(person => personToday(person, ruleOf, bounds, timeZone))
    .sort(
      (a, b) =>
        Temporal.PlainDate.compare(urgency(a, bounds.today), urgency(b, bounds.today)) || byName(a, b),
    )
}

/** Those of one group, or without a group everybody who needs something. */
export function inGroup(people: readonly PersonToday[], group: DayGroup | null): PersonToday[] {
  return people.filter(({ groups }) =>
    group === null ? needsSomething.some(name => groups[name]) : groups[group],
  )
}

function personToday(
  person: DayPerson,
  ruleOf: ReadonlyMap<number, Rule>,
  bounds: DayBounds,
  timeZone: string,
): PersonToday {
  const appointments = person.appointments.map(({ kind, startsAt }) => ({
    kind,
    day: startsAt.toZonedDateTimeISO(timeZone).toPlainDate(),
  }))
  const groups = dayStatus({ ...person, appointments, paused: person.pausedUntil !== null }, ruleOf, bounds)
  const byDay = person.deadlines.toSorted(byFirstDue)
  const [deadline] = byDay
  const rule = deadline && ruleOf.get(deadline.ruleId)
  const first = deadline && rule ? { deadline, explanation: explain(deadline, rule, bounds.today) } : null
  const otherDeadline = byDay.find(each => ruleOf.get(each.ruleId)?.clock !== rule?.clock)
  const otherRule = otherDeadline && ruleOf.get(otherDeadline.ruleId)
  return {
    person,
    groups,
    first,
    other: otherDeadline && otherRule ? explain(otherDeadline, otherRule, bounds.today) : null,
    likely: likelyAction(person, groups, rule, appointments, bounds.today),
  }
}

function explain(deadline: Deadline, rule: Rule, today: Temporal.PlainDate): Explanation {
  return explainDeadline(
    {
      ...deadline,
      state: 'open',
      anchor: { kind: deadline.anchorKind, day: deadline.anchorDay },
      closedDay: null,
    },
    rule,
    today,
  )
}

/**
 * With something booked today it is to be registered; where something else than a contact is owed first, that is done;
 * a call that is owed is made; the rest is booked first.
 */
function likelyAction(
  person: DayPerson,
  groups: Record<DayGroup, boolean>,
  rule: Rule | undefined,
  appointments: readonly { day: Temporal.PlainDate }[],
  today: Temporal.PlainDate,
): LikelyAction {
  if (appointments.some(({ day }) => day.equals(today))) return 'register'
  if (rule !== undefined && deedOf(rule) !== null) return 'deed'
  const now = groups.overdue || groups.dueToday
  if (now && rule?.fulfilledBy.includes('call') && person.phone !== null) return 'call'
  return groups.noNextAppointment ? 'book' : 'register'
}

const farAhead = Temporal.PlainDate.from('9999-12-31')

/** The day that its row shows: that on which it was over, or today, or one ahead. */
function urgency({ first }: PersonToday, today: Temporal.PlainDate): Temporal.PlainDate {
  if (first === null) return farAhead
  const { windowTo, lastWorkingDay } = first.deadline
  if (Temporal.PlainDate.compare(windowTo, today) < 0) return windowTo
  const runsOut = runsOutOn(first.deadline)
  const isToday = [runsOut, lastWorkingDay].some(day => Temporal.PlainDate.compare(day, today) <= 0)
  return isToday ? today : runsOut
}

function byName(a: PersonToday, b: PersonToday): number {
  return inDanishOrder(
    `${a.person.givenName} ${a.person.familyName}`,
    `${b.person.givenName} ${b.person.familyName}`,
  )
}
