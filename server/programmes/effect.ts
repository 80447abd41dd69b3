import type { Deadline } from '#domain/rhythm/types.ts'

type Open = Pick<Deadline, 'ruleId' | 'state' | 'windowTo'>

/** What becomes of one open deadline: it gets another day, ends (`after` null) or begins (`before` null). */
export interface Move {
  ruleId: number
  before: Temporal.PlainDate | null
  after: Temporal.PlainDate | null
}

/**
 * What becomes of one person's open deadlines: those of a rule that takes over from another are compared with the
 * other's. An overdue one outlives its rule, so there may be two of a kind afterwards.
 *
 * @param successors for each new rule's id the one that it replaces
 */
export function effectOn(
  before: readonly Open[],
  after: readonly Open[],
  successors: ReadonlyMap<number, number>,
): Move[] {
  const left = openByRule(before, new Map())
  const come = openByRule(after, successors)
  const moves: Move[] = []
  for (const rule of new Set([...left.keys(), ...come.keys()])) {
    const gone = without(left.get(rule) ?? [], come.get(rule) ?? [])
    const fresh = without(come.get(rule) ?? [], left.get(rule) ?? [])
    for (let at = 0; at < Math.max(gone.length, fresh.length); at += 1) {
      const [old, young] = [gone[at], fresh[at]]
      moves.push({
        ruleId: young?.ruleId ?? old?.ruleId ?? rule,
        before: old?.windowTo ?? null,
        after: young?.windowTo ?? null,
      })
    }
  }
  return moves
}

function openByRule(deadlines: readonly Open[], successors: ReadonlyMap<number, number>) {
  const open = deadlines.filter(({ state }) => state === 'open')
  open.sort((a, b) => Temporal.PlainDate.compare(a.windowTo, b.windowTo))
  return Map.groupBy(open, ({ ruleId }) => successors.get(ruleId) ?? ruleId)
}

/** Those whose day is not among the others' days. */
function without(deadlines: readonly Open[], others: readonly Open[]): Open[] {
  return deadlines.filter(({ windowTo }) => !others.some(other => other.windowTo.equals(windowTo)))
}
