import type { Rule } from '#domain/rhythm/types.ts'
import type { Db } from '#server/database/connection.ts'

/** Every rule of contact, past and present; a municipality has some tens of them. */
export async function loadRules(db: Db): Promise<Rule[]> {
  const rows = await db.selectFrom('rule').selectAll().orderBy('id').execute()
  return rows.map(row => ({
    id: row.id,
    name: row.name,
    // The database's own check constraints hold these columns to the words of the domain.
    clock: row.clock as Rule['clock'],
    status: row.status as Rule['status'],
    source: row.source,
    during: row.during,
    programmeId: row.programme_id,
    targetGroup: row.target_group,
    anchor: row.anchor as Rule['anchor'],
    pattern: row.pattern as Rule['pattern'],
    fulfilledBy: row.fulfilled_by as Rule['fulfilledBy'],
    interval: { unit: row.interval_unit as Rule['interval']['unit'], length: row.interval_length },
    count: row.count,
    windowWorkingDays: row.window_working_days,
    nonWorkingDays: row.non_working_days as Rule['nonWorkingDays'],
    stopsInPause: row.stops_in_pause,
    returnWorkingDays: row.return_working_days,
    retryWorkingDays: row.retry_working_days,
    escalateAfter: row.escalate_after,
  }))
}
