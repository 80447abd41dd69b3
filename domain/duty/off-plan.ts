import { birthday } from '#domain/ages/birthday.ts'
import type { Calendar } from '#domain/calendar/calendar.ts'
import { type DayNumber, dayNumber, plainDate } from '#domain/calendar/day-number.ts'
import type { Period } from '#domain/calendar/period.ts'
import { isWorking } from '#domain/calendar/working-day-numbers.ts'
import { coveredSpans, type DutyActivity, type DutyRule } from './cover.ts'
import { merged, periodOf, type Span, spanOf, without } from './spans.ts'

/** All that decides whether a young person keeps the duty to be in education, work or activity. */
export interface DutyHistory<A extends DutyActivity = DutyActivity> {
  birthDate: Temporal.PlainDate
  activities: readonly A[]
  /** Illness, an agreed stay, moved: nobody is asked to begin something meanwhile. */
  pauses: readonly Period[]
  /** When schools are closed: who waits there for a start that is agreed keeps the duty. */
  closings: readonly Period[]
  caseOpen: Period
  today: Temporal.PlainDate
}

/** Why somebody came to be off plan. */
export type OffPlanCause<A extends DutyActivity = DutyActivity> =
  | { kind: 'ended'; activity: A }
  | { kind: 'noShow'; activity: A }
  | { kind: 'pauseEnded' }
  | { kind: 'turned15' }
  | { kind: 'caseOpened' }
  /** What is left is too little: fewer hours, or a rule that asks for more. */
  | { kind: 'tooLittle' }

export interface OffPlan<A extends DutyActivity = DutyActivity> {
  /** The day on which the municipality knew: from it contact is due. Never before the period. */
  known: Temporal.PlainDate
  during: Period
  cause: OffPlanCause<A>
}

/** The duty holds from the day on which one is 15 until the day before one is 18: the KUI act. */
const firstAge = 15
const endAge = 18

/**
 * The periods in which somebody of 15-17 with an open case is not in education, work or another activity to a
 * sufficient extent, as it is known today; earliest first.
 *
 * - It ends where a covering activity begins, also one that is agreed for a later day.
 * - A gap all in a school's closing or on non-working days that leads over to an agreed start is none: who finishes
 *   school in June and begins in August keeps the duty. When he or she does not come, it begins on that first day.
 * - A pause is no part of it; after the pause it begins anew, known on the first day back.
 * - What ended before the municipality was told has `known` on the day that it was told.
 *   What was over before it was told never was the municipality's to act on, and is left out.
 */
export function offPlanPeriods<A extends DutyActivity>(
  history: DutyHistory<A>,
  rules: readonly DutyRule[],
  calendar: Calendar,
): OffPlan<A>[] {
  const { activities, today } = history
  const turned15 = dayNumber(birthday(history.birthDate, firstAge))
  const open = spanOf(history.caseOpen)
  const duty = {
    from: Math.max(turned15, open.from),
    to: Math.min(dayNumber(birthday(history.birthDate, endAge)), open.to),
  }
  if (duty.from >= duty.to) return []
  const now = dayNumber(today)
  const pauses = merged(history.pauses.map(spanOf))
  const covered = coveredSpans(activities, rules)
  const atRest = merged([...history.closings.map(spanOf), ...pauses])
  return without(duty, covered)
    .flatMap(gap => {
      const isChanged = rules.some(({ during }) => spanOf(during).from > gap.from || during.to !== null)
      const judged = isChanged ? coveredSpans(activities, rulesOf(gap.from, rules)) : covered
      const starts = judged.map(({ from }) => from)
      return afterLeadOver(gap, duty.to, starts, { activities, atRest, calendar })
    })
    .flatMap(({ gap, noShow, tooLittle }) => {
      const first: OffPlanCause<A> = tooLittle
        ? { kind: 'tooLittle' }
        : causeOf(gap.from, { noShow, activities, covered, turned15, open })
      const told = toldOf(gap.from, first, activities)
      return without(gap, pauses).map(span => {
        const known = Math.max(span.from, told)
        const cause: OffPlanCause<A> = span.from === gap.from ? first : { kind: 'pauseEnded' }
        return { known, span, cause }
      })
    })
    .filter(({ known, span }) => known <= now && known < span.to)
    .map(({ known, span, cause }) => ({ known: plainDate(known), during: periodOf(span), cause }))
}

interface Left<A extends DutyActivity> {
  gap: Span
  noShow: A | null
  /** The wait led to a start that was enough by the rules of its beginning, and is not by those of the day. */
  tooLittle: boolean
}

/**
 * What of a gap is left when a wait in the holidays for an agreed start is taken out of its beginning. Whether a start
 * that is agreed would be enough is judged by the rules of the day on which the wait begins: a rule that changes
 * meanwhile makes nobody late who waited, and excuses nobody who did not.
 *
 * @param last the day on which the duty ends
 * @param starts the days on which something would come to keep the duty, by the rules of the gap's first day
 */
function afterLeadOver<A extends DutyActivity>(
  gap: Span,
  last: DayNumber,
  starts: readonly DayNumber[],
  { activities, atRest, calendar }: { activities: readonly A[]; atRest: readonly Span[]; calendar: Calendar },
): Left<A>[] {
  const rests = (span: Span) => without(span, atRest).every(part => !hasWorkingDay(part, calendar))
  const waits = { from: gap.from, to: last }
  // Who did not come had a start that was agreed all the same, until its first day.
  const missed = activities
    .filter(({ showedUp, during }) => showedUp === false && within(dayNumber(during.from), waits))
    .sort((a, b) => dayNumber(a.during.from) - dayNumber(b.during.from))
  const leadsTo = missed.findLast(({ during }) => rests({ from: gap.from, to: dayNumber(during.from) }))
  const from = leadsTo === undefined ? gap.from : dayNumber(leadsTo.during.from)
  const start = starts.find(day => day > from && day <= last)
  const isLedOver = start !== undefined && rests({ from, to: start })
  const begins = isLedOver ? start : from
  if (begins >= gap.to) return []
  return [
    { gap: { from: begins, to: gap.to }, noShow: isLedOver ? null : (leadsTo ?? null), tooLittle: isLedOver },
  ]
}

/** The rules of a day, as if they went on for ever. */
function rulesOf(day: DayNumber, rules: readonly DutyRule[]): DutyRule[] {
  return rules.flatMap(rule => {
    const { from, to } = spanOf(rule.during)
    return from <= day && day < to ? [{ ...rule, during: { from: rule.during.from, to: null } }] : []
  })
}

function within(day: DayNumber, { from, to }: Span): boolean {
  return from <= day && day < to
}

function hasWorkingDay({ from, to }: Span, calendar: Calendar): boolean {
  // No closing is longer than a year, and the first working day comes within days where there is one.
  for (let day = from; day < to; day += 1) if (isWorking(day, calendar)) return true
  return false
}

interface Around<A extends DutyActivity> {
  noShow: A | null
  activities: readonly A[]
  covered: readonly Span[]
  turned15: DayNumber
  open: Span
}

function causeOf<A extends DutyActivity>(
  from: DayNumber,
  { noShow, activities, covered, turned15, open }: Around<A>,
): OffPlanCause<A> {
  if (noShow !== null) return { kind: 'noShow', activity: noShow }
  const ended = endedOn(from, activities).at(-1)
  if (ended !== undefined) return { kind: 'ended', activity: ended }
  if (covered.some(span => span.to === from)) return { kind: 'tooLittle' }
  return from === open.from && from !== turned15 ? { kind: 'caseOpened' } : { kind: 'turned15' }
}

/** The latest day on which the municipality was told of what ended on the day: until then it thought otherwise. */
function toldOf<A extends DutyActivity>(
  from: DayNumber,
  cause: OffPlanCause<A>,
  activities: readonly A[],
): DayNumber {
  if (cause.kind === 'noShow') return dayOr(cause.activity.showedUpDay, from)
  return Math.max(from, ...endedOn(from, activities).map(({ noticeDay }) => dayOr(noticeDay, from)))
}

/** What ended on a day and had been taken part in, the one that was told of last at the end. */
function endedOn<A extends DutyActivity>(day: DayNumber, activities: readonly A[]): A[] {
  return activities
    .filter(({ showedUp, during }) => showedUp !== false && spanOf(during).to === day)
    .sort((a, b) => dayOr(a.noticeDay, day) - dayOr(b.noticeDay, day))
}

function dayOr(day: Temporal.PlainDate | null, otherwise: DayNumber): DayNumber {
  return day === null ? otherwise : dayNumber(day)
}

/** A case that was opened longer before it was written into the register is one that was taken over. */
const daysToRegister = 7

/**
 * Whether a period starts the law's clocks. Where nothing is known of what somebody did before, no clock starts by a
 * birthday, nor for a case that was taken over from another system: that nothing was written down is not the
 * municipality's having learnt that he or she is off plan. An activity that ended, or a case that is opened here, is.
 *
 * @param activities all that is known of, also what came later
 * @param registered the day on which the young person was written into the register
 */
export function wasLearnt(
  { cause, known }: OffPlan,
  activities: readonly Pick<DutyActivity, 'during'>[],
  registered: Temporal.PlainDate,
): boolean {
  if (cause.kind === 'caseOpened') return known.until(registered).days <= daysToRegister
  if (cause.kind !== 'turned15') return true
  return activities.some(({ during }) => Temporal.PlainDate.compare(during.from, known) < 0)
}
