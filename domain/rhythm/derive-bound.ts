import type { DayNumber } from '#domain/calendar/day-number.ts'
import { dayNumber, plainDate } from '#domain/calendar/day-number.ts'
import { afterInterval, onCountedDay, returnDay } from './due-day.ts'
import type { Hit, Ledger, Owed } from './ledger.ts'
import { type NumberedAnchor, type Span, span } from './stretches.ts'
import type { Deadline, Rule, RuleInForce } from './types.ts'

/**
 * The obligations of a `once` or `counted` rule: one for each event it is anchored in.
 *
 * It is kept when enough contacts (one for `once`, `Rule.count` for `counted`; several on one day count as one) are
 * held from the event until the due day. Overdue, it stays open until the last of them is held: then it is `late`.
 * A pause that stops the clock gives the due day as many days more, and at least the days of the return.
 */
export function deriveBound(ledger: Ledger, inForce: readonly RuleInForce[]): Deadline[] {
  for (const { during, anchor } of inForce) {
    deriveOne(ledger, span(during), { kind: anchor.kind, day: dayNumber(anchor.day) })
  }
  return ledger.rows()
}

function deriveOne(ledger: Ledger, inForce: Span, anchor: NumberedAnchor): void {
  const { rule, situation } = ledger
  const { today, closedFrom } = situation
  if (inForce.from > today) return
  const { due, stoppedFrom } = dueAfterPauses(ledger, anchor.day)
  const needed = rule.pattern === 'counted' ? rule.count : 1
  const held = onePerDay(ledger.hits.filter(hit => hit.day >= anchor.day))
  const last = held[needed - 1]
  const owed = ledger.owed(anchor, due)
  const progress = progressOf(ledger, owed, held.length, needed)

  // Where the clock stops for good while nothing is overdue, nothing is owed any more.
  const stops = Math.min(inForce.to, stoppedFrom)
  const excused = stops <= due && stops <= today && (!last || last.day >= stops)
  if (excused) ledger.ended(owed, 'excused', stops, progress)
  else if (last) ledger.fulfilled(owed, last, progress)
  else if (closedFrom <= today) ledger.ended(owed, 'missed', closedFrom, progress)
  else if (stoppedFrom > due) ledger.open(owed, progress)
}

/** `stoppedFrom`: the day of a pause without an end that begins before the due day, otherwise `Infinity`. */
function dueAfterPauses(ledger: Ledger, anchor: DayNumber): { due: DayNumber; stoppedFrom: DayNumber } {
  const { rule, situation, pauses } = ledger
  let end = afterInterval(anchor, rule.interval, 1, situation.calendar)
  for (const pause of pauses) {
    if (pause.to <= anchor || pause.from > end) continue
    if (pause.to === Number.POSITIVE_INFINITY) {
      return {
        due: onCountedDay(rule, end, anchor, situation.calendar),
        stoppedFrom: Math.max(pause.from, anchor),
      }
    }
    const stretched = end + pause.to - Math.max(pause.from, anchor)
    end = Math.max(stretched, returnDay(rule, pause.to, situation.calendar))
  }
  return { due: onCountedDay(rule, end, anchor, situation.calendar), stoppedFrom: Number.POSITIVE_INFINITY }
}

function onePerDay(hits: readonly Hit[]): Hit[] {
  return hits.filter((hit, index) => hits[index - 1]?.day !== hit.day)
}

/** For `counted`: an even pace over the interval, so that four in six months is one each month and a half. */
function progressOf(
  ledger: Ledger,
  owed: Owed,
  heldCount: number,
  needed: number,
): Pick<Deadline, 'heldCount' | 'targetDay'> {
  const { rule } = ledger
  if (rule.pattern !== 'counted') return { heldCount: 0, targetDay: null }
  if (heldCount >= needed) return { heldCount: needed, targetDay: null }
  const length = owed.due - owed.anchor.day
  const target = owed.anchor.day + Math.floor((length * (heldCount + 1)) / needed)
  return { heldCount, targetDay: plainDate(paceDay(rule, target, owed, ledger)) }
}

function paceDay(rule: Rule, target: DayNumber, owed: Owed, ledger: Ledger): DayNumber {
  if (target >= owed.due) return owed.due
  return onCountedDay(
    { ...rule, nonWorkingDays: 'dayBefore' },
    target,
    owed.anchor.day,
    ledger.situation.calendar,
  )
}
