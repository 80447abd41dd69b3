import type { DayNumber } from '#domain/calendar/day-number.ts'
import { afterInterval, dueDay, onCountedDay, returnDay } from './due-day.ts'
import type { Hit, Ledger, Owed } from './ledger.ts'
import { excusedOn, type NumberedAnchor, type Stretch } from './stretches.ts'
import type { Deadline } from './types.ts'

/**
 * The obligations of an `every` rule.
 *
 * A due day that passes leaves one open, overdue obligation until a contact fulfils it: then it is `late`. Each
 * further interval that passes before that contact is `missed`, because one meeting cannot make up for several.
 * Example: met on 1 January under a monthly promise, next met on 15 June. Due 1 February: late. Due 1 March,
 * 1 April, 1 May and 1 June: missed. Next due 15 July. So five fell due in the half year, and none was kept.
 */
export function deriveEvery(ledger: Ledger, stretches: readonly Stretch[]): Deadline[] {
  const { hits, situation } = ledger
  const { today } = situation
  const now: { overdue: Owed | null } = { overdue: null }
  let at = 0

  function closeOverdue(hit: Hit): void {
    if (now.overdue) ledger.fulfilled(now.overdue, hit)
    now.overdue = null
  }

  for (const stretch of stretches) {
    // Met while the clock stood still: that settles what was overdue, and starts no new interval.
    for (let hit = hits[at]; hit && hit.day < stretch.from; hit = hits[at]) {
      closeOverdue(hit)
      at += 1
    }
    if (stretch.from > today) {
      const returns = stretch.anchor.kind === 'pauseEnd' && stretch.inForce.from <= today
      if (!returns || now.overdue) break
      const { day } = new DueDays(ledger, stretch.anchor)
      if (stretch.pause && day >= stretch.to) continue
      ledger.open(ledger.owed(stretch.anchor, day))
      break
    }

    let anchor = stretch.anchor
    let due = new DueDays(ledger, anchor)
    for (;;) {
      const hit = hits[at]
      const met = hit && hit.day < stretch.to ? hit : null
      const until = met ? met.day : Math.min(stretch.to, today)
      for (; due.day < until; due.advance()) {
        const owed = ledger.owed(anchor, due.day)
        if (now.overdue) ledger.ended(owed, 'missed', due.day)
        else now.overdue = owed
      }
      if (!met) break
      if (now.overdue) closeOverdue(met)
      else if (met.day > anchor.day || anchor.kind === 'pauseEnd') {
        ledger.fulfilled(ledger.owed(anchor, due.day), met)
      }
      anchor = { kind: 'contact', day: met.day }
      due = new DueDays(ledger, anchor)
      at += 1
    }
    if (now.overdue) continue

    if (stretch.to <= today) {
      const day = excusedOn(stretch, due.day, today)
      if (day !== null) ledger.ended(ledger.owed(anchor, due.day), 'excused', day)
    } else if (!stretch.pause || due.day < stretch.to) {
      ledger.open(ledger.owed(anchor, due.day))
      break
    }
  }

  for (const hit of hits.slice(at)) closeOverdue(hit)
  settle(ledger, now.overdue)
  return ledger.rows()
}

/** What is still overdue at the end: missed when the case was closed meanwhile, otherwise open. */
export function settle(ledger: Ledger, overdue: Owed | null): void {
  if (!overdue) return
  const { closedFrom, today } = ledger.situation
  if (closedFrom <= today) ledger.ended(overdue, 'missed', closedFrom)
  else ledger.open(overdue)
}

/** The due days that follow an anchor while nothing is done. */
class DueDays {
  day: DayNumber
  readonly #ledger: Ledger
  readonly #anchor: NumberedAnchor
  #times = 1
  readonly #first: DayNumber | null

  constructor(ledger: Ledger, anchor: NumberedAnchor) {
    this.#ledger = ledger
    this.#anchor = anchor
    const { rule, counting } = ledger
    this.#first = anchor.kind === 'pauseEnd' ? returnDay(rule, anchor.day, counting) : null
    this.day = this.#first ?? dueDay(rule, anchor.day, 1, counting)
  }

  advance(): void {
    const { rule, counting } = this.#ledger
    const previous = this.day
    // Very short intervals can land on the same working day more than once.
    while (this.day <= previous) {
      this.#times += 1
      this.day =
        this.#first === null
          ? dueDay(rule, this.#anchor.day, this.#times, counting)
          : onCountedDay(
              rule,
              afterInterval(this.#first, rule.interval, this.#times - 1, counting),
              this.#anchor.day,
              counting,
            )
    }
  }
}
