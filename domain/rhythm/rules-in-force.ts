import { contains, intersect, merge, type Period } from '#domain/calendar/period.ts'
import type { Anchor, AnchorEvent, RhythmHistory, Rule, RuleInForce } from './types.ts'

/**
 * Which rules apply to a person, in which periods, and what they count from.
 *
 * A rule holds while it is in force, its programme and target group hold, what it is anchored in has happened,
 * and the case is open. Periods that touch count as one: a re-assessment into the same group restarts nothing.
 *
 * - `every` and `between` count from the event; when the rule came to apply later than that (a new rule, a new
 *   target group inside the same programme), from that change: "the new rule counts from the change".
 * - `once` and `counted` speak about the time after the event itself: they always count from it, and apply only to
 *   events on days when the rule was in force.
 */
export function rulesInForce(rules: readonly Rule[], history: RhythmHistory): RuleInForce[] {
  return rules.flatMap(rule => (repeats(rule) ? repeated(rule, history) : bound(rule, history)))
}

function repeats(rule: Rule): boolean {
  return rule.pattern === 'every' || rule.pattern === 'between'
}

function repeated(rule: Rule, history: RhythmHistory): RuleInForce[] {
  const events = eventPeriods(rule, history)
  return applicable(rule, history).map(during => ({
    rule,
    during,
    anchor: events.some(event => event.from.equals(during.from))
      ? { kind: rule.anchor, day: during.from }
      : { kind: 'ruleChange', day: during.from },
  }))
}

function bound(rule: Rule, history: RhythmHistory): RuleInForce[] {
  const periods = applicable(rule, history)
  return eventPeriods(rule, history)
    .filter(event => contains(rule.during, event.from))
    .flatMap(event => {
      const anchor: Anchor = { kind: rule.anchor, day: event.from }
      return periods.flatMap(period => {
        const during = intersect(period, event)
        return during ? [{ rule, during, anchor }] : []
      })
    })
}

/** When every condition of the rule holds, earliest first. */
function applicable(rule: Rule, history: RhythmHistory): Period[] {
  const conditions: Period[][] = [[rule.during], eventPeriods(rule, history)]
  if (rule.programmeId !== null) conditions.push(memberships(rule.programmeId, history))
  if (rule.targetGroup !== null) conditions.push(assessments(rule.targetGroup, history))
  let periods = conditions.reduce(common)
  const { closedFrom } = history
  if (closedFrom !== null) periods = periods.flatMap(period => before(period, closedFrom) ?? [])
  return periods
}

/** Periods that begin with the event the rule counts from and last as long as it has not ended. */
function eventPeriods(rule: Rule, history: RhythmHistory): Period[] {
  const byEvent: Record<AnchorEvent, () => Period[]> = {
    enquiry: () => (history.enquiryDay === null ? [] : [{ from: history.enquiryDay, to: null }]),
    assessment: () => assessments(rule.targetGroup, history),
    membership: () => memberships(rule.programmeId, history),
  }
  return byEvent[rule.anchor]()
}

function assessments(targetGroup: string | null, history: RhythmHistory): Period[] {
  return merge(
    history.assessments.filter(row => targetGroup === null || row.targetGroup === targetGroup).map(during),
  )
}

function memberships(programmeId: number | null, history: RhythmHistory): Period[] {
  return merge(
    history.memberships.filter(row => programmeId === null || row.programmeId === programmeId).map(during),
  )
}

function during(row: { during: Period }): Period {
  return row.during
}

function common(as: Period[], bs: Period[]): Period[] {
  return as.flatMap(a => bs.flatMap(b => intersect(a, b) ?? []))
}

function before(period: Period, end: Temporal.PlainDate): Period | null {
  if (Temporal.PlainDate.compare(period.from, end) >= 0) return null
  const to = period.to === null || Temporal.PlainDate.compare(end, period.to) < 0 ? end : period.to
  return { from: period.from, to }
}
