import type { Deadline, Rule } from '#domain/rhythm/types.ts'

/** An obligation with its rule, as it travels: days as text. */
export function toldDeadline(rule: Rule, deadline: Deadline) {
  return {
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
  }
}
