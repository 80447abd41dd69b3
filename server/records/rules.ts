import { type Selectable, sql } from 'kysely'
import { type Closing, type HouseCalendar, houseCalendar } from '#domain/calendar/calendar.ts'
import type { Rule } from '#domain/rhythm/types.ts'
import type { Db } from '#server/database/connection.ts'
import type { Rule as RuleTable } from '#server/database/row-types.ts'

/** What deadlines are derived by: everything but a person's own history. */
export interface Rhythm {
  rules: readonly Rule[]
  calendar: HouseCalendar
}

type RuleRow = Selectable<RuleTable>

type RhythmRow = { [Column in keyof RuleRow]: RuleRow[Column] | null } & {
  /** With the first row alone. */
  closings: [Closing['kind'], string, string][] | null
}

/**
 * Every rule of contact, past and present, those of the promises at the entrance too, and the calendar that knows when the house and the schools are closed: the
 * one way to have them where deadlines are derived. One statement, since registering a contact waits for it.
 */
export async function loadRhythm(db: Db): Promise<Rhythm> {
  const { rows } = await sql<RhythmRow>`
    select r.*, case when row_number() over (order by r.id) = 1 then (
      select json_agg(json_build_array(c.kind, lower(c.during), upper(c.during)) order by c.id)
      from closing c where c.withdrawn_at is null) end as closings
    from (values (true)) always (is_true) left join rule r on is_true
    order by r.id`.execute(db)
  const closings = (rows[0]?.closings ?? []).map(([kind, from, to]) => ({
    kind,
    during: { from: Temporal.PlainDate.from(from), to: Temporal.PlainDate.from(to) },
  }))
  return { rules: rows.filter(isRule).map(toRule), calendar: houseCalendar(closings) }
}

/** Every rule of contact, past and present; a municipality has some tens of them. What the entrance promises is not among them. */
export async function loadRules(db: Db): Promise<Rule[]> {
  const rows = await db
    .selectFrom('rule')
    .selectAll()
    .where('entrance_stage', 'is', null)
    .orderBy('id')
    .execute()
  return rows.map(toRule)
}

/** A database that has no rules yet answers with closings alone. */
function isRule(row: RhythmRow): row is RuleRow & RhythmRow {
  return row.id !== null
}

function toRule(row: RuleRow): Rule {
  return {
    id: row.id,
    key: row.key,
    ...(row.entrance_stage === null ? {} : { entrance: row.entrance_stage as NonNullable<Rule['entrance']> }),
    name: row.name,
    // The database's own check constraints hold these columns to the words of the domain.
    clock: row.clock as Rule['clock'],
    status: row.status as Rule['status'],
    source: row.source,
    during: row.during,
    programmeId: row.programme_id,
    // The entrance's own are nobody's group: see the migration that made them.
    targetGroup: row.entrance_stage === null ? row.target_group : null,
    anchor: row.anchor as Rule['anchor'],
    pattern: row.pattern as Rule['pattern'],
    fulfilledBy: row.fulfilled_by as Rule['fulfilledBy'],
    interval: { unit: row.interval_unit as Rule['interval']['unit'], length: row.interval_length },
    count: row.count,
    windowWorkingDays: row.window_working_days,
    nonWorkingDays: row.non_working_days as Rule['nonWorkingDays'],
    stopsInPause: row.stops_in_pause,
    stopsInClosing: row.stops_in_closing,
    returnWorkingDays: row.return_working_days,
    retryWorkingDays: row.retry_working_days,
    escalateAfter: row.escalate_after,
  }
}
