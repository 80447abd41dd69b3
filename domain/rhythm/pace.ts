import { dayNumber } from '#domain/calendar/day-number.ts'
import { addMonths } from '#domain/calendar/months.ts'
import { contains } from '#domain/calendar/period.ts'
import { rowOn } from './chains.ts'
import type { Interval, Rule, RuleInForce } from './types.ts'

/** So many times in so many months, both whole and above zero; exact, so that sums made of it are. */
export interface Frequency {
  times: number
  months: number
}

/** How often something is owed, and by which rules. */
export interface Paced {
  /** Null where no rule owes it. */
  frequency: Frequency | null
  /** The rules that ask for it as often as that, lowest id first; others that hold ask for it more seldom. */
  ruleIds: readonly number[]
}

/** The conversations that the rules ask of one case, by and large: for planning time, not for deadlines. */
export interface Pace {
  meetings: Paced
  calls: Paced
}

/** A month is a twelfth of 365.25 days: 1461 days are 48 months. */
const daysAndMonths = { days: 1461, months: 48 } as const

/**
 * How many meetings and calls a month the rules that hold on a day ask for.
 *
 * - One meeting keeps every clock that asks for one, so the rule that asks most often decides and they are not added.
 * - A call in between is owed once for each interval of the meetings that it is linked to.
 * - What a meeting or a call may keep is a call, as far as the meetings do not keep it already.
 * - `counted` rules ("four in six months") count until their period is over. `once` and `set` are single events, and
 *   what only a deed, a text or a letter keeps is no conversation: none of these has a pace.
 *
 * Pauses change nothing: the time is kept for the young person who comes back.
 *
 * @param inForce as `rulesInForce` gives it on the last day that is asked about, so that rows ahead are known; contacts are
 *   not needed for it
 */
export function paceOf(inForce: readonly RuleInForce[], day: Temporal.PlainDate): Pace {
  const holding = inForce
    .filter(row => contains(row.during, day) && stillCounts(row, day))
    .map(({ chain }) => rowOn(chain, dayNumber(day)))
  const meetings: Owed[] = []
  const calls: Owed[] = []
  const either: Owed[] = []
  for (const rule of holding) {
    const frequency = frequencyOf(rule, holding)
    if (frequency === null) continue
    const owed = { frequency, ruleId: rule.id }
    const { fulfilledBy } = rule
    const byMeeting = fulfilledBy.includes('meeting') || fulfilledBy.includes('accompaniment')
    if (byMeeting && fulfilledBy.includes('call')) either.push(owed)
    else if (byMeeting) meetings.push(owed)
    else if (fulfilledBy.includes('call')) calls.push(owed)
  }
  const met = densest(meetings)
  const rest = either.flatMap(owed => {
    const left = met.frequency === null ? owed.frequency : minus(owed.frequency, met.frequency)
    return left === null ? [] : [{ ...owed, frequency: left }]
  })
  return { meetings: met, calls: densest([...calls, ...rest]) }
}

/** The days after `from`, until and with `to`, on which the pace may be another than before. */
export function paceChanges(
  inForce: readonly RuleInForce[],
  from: Temporal.PlainDate,
  to: Temporal.PlainDate,
): Temporal.PlainDate[] {
  const days = inForce.flatMap(row =>
    [
      row.during.from,
      row.during.to ?? [],
      countedUntil(row) ?? [],
      row.chain.map(({ during }) => during.from),
    ].flat(),
  )
  return days.filter(
    day => Temporal.PlainDate.compare(day, from) > 0 && Temporal.PlainDate.compare(day, to) <= 0,
  )
}

interface Owed {
  frequency: Frequency
  ruleId: number
}

function stillCounts(row: RuleInForce, day: Temporal.PlainDate): boolean {
  const until = countedUntil(row)
  return until === null || Temporal.PlainDate.compare(day, until) < 0
}

/** The day after a counted rule's period, which its deadline belongs to; null for others, which last while in force. */
function countedUntil({ chain: [{ rule }], anchor }: RuleInForce): Temporal.PlainDate | null {
  if (rule.pattern !== 'counted') return null
  const { unit, length } = rule.interval
  if (unit === 'months') return addMonths(anchor.day, length).add({ days: 1 })
  // Five working days are a week: which of them are holidays does not matter to a plan.
  return anchor.day.add({ days: 1 + (unit === 'days' ? length : Math.ceil((length * 7) / 5)) })
}

function frequencyOf(rule: Rule, holding: readonly Rule[]): Frequency | null {
  if (rule.pattern === 'every') return reduced(1, rule.interval)
  if (rule.pattern === 'counted') return reduced(rule.count, rule.interval)
  if (rule.pattern !== 'between') return null
  const linked = holding.filter(other => isLinked(rule, other)).map(other => frequencyOf(other, []))
  const found = linked.filter(frequency => frequency !== null).sort((a, b) => compare(b, a))
  // By itself, a call lies between meetings of its own interval.
  return found[0] ?? reduced(1, rule.interval)
}

function isLinked(rule: Rule, other: Rule): boolean {
  return (
    other.pattern === 'every' &&
    other.clock === rule.clock &&
    other.programmeId === rule.programmeId &&
    other.targetGroup === rule.targetGroup
  )
}

/** So many times in an interval, as times in whole months. */
function reduced(times: number, { unit, length }: Interval): Frequency {
  if (unit === 'months') return lowest(times, length)
  if (unit === 'days') return lowest(times * daysAndMonths.days, length * daysAndMonths.months)
  return lowest(times * daysAndMonths.days * 5, length * daysAndMonths.months * 7)
}

function densest(owed: readonly Owed[]): Paced {
  const [first] = owed.toSorted((a, b) => compare(b.frequency, a.frequency))
  if (first === undefined) return { frequency: null, ruleIds: [] }
  const same = owed.filter(({ frequency }) => compare(frequency, first.frequency) === 0)
  return { frequency: first.frequency, ruleIds: same.map(({ ruleId }) => ruleId).sort((a, b) => a - b) }
}

function compare(a: Frequency, b: Frequency): number {
  return a.times * b.months - b.times * a.months
}

/** Null where nothing is left. */
function minus(a: Frequency, b: Frequency): Frequency | null {
  const times = compare(a, b)
  return times <= 0 ? null : lowest(times, a.months * b.months)
}

function lowest(times: number, months: number): Frequency {
  let [a, b] = [times, months]
  while (b !== 0) [a, b] = [b, a % b]
  return { times: times / a, months: months / a }
}
