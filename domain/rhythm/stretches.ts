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
  /** When the rule came into force for the person, before any pause was taken out. */
  inForceFrom: DayNumber
  /** Why the clock stops at `to`: a pause (and until when), or because the rule no longer applies. */
  stop: { pause: Span; resumes: boolean } | null
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

function withoutPauses(whole: Span, anchor: NumberedAnchor, pauses: readonly Span[]): Stretch[] {
  const parts: Stretch[] = []
  let from = whole.from
  let startedBy = anchor
  for (const pause of pauses) {
    if (pause.to <= from || pause.from >= whole.to) continue
    const resumes = pause.to < whole.to
    if (pause.from > from) {
      const stop = { pause, resumes }
      parts.push({ from, to: pause.from, anchor: startedBy, inForceFrom: whole.from, stop })
    }
    if (!resumes) return parts
    from = pause.to
    startedBy = { kind: 'pauseEnd', day: pause.to }
  }
  parts.push({ from, to: whole.to, anchor: startedBy, inForceFrom: whole.from, stop: null })
  return parts
}
