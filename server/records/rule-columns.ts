import type { Rule } from '#domain/rhythm/types.ts'

/** A rule as the table `rule` holds it, without its keys. */
export function ruleColumns(rule: Omit<Rule, 'id'>) {
  return {
    name: rule.name,
    clock: rule.clock,
    status: rule.status,
    source: rule.source,
    during: rule.during,
    programme_id: rule.programmeId,
    target_group: rule.targetGroup,
    anchor: rule.anchor,
    pattern: rule.pattern,
    fulfilled_by: [...rule.fulfilledBy],
    interval_unit: rule.interval.unit,
    interval_length: rule.interval.length,
    count: rule.count,
    window_working_days: rule.windowWorkingDays,
    non_working_days: rule.nonWorkingDays,
    stops_in_pause: rule.stopsInPause,
    stops_in_closing: rule.stopsInClosing,
    return_working_days: rule.returnWorkingDays,
    retry_working_days: rule.retryWorkingDays,
    escalate_after: rule.escalateAfter,
  }
}
