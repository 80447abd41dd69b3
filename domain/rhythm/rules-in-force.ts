import { dayNumber } from '#domain/calendar/day-number.ts'
import { contains, intersect, merge, type Period } from '#domain/calendar/period.ts'
import { chainsOf, onlyRow, repeats } from './chains.ts'
import { conversations } from './contact-log.ts'
import type { Anchor, AnchorEvent, Chain, RhythmHistory, Rule, RuleInForce } from './types.ts'

/**
 * Which rules apply to a person, in which periods, and what they count from.
 *
 * A rule holds while it is in force, its programme and target group hold, what it is anchored in has happened,
 * and the case is open. Periods that touch count as one: a re-assessment into the same group restarts nothing.
 *
 * - `every` and `between` count from the event; when the rule came to apply later than that (a new rule, a new
 *   target group inside the same programme), from that change. A row that replaces another without a gap is the same
 *   rule and goes on with what is under way.
 * - `once`, `counted` and `set` speak about the time after the event itself: they always count from it, and apply only
 *   to events on days when the rule was in force. What an event began is owed by the rule of its day, also when that
 *   is replaced meanwhile; only when the rule ends with nothing in its place does it fall away. What was promised at
 *   the entrance never does.
 */
export function rulesInForce(
  rules: readonly Rule[],
  history: RhythmHistory,
  today: Temporal.PlainDate,
): RuleInForce[] {
  return [
    ...chainsOf(rules, dayNumber(today)).flatMap(chain => repeated(chain, history)),
    ...rules.filter(rule => !repeats(rule)).flatMap(rule => bound(rule, history, owedUntil(rule, rules))),
  ]
}

function repeated(chain: Chain, history: RhythmHistory): RuleInForce[] {
  const all: RuleInForce[] = []
  for (const row of chain) {
    for (const { during, anchor } of inRow(row, history)) {
      const last = all.at(-1)
      if (last?.during.to?.equals(during.from)) last.during = { from: last.during.from, to: during.to }
      else all.push({ chain, during, anchor, groundEnds: null, setDay: null })
    }
  }
  return all
}

function inRow(
  { rule, during: period }: Chain[number],
  history: RhythmHistory,
): Pick<RuleInForce, 'during' | 'anchor'>[] {
  const events = eventsOf(rule, history)
  return common(
    conditions(rule, period, history),
    events.map(event => event.during),
  ).map(during => ({
    during,
    anchor: events.some(event => event.during.from.equals(during.from))
      ? { kind: rule.anchor, day: during.from }
      : { kind: 'ruleChange', day: during.from },
  }))
}

/** Until when what began under the rule is owed: to the end of the rows that replace each other without a gap. */
function owedUntil(rule: Rule, rules: readonly Rule[]): Temporal.PlainDate | null {
  // What was promised at the entrance stays promised.
  if (rule.entrance !== undefined) return null
  let { to } = rule.during
  for (;;) {
    const end = to
    const next =
      end === null || rule.key === undefined
        ? undefined
        : rules.find(other => other.key === rule.key && other.during.from.equals(end))
    if (next === undefined) return to
    to = next.during.to
  }
}

function bound(rule: Rule, history: RhythmHistory, to: Temporal.PlainDate | null): RuleInForce[] {
  const periods = conditions(rule, { from: rule.during.from, to }, history)
  const chain = onlyRow(rule)
  return eventsOf(rule, history)
    .filter(event => contains(rule.during, event.during.from))
    .flatMap(event => {
      const anchor: Anchor = { kind: rule.anchor, day: event.during.from }
      return common(periods, [event.during]).map(during => ({
        chain,
        during,
        anchor,
        groundEnds: passing.includes(rule.anchor) ? event.during.to : null,
        setDay: event.setDay,
      }))
    })
}

/** When every condition of the rule but its event holds, earliest first. */
function conditions(rule: Rule, during: Period, history: RhythmHistory): Period[] {
  const all: Period[][] = [[during]]
  if (rule.programmeId !== null) all.push(memberships(rule.programmeId, history))
  if (rule.targetGroup !== null) all.push(assessments(rule.targetGroup, history))
  const periods = all.reduce(common)
  const { closedFrom } = history
  return closedFrom === null ? periods : periods.flatMap(period => before(period, closedFrom) ?? [])
}

/** Events after whose end nothing can be made up for. */
const passing: readonly AnchorEvent[] = ['offPlan', 'offPlanContact', 'orderStep']

/** What a rule is anchored in: begins with the event, and lasts as long as that has not ended. */
interface Event {
  during: Period
  setDay: Temporal.PlainDate | null
}

/**
 * Earliest first. Those of one rule neither overlap nor touch, but the steps of an order, which all end with it, and
 * enquiries, which do not end.
 */
function eventsOf(rule: Rule, history: RhythmHistory): Event[] {
  const byEvent: Record<AnchorEvent, () => Event[]> = {
    enquiry: () => enquiryDays(rule, history).map(from => event({ from, to: null })),
    assessment: () => assessments(rule.targetGroup, history).map(event),
    membership: () => memberships(rule.programmeId, history).map(event),
    offPlan: () => offPlan(history).map(event),
    offPlanContact: () => offPlanContacts(history).map(event),
    orderStep: () =>
      history.orderSteps
        .map(({ during, dueDay }) => ({ during, setDay: dueDay }))
        .sort((a, b) => byStart(a.during, b.during) || Temporal.PlainDate.compare(a.setDay, b.setDay)),
  }
  return byEvent[rule.anchor]()
}

/** What the entrance promises counts from each enquiry that came through it; everything else from the case's own. */
function enquiryDays(rule: Rule, { enquiryDay, entrances = [] }: RhythmHistory): Temporal.PlainDate[] {
  if (rule.entrance === undefined) return enquiryDay === null ? [] : [enquiryDay]
  const days = entrances.map(({ day }) => day).sort(Temporal.PlainDate.compare)
  return days.filter((day, at) => !days[at - 1]?.equals(day))
}

function event(during: Period): Event {
  return { during, setDay: null }
}

function assessments(targetGroup: string | null, history: RhythmHistory): Period[] {
  return merge(
    history.assessments
      .filter(row => targetGroup === null || row.targetGroup === targetGroup)
      .map(row => row.during),
  )
}

function memberships(programmeId: number | null, history: RhythmHistory): Period[] {
  return merge(
    history.memberships
      .filter(row => programmeId === null || row.programmeId === programmeId)
      .map(row => row.during),
  )
}

/** From the day on which it was learnt; what was over before anybody knew asks nothing of anybody. */
function offPlan(history: RhythmHistory): Period[] {
  return history.offPlan
    .flatMap(({ known, during }) => intersect(during, { from: known, to: null }) ?? [])
    .sort(byStart)
}

/** From the first conversation held while somebody is known to be off plan. */
function offPlanContacts(history: RhythmHistory): Period[] {
  return offPlan(history).flatMap(period => {
    const [first] = history.contacts
      .filter(({ kind, outcome, day }) => {
        return outcome === 'held' && conversations.includes(kind) && contains(period, day)
      })
      .map(({ day }) => day)
      .sort(Temporal.PlainDate.compare)
    return first === undefined ? [] : [{ from: first, to: period.to }]
  })
}

function byStart(a: Period, b: Period): number {
  return Temporal.PlainDate.compare(a.from, b.from)
}

function common(as: Period[], bs: Period[]): Period[] {
  return as.flatMap(a => bs.flatMap(b => intersect(a, b) ?? []))
}

function before(period: Period, end: Temporal.PlainDate): Period | null {
  if (Temporal.PlainDate.compare(period.from, end) >= 0) return null
  const to = period.to === null || Temporal.PlainDate.compare(end, period.to) < 0 ? end : period.to
  return { from: period.from, to }
}
