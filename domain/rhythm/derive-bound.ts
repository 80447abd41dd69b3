import { type DayNumber, dayNumber, plainDate } from '#domain/calendar/day-number.ts'
import { workingOnOrBefore } from '#domain/calendar/working-day-numbers.ts'
import { afterInterval, onCountedDay, returnDay } from './due-day.ts'
import type { Hit, Ledger, Owed, Progress } from './ledger.ts'
import { type NumberedAnchor, type Span, span } from './stretches.ts'
import type { Deadline, RuleInForce } from './types.ts'

/**
 * The obligations of a `once` or `counted` rule: one for each event it is anchored in.
 *
 * It is kept when enough contacts (one for `once`, `Rule.count` for `counted`; several on one day count as one) are
 * held from the event until the due day. Overdue, it stays open until the last of them is held: then it is `late`.
 * A pause that stops the clock gives the due day as many days more, and at least the days of the return; a pause
 * without an end suspends it: no row as long as it lasts.
 *
 * What a deed fulfils it may end at the same time: the new activity ends the time off plan. So a deed on the day on
 * which the rule ends for the person still counts, where a contact does not. And where the ground of a rule has ended
 * for good (`groundEnds`), what was overdue is missed: nobody can make up for it.
 */
export function deriveBound(ledger: Ledger, inForce: readonly RuleInForce[]): Deadline[] {
  const byEvent = Map.groupBy(inForce, row => dayNumber(row.anchor.day))
  let overdueUntil = Number.NEGATIVE_INFINITY
  for (const [day, rows] of byEvent) {
    for (const { during, anchor, groundEnds } of rows) {
      const ground = groundEnds === null ? Number.POSITIVE_INFINITY : dayNumber(groundEnds)
      const outcome = deriveOne(ledger, span(during), ground, { kind: anchor.kind, day }, overdueUntil)
      overdueUntil = Math.max(overdueUntil, outcome.overdueUntil)
      // When the person came under the rule again, an excused obligation is taken up; a settled one is settled.
      if (!outcome.excused) break
    }
  }
  return ledger.rows()
}

interface Outcome {
  excused: boolean
  /** Until when it stood open and overdue, `Infinity` when it still does. */
  overdueUntil: DayNumber
}
const settled: Outcome = { excused: false, overdueUntil: Number.NEGATIVE_INFINITY }

/**
 * @param ground where what the rule is about ends for good
 * @param overdueUntil until when the obligation of an earlier event stood open. There is one open obligation at most:
 *   a later one that was not fulfilled in time meanwhile is missed, as with `every`; of what the entrance promised each
 *   is settled as if nobody else had written, and a later one is shown when the earlier is.
 */
function deriveOne(
  ledger: Ledger,
  inForce: Span,
  ground: DayNumber,
  anchor: NumberedAnchor,
  overdueUntil: DayNumber,
): Outcome {
  const { rule, situation } = ledger
  const { today, closedFrom } = situation
  if (inForce.from > today) return settled
  const needed = rule.pattern === 'counted' ? rule.count : 1
  const held = onePerDay(ledger.hitsFrom(anchor.day).filter(hit => counts(hit, ground)))
  const last = held[needed - 1]
  if (last && last.day < inForce.from) return settled

  const over = inForce.to <= today
  const due = dueAfterPauses(
    ledger,
    anchor.day,
    Math.min(last?.day ?? Number.POSITIVE_INFINITY, over ? inForce.to : Number.POSITIVE_INFINITY),
  )
  // Not owed where the day had passed before the rule came to apply to the person.
  if (due === null || due < inForce.from) {
    ledger.skipOrdinal()
    return settled
  }
  const owed = ledger.owed(anchor, due)
  const progress = progressBefore(Number.POSITIVE_INFINITY)
  if (over && due >= inForce.to && !(last && counts(last, inForce.to))) {
    ledger.ended(owed, 'excused', inForce.to, progressBefore(inForce.to))
    return { ...settled, excused: true }
  }
  const gone = Math.min(ground, closedFrom)
  if (rule.entrance !== undefined) {
    // Promised to somebody of their own: it waits behind an earlier one that stands open, and is not lost by it.
    if (!last && overdueUntil > today && gone > today) return settled
  } else if (overdueUntil > due && (!last || last.day > due)) {
    if (due < today) ledger.ended(owed, 'missed', due, progressBefore(due + 1))
    return settled
  }
  if (last) ledger.fulfilled(owed, last, progress)
  else if (gone <= today) ledger.ended(owed, 'missed', gone, progress)
  else ledger.open(owed, progress)
  return { excused: false, overdueUntil: last?.day ?? ground }

  function progressBefore(day: DayNumber): Progress {
    const heldBefore = held.filter(hit => hit.day < day)
    return progressOf(ledger, owed, heldBefore, needed)
  }
}

/** Whether it counts for what ends on the day `end`. */
function counts(hit: Hit, end: DayNumber): boolean {
  return hit.contact === null ? hit.day <= end : hit.day < end
}

/**
 * Null while a pause without an end suspends it. Only what was paused before the day `until`, on which it was closed,
 * counts: a later pause must not move the due day of what is done. Closed inside a pause, it was not due before then.
 */
function dueAfterPauses(ledger: Ledger, anchor: DayNumber, until: DayNumber): DayNumber | null {
  const { rule, counting: calendar, pauses } = ledger
  let end = afterInterval(anchor, rule.interval, 1, calendar)
  for (const pause of pauses) {
    const due = onCountedDay(rule, end, anchor, calendar)
    if (pause.to <= anchor || pause.from > due || pause.from >= until) continue
    if (pause.to > until) {
      return onCountedDay(rule, end + until - Math.max(pause.from, anchor), until - 1, calendar)
    }
    if (pause.to === Number.POSITIVE_INFINITY) return null
    end += pause.to - Math.max(pause.from, anchor)
    end = Math.max(end, returnDay(rule, pause.to, calendar))
  }
  return onCountedDay(rule, end, anchor, calendar)
}

function onePerDay(hits: readonly Hit[]): Hit[] {
  return hits.filter((hit, index) => hits[index - 1]?.day !== hit.day)
}

/** For `counted`: an even pace over the interval, so that four in six months is one each month and a half. */
function progressOf(
  { rule, situation }: Ledger,
  { anchor, due }: Owed,
  held: readonly Hit[],
  needed: number,
): Progress {
  if (rule.pattern !== 'counted') return { heldCount: 0, targetDay: null }
  const heldCount = Math.min(held.length, needed)
  if (heldCount === needed) return { heldCount, targetDay: null }
  const even = anchor.day + Math.floor(((due - anchor.day) * (heldCount + 1)) / needed)
  const target = heldCount + 1 === needed ? due : workingOnOrBefore(even, situation.calendar)
  return { heldCount, targetDay: plainDate(Math.max(target, anchor.day)) }
}
