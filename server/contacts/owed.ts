import type { OwedContact } from '#contract/contacts.ts'
import type { Calendar } from '#domain/calendar/calendar.ts'
import { type ProposedContact, proposeNext } from '#domain/rhythm/next.ts'
import type { Deadline, Rule } from '#domain/rhythm/types.ts'
import { toldDeadline } from '#server/records/told-deadline.ts'

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
  return { proposed, owed: toldDeadline(rule, deadline) }
}
