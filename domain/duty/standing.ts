import type { Calendar } from '#domain/calendar/calendar.ts'
import { dayNumber, plainDate } from '#domain/calendar/day-number.ts'
import { contains } from '#domain/calendar/period.ts'
import { conversations } from '#domain/rhythm/contact-log.ts'
import type { Contact } from '#domain/rhythm/types.ts'
import { coveredSpans, type DutyActivity, type DutyRule } from './cover.ts'
import { type DutyHistory, type OffPlan, offPlanPeriods } from './off-plan.ts'

/**
 * How somebody of 15-17 stands with the duty on a day:
 * - `new`: off plan, and nobody has talked with him or her about it yet
 * - `waiting`: talked with, and something to begin is still to be found
 * - `begins`: something is agreed, or began lately and nobody has said whether he or she came
 * - `ends`: on plan, and off plan before the horizon unless something else is agreed
 * - `paused`: ill, away or the like
 * - `onPlan`: everything else
 */
export type DutyGroup = 'new' | 'waiting' | 'begins' | 'ends' | 'paused' | 'onPlan'

export interface DutyStanding<A extends DutyActivity> {
  group: DutyGroup
  /** The period that the day lies in. */
  offPlan: OffPlan<A> | null
  /** The first conversation since it was known. */
  contact: Contact | null
  /** What is agreed for a later day, or began lately without a word about whether he or she came. */
  next: A | null
  /** The last day on plan, where that comes before the horizon. */
  lastDay: Temporal.PlainDate | null
}

/** For so many days after something began it is asked whether the young person came. */
export const daysToConfirm = 28

/** A conversation; a text or a letter is none, and neither is an attempt. */
function isTalk({ kind, outcome }: Contact): boolean {
  return outcome === 'held' && conversations.includes(kind)
}

/** The period off plan that `history.today` lies in, as it was known then; null in a pause and for who is on plan. */
export function offPlanOn<A extends DutyActivity>(
  history: DutyHistory<A>,
  rules: readonly DutyRule[],
  calendar: Calendar,
): OffPlan<A> | null {
  const { today, pauses } = history
  if (pauses.some(pause => contains(pause, today))) return null
  return offPlanPeriods(history, rules, calendar).find(({ during }) => contains(during, today)) ?? null
}

/**
 * How somebody stands on `history.today`, as it was known then.
 *
 * @param offPlan what `offPlanOn` says of that day
 * @param contacts since that was known, earliest first; others do not count
 * @param horizon the last day of the weeks that are looked ahead
 */
export function standingOf<A extends DutyActivity>(
  history: DutyHistory<A>,
  { offPlan, contacts }: { offPlan: OffPlan<A> | null; contacts: readonly Contact[] },
  horizon: Temporal.PlainDate,
  rules: readonly DutyRule[],
  calendar: Calendar,
): DutyStanding<A> {
  const { today, activities } = history
  const paused = history.pauses.some(pause => contains(pause, today))
  const agreed = activities
    .filter(({ during, showedUp }) => showedUp !== false && isAfter(during.from, today))
    .sort((a, b) => Temporal.PlainDate.compare(a.during.from, b.during.from))
    .at(0)
  const none = { offPlan: null, contact: null, next: agreed ?? null, lastDay: null }
  if (paused) return { ...none, group: 'paused' }

  if (offPlan !== null) {
    const contact = contacts.find(each => isTalk(each) && !isAfter(offPlan.known, each.day)) ?? null
    const group = contact === null ? 'new' : agreed === undefined ? 'waiting' : 'begins'
    return { ...none, group, offPlan, contact }
  }
  const now = dayNumber(today)
  const covered = coveredSpans(activities, rules).some(({ from, to }) => from <= now && now < to)
  const since = plainDate(now - daysToConfirm)
  const unsaid = activities.find(
    ({ during, showedUp }) => showedUp === null && contains(during, today) && isAfter(during.from, since),
  )
  if (unsaid !== undefined) return { ...none, group: 'begins', next: unsaid }
  if (!covered && agreed !== undefined) return { ...none, group: 'begins' }
  const coming = offPlanPeriods({ ...history, today: horizon }, rules, calendar).find(({ during }) =>
    isAfter(during.from, today),
  )
  if (coming === undefined) return { ...none, group: 'onPlan' }
  return { ...none, group: 'ends', lastDay: coming.during.from.subtract({ days: 1 }) }
}

function isAfter(day: Temporal.PlainDate, other: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(day, other) > 0
}
