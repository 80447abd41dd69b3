import type { OwedContact } from '#contract/contacts.ts'
import type { Calendar } from '#domain/calendar/calendar.ts'
import { type ProposedContact, proposeNext } from '#domain/rhythm/next.ts'
import type { Deadline, Rule } from '#domain/rhythm/types.ts'

type AsText<Value> = Value extends Temporal.PlainDate ? string : Value
type OwedAnswer = { [Key in keyof OwedContact]: AsText<OwedContact[Key]> }

/** The obligation to see to first, as it travels, and the contact that would see to it. */
export function owedNext(
  deadlines: readonly Deadline[],
  { rules, calendar }: { rules: readonly Rule[]; calendar: Calendar },
  today: Temporal.PlainDate,
): { proposed: ProposedContact; owed: OwedAnswer } | { proposed: null; owed: null } {
  const proposed = proposeNext(deadlines, rules, today, calendar)
  const deadline = deadlines.find(each => each.state === 'open' && each.ruleId === proposed?.ruleId)
  const rule = rules.find(each => each.id === proposed?.ruleId)
  if (proposed === null || deadline === undefined || rule === undefined) return { proposed: null, owed: null }
  return {
    proposed,
    owed: {
      ruleId: rule.id,
      ruleName: rule.name,
      clock: rule.clock,
      status: rule.status,
      source: rule.source,
      pattern: rule.pattern,
      fulfilledBy: [...rule.fulfilledBy],
      count: rule.count,
      anchorKind: deadline.anchor.kind,
      anchorDay: deadline.anchor.day.toString(),
      dueDay: deadline.dueDay.toString(),
      windowFrom: deadline.windowFrom.toString(),
      windowTo: deadline.windowTo.toString(),
      lastWorkingDay: deadline.lastWorkingDay.toString(),
      heldCount: deadline.heldCount,
      targetDay: deadline.targetDay?.toString() ?? null,
      attempts: deadline.attempts,
      retryDay: deadline.retryDay?.toString() ?? null,
      escalated: deadline.escalated,
    },
  }
}
