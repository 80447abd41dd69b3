import type { Effect } from '#contract/programmes.ts'
import type { Deadline } from '#domain/rhythm/types.ts'

type Open = Pick<Deadline, 'ruleId' | 'state' | 'windowTo'>

/**
 * What becomes of one person's open deadlines: those of a rule that takes over from another are compared with the
 * other's. An overdue one outlives its rule, so there may be two of a kind afterwards.
 *
 * @param successor the new rule's id and that of the one it replaces
 */
export function effectOn(
  before: readonly Open[],
  after: readonly Open[],
  successor: { id: number; of: number } | null,
): Omit<Effect, 'youths'> {
  const left = daysByRule(before, null)
  const come = daysByRule(after, successor)
  const effect = { moved: 0, begun: 0, ended: 0 }
  for (const rule of new Set([...left.keys(), ...come.keys()])) {
    const gone = without(left.get(rule) ?? [], come.get(rule) ?? [])
    const fresh = without(come.get(rule) ?? [], left.get(rule) ?? [])
    const moved = Math.min(gone, fresh)
    effect.moved += moved
    effect.ended += gone - moved
    effect.begun += fresh - moved
  }
  return effect
}

function daysByRule(deadlines: readonly Open[], successor: { id: number; of: number } | null) {
  const days = new Map<number, string[]>()
  for (const { ruleId, state, windowTo } of deadlines) {
    if (state !== 'open') continue
    const rule = ruleId === successor?.id ? successor.of : ruleId
    days.set(rule, [...(days.get(rule) ?? []), windowTo.toString()])
  }
  return days
}

/** How many days of the one are not among the other. */
function without(days: readonly string[], others: readonly string[]): number {
  return days.filter(day => !others.includes(day)).length
}
