import type { HouseCalendar } from '#domain/calendar/calendar.ts'
import { dayNumber } from '#domain/calendar/day-number.ts'
import { merge } from '#domain/calendar/period.ts'
import { chainsOf, stopsOf } from './chains.ts'
import { contactLog } from './contact-log.ts'
import { countingOf } from './counting.ts'
import { deriveBetween } from './derive-between.ts'
import { deriveBound } from './derive-bound.ts'
import { deriveEvery } from './derive-every.ts'
import { deriveSet } from './derive-set.ts'
import { loggedEntrance } from './entrance-log.ts'
import { Ledger, type Situation } from './ledger.ts'
import { rulesInForce } from './rules-in-force.ts'
import { span, stretches } from './stretches.ts'
import type { Chain, Deadline, RhythmHistory, Rule, RuleInForce } from './types.ts'

/**
 * Every obligation of one person, past and open, from what happened: sorted by rule and ordinal, at most one open
 * for each rule. The same history, rules and day always give the same rows, in whatever order they are listed.
 *
 * - On time: fulfilled by `windowTo`. Open and past `windowTo` is overdue.
 * - An overdue obligation outlives the end of its rule, a change of programme or target group, and a pause: only a
 *   contact or deed that fulfils it ends it (`late`), or (`missed`) the closing of the case, and the end of what it is
 *   about: of the time off plan, of the education order.
 * - A row that replaces another of the same key without a gap goes on with what is under way (see `derive-every.ts`).
 * - Not overdue when its clock stops, an obligation is `excused`, in a pause only when it would have been due in it;
 *   then the first contact is due `returnWorkingDays` after the return.
 *
 * See `derive-every.ts`, `derive-between.ts`, `derive-bound.ts` and `derive-set.ts` for each pattern.
 */
export function deriveDeadlines(
  rules: readonly Rule[],
  history: RhythmHistory,
  today: Temporal.PlainDate,
  calendar: HouseCalendar,
): Deadline[] {
  const day = dayNumber(today)
  const situation: Situation = {
    today: day,
    calendar,
    countingOf: countingOf(calendar),
    log: contactLog(history.contacts, day),
    deeds: history.deeds,
    entrances: (history.entrances ?? []).map(entrance => loggedEntrance(entrance, day)),
    closedFrom: history.closedFrom === null ? Number.POSITIVE_INFINITY : dayNumber(history.closedFrom),
  }
  const pauses = merge(history.pauses.map(pause => pause.during)).map(span)
  const inForce = Map.groupBy(rulesInForce(rules, history, today), row => row.chain)
  return [...inForce].flatMap(([chain, rows]) => deriveRule(chain, rows)).sort(byRuleAndOrdinal)

  function deriveRule(chain: Chain, rows: readonly RuleInForce[]): Deadline[] {
    const stopping = stopsOf(chain, pauses)
    const ledger = new Ledger(chain, situation, stopping)
    const { pattern } = chain[0].rule
    if (pattern === 'every') return deriveEvery(ledger, stretches(rows, stopping))
    if (pattern === 'between') return deriveBetween(ledger, stretches(rows, stopping), linkedMeetings)
    return pattern === 'set' ? deriveSet(ledger, rows) : deriveBound(ledger, rows)
  }

  /** The rules of meetings that the calls of a row lie between. */
  function linkedMeetings(between: Rule): Chain[] {
    const linked = rules.filter(
      rule =>
        rule.pattern === 'every' &&
        rule.clock === between.clock &&
        rule.programmeId === between.programmeId &&
        rule.targetGroup === between.targetGroup,
    )
    return chainsOf(linked, day)
  }
}

function byRuleAndOrdinal(a: Deadline, b: Deadline): number {
  return a.ruleId - b.ruleId || a.ordinal - b.ordinal
}
