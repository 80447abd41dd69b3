import { type DayNumber, dayNumber } from '#domain/calendar/day-number.ts'
import type { Period } from '#domain/calendar/period.ts'
import type { Anchor, RuleInForce } from './types.ts'

export interface Span {
  from: DayNumber
  /** Excluded; `Infinity` runs on. */
  to: DayNumber
}

export interface NumberedAnchor {
  kind: Anchor['kind']
  day: DayNumber
}

/** A span in which a rule's clock runs without a stop. */
export interface Stretch extends Span {
  anchor: NumberedAnchor
  /** The span in which the rule is in force, before pauses were taken out. */
  inForce: Span
  /** The pause that stops the clock at `to`; null when it is the rule that ends there. */
  pause: Span | null
}

export function span(period: Period): Span {
  return {
    from: dayNumber(period.from),
    to: period.to === null ? Number.POSITIVE_INFINITY : dayNumber(period.to),
  }
}

/**
 * The spans in which the clock of one rule runs: where it is in force and no pause stops it, earliest first.
 * `pauses` must not overlap or touch (see `merge`).
 */
export function stretches(inForce: readonly RuleInForce[], pauses: readonly Span[]): Stretch[] {
  return inForce.flatMap(({ during, anchor }) =>
    withoutPauses(span(during), { kind: anchor.kind, day: dayNumber(anchor.day) }, pauses),
  )
}

function withoutPauses(inForce: Span, anchor: NumberedAnchor, pauses: readonly Span[]): Stretch[] {
  const parts: Stretch[] = []
  let from = inForce.from
  let startedBy = anchor
  for (const pause of pauses) {
    if (pause.to <= from || pause.from >= inForce.to) continue
    if (pause.from > from) parts.push({ from, to: pause.from, anchor: startedBy, inForce, pause })
    if (pause.to >= inForce.to) return parts
    from = pause.to
    startedBy = { kind: 'pauseEnd', day: pause.to }
  }
  parts.push({ from, to: inForce.to, anchor: startedBy, inForce, pause: null })
  return parts
}

/**
 * The day on which an obligation that is not overdue when its clock stops is excused, or null when the clock goes
 * on after the pause and the obligation with it. Due inside the pause, it is excused on its due day and not on the
 * pause's first day, so that moving the pause's end later can never change what was closed before.
 */
export function excusedOn(
  { to, inForce, pause }: Stretch,
  due: DayNumber,
  today: DayNumber,
): DayNumber | null {
  if (!pause) return to
  if (due < Math.min(pause.to, inForce.to)) return Math.max(due, to)
  return inForce.to <= pause.to && inForce.to <= today ? inForce.to : null
}
