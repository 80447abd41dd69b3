import { type DayNumber, dayNumber } from '#domain/calendar/day-number.ts'
import type { Span } from './stretches.ts'
import type { Chain, ChainRow, Rule } from './types.ts'

/** Whether the rule counts again and again, so that the row that replaces it takes over what is under way. */
export function repeats({ pattern }: Rule): boolean {
  return pattern === 'every' || pattern === 'between'
}

/** A row of its own, whatever follows it. */
export function onlyRow(rule: Rule): Chain {
  return [{ rule, from: dayNumber(rule.during.from), during: rule.during }]
}

/**
 * The rules that count again and again, those with the lowest id first. A row that has not begun on `today` is not
 * known yet, so that what is decided ahead moves nothing before its day.
 */
export function chainsOf(rules: readonly Rule[], today: DayNumber): Chain[] {
  const rows = rules.filter(repeats)
  return rows
    .filter(rule => !rows.some(other => follows(rule, other)))
    .filter(first => dayNumber(first.during.from) <= today)
    .sort((a, b) => a.id - b.id)
    .map(first => chainFrom(first, rows, today))
}

function chainFrom(first: Rule, rows: readonly Rule[], today: DayNumber): Chain {
  const all: Rule[] = [first]
  for (let last = first; ; ) {
    const next = rows.find(other => follows(other, last))
    if (next === undefined) break
    all.push(next)
    last = next
  }
  const { to } = (all.at(-1) ?? first).during
  const [start, ...later] = all.filter((rule, at) => at === 0 || dayNumber(rule.during.from) <= today)
  const row = (rule: Rule, next: Rule | undefined): ChainRow => ({
    rule,
    from: dayNumber(rule.during.from),
    during: { from: rule.during.from, to: next === undefined ? to : next.during.from },
  })
  return [row(start ?? first, later[0]), ...later.map((rule, at) => row(rule, later[at + 1]))]
}

function follows(rule: Rule, other: Rule): boolean {
  const { to } = other.during
  return (
    rule.key !== undefined &&
    rule.key === other.key &&
    rule.pattern === other.pattern &&
    to !== null &&
    rule.during.from.equals(to)
  )
}

/** The row that a day is judged by: the first before it began, the last after it ended. */
export function rowOn(chain: Chain, day: DayNumber): Rule {
  return (chain.findLast(({ from }) => from <= day) ?? chain[0]).rule
}

/** Where the clock of the rule stands still: in the pauses, as far as the row of the day says so. */
export function stopsOf(chain: Chain, pauses: readonly Span[]): readonly Span[] {
  if (chain.every(({ rule }) => rule.stopsInPause)) return pauses
  const stops: Span[] = []
  for (const [at, { rule, from }] of chain.entries()) {
    if (!rule.stopsInPause) continue
    const first = at === 0 ? Number.NEGATIVE_INFINITY : from
    const end = chain[at + 1]?.from ?? Number.POSITIVE_INFINITY
    for (const pause of pauses) {
      const part = { from: Math.max(pause.from, first), to: Math.min(pause.to, end) }
      if (part.from >= part.to) continue
      const last = stops.at(-1)
      if (last?.to === part.from) last.to = part.to
      else stops.push(part)
    }
  }
  return stops
}
