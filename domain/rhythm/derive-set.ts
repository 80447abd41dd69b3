import { dayNumber } from '#domain/calendar/day-number.ts'
import type { Ledger } from './ledger.ts'
import { span } from './stretches.ts'
import type { Deadline, RuleInForce } from './types.ts'

/**
 * The obligations of a `set` rule: one for each row, on the day that was decided for it, one after the other. The next
 * begins when the one before it is done or has ended.
 *
 * - It is kept when a deed is done by its day; done later, it is `late`. One deed does one step.
 * - A day that is decided anew moves the open obligation. Nothing else moves it: no holiday, pause or closing.
 * - When the order ends, what is not done is `excused`, and `missed` when its day had passed.
 */
export function deriveSet(ledger: Ledger, inForce: readonly RuleInForce[]): Deadline[] {
  const { today } = ledger.situation
  let hits = ledger.hits
  let waiting = false
  for (const { during, anchor, setDay } of inForce) {
    const { from, to } = span(during)
    if (setDay === null || waiting || from > today) {
      ledger.skipOrdinal()
      continue
    }
    const owed = ledger.owed({ kind: anchor.kind, day: from }, dayNumber(setDay))
    hits = hits.filter(hit => hit.day >= from)
    const [hit] = hits
    // What ends the order may be the very step that was done on that day.
    if (hit && hit.day <= to) {
      ledger.fulfilled(owed, hit)
      hits = hits.slice(1)
    } else if (to <= today) {
      ledger.ended(owed, owed.due < to ? 'missed' : 'excused', to)
    } else {
      ledger.open(owed)
      waiting = true
    }
  }
  return ledger.rows()
}
