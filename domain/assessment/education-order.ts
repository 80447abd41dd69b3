import { contains, type Period } from '#domain/calendar/period.ts'
import type { RuleStatus } from '#domain/rhythm/types.ts'

/** The steps of an education order (uddannelsespålæg), in the order in which they are owed. */
export const orderSteps = ['propose', 'apply', 'start'] as const
export type OrderStepKind = (typeof orderSteps)[number]

/** One dated row of configuration: who can be given an education order. Without a row in force nobody can. */
export interface EducationOrderRule {
  during: Period
  targetGroups: readonly string[]
  /** Years of age, both included. */
  ageFrom: number
  ageTo: number
  source: string
  status: RuleStatus
}

/** Why nobody can be given an order; each has a sentence `field.<code>`. */
export const orderRefusals = [
  'orderNotInForce',
  'orderNotAssessed',
  'orderNotForGroup',
  'orderNotForAge',
] as const
export type OrderRefusal = (typeof orderRefusals)[number]

export type OrderPossibility =
  | { may: true; rule: EducationOrderRule }
  | { may: false; code: OrderRefusal; rule: EducationOrderRule | null }

/** Whether somebody of that target group and age can be given an order on the day. */
export function mayOrder(
  rules: readonly EducationOrderRule[],
  day: Temporal.PlainDate,
  { targetGroup, age }: { targetGroup: string | null; age: number },
): OrderPossibility {
  const rule = rules.find(({ during }) => contains(during, day))
  if (rule === undefined) return { may: false, code: 'orderNotInForce', rule: nearest(rules, day) }
  if (targetGroup === null) return { may: false, code: 'orderNotAssessed', rule }
  if (!rule.targetGroups.includes(targetGroup)) return { may: false, code: 'orderNotForGroup', rule }
  if (age < rule.ageFrom || age > rule.ageTo) return { may: false, code: 'orderNotForAge', rule }
  return { may: true, rule }
}

/** The row that was in force last before the day, to say by what it ended; otherwise the next one. */
function nearest(rules: readonly EducationOrderRule[], day: Temporal.PlainDate): EducationOrderRule | null {
  const sorted = [...rules].sort((a, b) => Temporal.PlainDate.compare(a.during.from, b.during.from))
  const begun = sorted.filter(({ during }) => Temporal.PlainDate.compare(during.from, day) <= 0)
  return begun.at(-1) ?? sorted[0] ?? null
}

/** What is wrong with one field; the code has a text `field.<code>`. */
export interface OrderFault {
  field: string
  code: string
}

export interface OrderFacts {
  givenOn: Temporal.PlainDate
  text: string
  /** One for each of `orderSteps`, in that order. */
  steps: readonly { dueDay: Temporal.PlainDate; note: string; doneDay: Temporal.PlainDate | null }[]
}

/**
 * What is wrong with an order as it is given or corrected: it lies in the case and not ahead of time, says what is
 * ordered, and its days come one after the other, none before it is given.
 */
export function orderFaults(facts: OrderFacts, during: Period, today: Temporal.PlainDate): OrderFault[] {
  const { givenOn, text, steps } = facts
  const faults: OrderFault[] = []
  if (Temporal.PlainDate.compare(givenOn, today) > 0) faults.push({ field: 'givenOn', code: 'future' })
  else if (Temporal.PlainDate.compare(givenOn, during.from) < 0) {
    faults.push({ field: 'givenOn', code: 'beforeCase' })
  } else if (!contains(during, givenOn)) faults.push({ field: 'givenOn', code: 'afterCase' })
  if (text.trim() === '') faults.push({ field: 'text', code: 'required' })
  for (const [at, { dueDay, doneDay }] of steps.entries()) {
    const before = steps[at - 1]?.dueDay ?? givenOn
    const field = `steps.${at}.dueDay`
    if (Temporal.PlainDate.compare(dueDay, givenOn) < 0) faults.push({ field, code: 'beforeOrder' })
    else if (Temporal.PlainDate.compare(dueDay, before) < 0) faults.push({ field, code: 'stepsInOrder' })
    if (doneDay !== null && Temporal.PlainDate.compare(doneDay, givenOn) < 0) {
      faults.push({ field: 'givenOn', code: 'afterStepDone' })
    }
  }
  return faults
}

/** What is allowed and yet seldom meant. */
export interface OrderDoubts {
  /** Steps that fall due on the day of the step before them. */
  sameDay: boolean
  /** The last day on which orders can be given, where a step lies after it; otherwise null. */
  ordersEnd: Temporal.PlainDate | null
}

/**
 * What to ask about the days of an order before it is given: steps come one after the other, and by rules that end
 * nothing is owed afterwards. Days that are not written yet are null.
 */
export function orderDoubts(
  dueDays: readonly (Temporal.PlainDate | null)[],
  rules: readonly EducationOrderRule[],
): OrderDoubts {
  const days = dueDays.filter(day => day !== null)
  const uncovered = days.find(day => !rules.some(({ during }) => contains(during, day)))
  const end = uncovered === undefined ? null : (nearest(rules, uncovered)?.during.to ?? null)
  return {
    sameDay: days.some((day, at) => days[at - 1]?.equals(day)),
    ordersEnd:
      uncovered !== undefined && end !== null && Temporal.PlainDate.compare(end, uncovered) <= 0
        ? end.subtract({ days: 1 })
        : null,
  }
}

/** A step as it stands. */
export interface OrderStep {
  position: number
  kind: OrderStepKind
  dueDay: Temporal.PlainDate
  doneDay: Temporal.PlainDate | null
}

/** How a step stands: only the first that is not done is owed, and the ones after it wait. */
export type StepStanding = 'onTime' | 'late' | 'owed' | 'overdue' | 'waits'

export function standingOf(
  steps: readonly OrderStep[],
  { position, dueDay, doneDay }: OrderStep,
  today: Temporal.PlainDate,
): StepStanding {
  if (doneDay !== null) return Temporal.PlainDate.compare(doneDay, dueDay) <= 0 ? 'onTime' : 'late'
  if (steps.some(step => step.position < position && step.doneDay === null)) return 'waits'
  return Temporal.PlainDate.compare(today, dueDay) > 0 ? 'overdue' : 'owed'
}

/**
 * What is wrong with saying that a step is done on a day, or, with null, that it is not done after all: one step
 * after the other, on days that have been.
 */
export function stepFaults(
  steps: readonly OrderStep[],
  position: number,
  doneDay: Temporal.PlainDate | null,
  { givenOn, today }: { givenOn: Temporal.PlainDate; today: Temporal.PlainDate },
): OrderFault[] {
  const fault = (code: string): OrderFault[] => [{ field: 'doneDay', code }]
  const later = steps.filter(step => step.position > position && step.doneDay !== null)
  if (doneDay === null) return later.length > 0 ? fault('laterStepDone') : []
  if (Temporal.PlainDate.compare(doneDay, today) > 0) return fault('future')
  const earlier = steps.filter(step => step.position < position)
  if (earlier.some(step => step.doneDay === null)) return fault('earlierStepFirst')
  const from = earlier.at(-1)?.doneDay ?? givenOn
  if (Temporal.PlainDate.compare(doneDay, from) < 0) return fault('beforeStepBefore')
  const next = later[0]?.doneDay
  return next && Temporal.PlainDate.compare(doneDay, next) > 0 ? fault('laterStepDone') : []
}

/**
 * The days on which an order holds: until the last step is done, that day included. Null where a step is still owed:
 * it runs on.
 */
export function metFrom(steps: readonly OrderStep[]): Temporal.PlainDate | null {
  const days = steps.flatMap(({ doneDay }) => (doneDay === null ? [] : [doneDay]))
  if (days.length < steps.length) return null
  const [latest] = days.sort((a, b) => Temporal.PlainDate.compare(b, a))
  return latest?.add({ days: 1 }) ?? null
}
