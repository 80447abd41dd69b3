import type { DayNumber } from '#domain/calendar/day-number.ts'
import { rowOn } from './chains.ts'
import { afterInterval, dueDay, onCountedDay, returnDay } from './due-day.ts'
import { type Hit, keeps, type Ledger, type Owed } from './ledger.ts'
import { excusedOn, type NumberedAnchor, type Span, type Stretch } from './stretches.ts'
import type { Deadline, Rule } from './types.ts'

/**
 * The obligations of an `every` rule.
 *
 * A due day that passes leaves one open, overdue obligation until a contact fulfils it: then it is `late`. Each
 * further interval that passes before that contact is `missed`, because one meeting cannot make up for several.
 * Example: met on 1 January under a monthly promise, next met on 15 June. Due 1 February: late. Due 1 March,
 * 1 April, 1 May and 1 June: missed. Next due 15 July. So five fell due in the half year, and none was kept.
 *
 * Where a row replaces another, what is under way goes on and counts from what it counted from, by the new row's
 * interval. Nobody becomes late by that: where the new day would lie before the change's day, it is due on the old
 * day, or one interval after the change where that is earlier. What is overdue then stays so, by its old day and row.
 */
export function deriveEvery(ledger: Ledger, stretches: readonly Stretch[]): Deadline[] {
  const { hits, situation, chain } = ledger
  const { today } = situation
  const now: { overdue: Owed | null } = { overdue: null }
  let at = 0

  /** The next contact before `end` that keeps the row of its day, or what is overdue by an earlier one. */
  function hitBefore(end: DayNumber): Hit | null {
    for (let hit = hits[at]; hit && hit.day < end; hit = hits[at]) {
      if (keeps(hit, rowOn(chain, hit.day)) || (now.overdue && keeps(hit, now.overdue.rule))) return hit
      at += 1
    }
    return null
  }

  function closeOverdue(hit: Hit): void {
    if (now.overdue) ledger.fulfilled(now.overdue, hit)
    now.overdue = null
  }

  /** Met while the clock stood still: that settles what was overdue, and starts no new interval. */
  function settleBefore(end: DayNumber): void {
    for (let hit = hitBefore(end); hit; hit = hitBefore(end)) {
      closeOverdue(hit)
      at += 1
    }
  }

  for (const stretch of stretches) {
    settleBefore(stretch.from)
    if (stretch.from > today) {
      const returns = stretch.anchor.kind === 'pauseEnd' && stretch.inForce.from <= today
      if (!returns || now.overdue) break
      const returned = begin(ledger, rowOn(chain, stretch.from), stretch.anchor)
      if (stretch.pause && returned.due.day >= stretch.to) continue
      ledger.open(owedIn(ledger, returned))
      break
    }

    let running = begin(ledger, rowOn(chain, stretch.from), stretch.anchor)
    for (const { rule, from, to } of legs(ledger, stretch)) {
      if (rule !== running.rule) {
        running = now.overdue ? furtherUnder(rule, running, from) : goesOnUnder(rule, running, from)
      }
      for (;;) {
        const met = hitBefore(to)
        const until = met ? met.day : Math.min(to, today)
        for (; running.due.day < until; running.due.advance()) {
          const owed = owedIn(ledger, running)
          if (now.overdue) ledger.ended(owed, 'missed', running.due.day)
          else now.overdue = owed
        }
        if (!met) break
        if (now.overdue) closeOverdue(met)
        else if (met.day >= running.keptFrom) ledger.fulfilled(owedIn(ledger, running), met)
        running = begin(ledger, rule, { kind: 'contact', day: met.day })
        at += 1
      }
    }
    if (now.overdue) continue

    const { day } = running.due
    if (stretch.to <= today) {
      const excused = excusedOn(stretch, day, today)
      if (excused !== null) ledger.ended(owedIn(ledger, running), 'excused', excused)
    } else if (!stretch.pause || day < stretch.to) {
      ledger.open(owedIn(ledger, running))
      break
    }
  }

  settleBefore(Number.POSITIVE_INFINITY)
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

/** The obligation that is under way. */
interface Running {
  rule: Rule
  anchor: NumberedAnchor
  due: DueDays
  /** The first day on which a contact keeps it: one on the very day that it counts from only begins it anew. */
  keptFrom: DayNumber
}

function begin(ledger: Ledger, rule: Rule, anchor: NumberedAnchor): Running {
  const keptFrom = anchor.kind === 'pauseEnd' ? anchor.day : anchor.day + 1
  return { rule, anchor, due: new DueDays(ledger, rule, anchor), keptFrom }
}

function owedIn(ledger: Ledger, { rule, anchor, due }: Running): Owed {
  return ledger.owed(anchor, due.day, due.day, rule)
}

/** What is not overdue on the day `from`, under the row that begins then. */
function goesOnUnder(rule: Rule, running: Running, from: DayNumber): Running {
  const { anchor, due } = running
  const goesOn = due.under(rule)
  if (goesOn.day >= from) return { ...running, rule, due: goesOn }
  const change: NumberedAnchor = { kind: 'ruleChange', day: from }
  const anew = due.under(rule, change)
  if (anew.day < due.day) return { rule, anchor: change, due: anew, keptFrom: from }
  return { ...running, rule, due: due.under(rule, anchor, due.day) }
}

/** The further intervals that pass while something is overdue: from the first that ends on the day `from` or later. */
function furtherUnder(rule: Rule, running: Running, from: DayNumber): Running {
  const due = running.due.further(rule)
  while (due.day < from) due.advance()
  return { ...running, rule, due }
}

/** The parts of a stretch that are judged by one row each. */
function legs({ chain }: Ledger, stretch: Stretch): (Span & { rule: Rule })[] {
  return chain.flatMap(({ rule, from }, at) => {
    const leg = {
      rule,
      from: at === 0 ? stretch.from : Math.max(from, stretch.from),
      to: Math.min(chain[at + 1]?.from ?? stretch.to, stretch.to),
    }
    return leg.from < leg.to ? [leg] : []
  })
}

/** The due days that follow an anchor while nothing is done. */
class DueDays {
  day: DayNumber
  readonly #ledger: Ledger
  readonly #rule: Rule
  readonly #anchor: NumberedAnchor
  #times = 1
  /** The first of them where it is no interval after the anchor. */
  readonly #first: DayNumber | null

  constructor(ledger: Ledger, rule: Rule, anchor: NumberedAnchor, first: DayNumber | null = null) {
    const counting = ledger.situation.countingOf(rule)
    this.#ledger = ledger
    this.#rule = rule
    this.#anchor = anchor
    this.#first = first ?? (anchor.kind === 'pauseEnd' ? returnDay(rule, anchor.day, counting) : null)
    this.day = this.#first ?? dueDay(rule, anchor.day, 1, counting)
  }

  advance(): void {
    const rule = this.#rule
    const counting = this.#ledger.situation.countingOf(rule)
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

  /** The same as another row counts them. */
  under(rule: Rule, anchor = this.#anchor, first: DayNumber | null = null): DueDays {
    return new DueDays(this.#ledger, rule, anchor, first)
  }

  /** The same as another row counts them, where the first has passed and stays as it was. */
  further(rule: Rule): DueDays {
    return this.under(rule, this.#anchor, this.#first)
  }
}
