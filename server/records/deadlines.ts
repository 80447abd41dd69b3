import { sql } from 'kysely'
import { deriveDeadlines } from '#domain/rhythm/derive.ts'
import type { Deadline } from '#domain/rhythm/types.ts'
import type { Db } from '#server/database/connection.ts'
import { type CaseHistory, loadRhythmHistories } from './rhythm-history.ts'
import { loadRhythm, type Rhythm } from './rules.ts'
import { lockCases } from './youth-case.ts'

/** When `deadline d` runs out, as `runsOutOn` of the rhythm has it. */
export const runsOut = 'least(d.window_to, d.retry_day)'

/** What of `deadline d` comes first wherever "next due" is told, as `byFirstDue` has it. */
export const firstDue = `${runsOut}, d.window_to, d.rule_id`

interface Recomputed extends Rhythm {
  histories: Map<number, CaseHistory>
  deadlines: Map<number, Deadline[]>
}

/**
 * Derives the deadlines of these young people from their history and stores what differs. To be called in the
 * transaction of whatever changed the history.
 *
 * An obligation that was closed before the changed day cannot be changed by it (a property that domain/rhythm
 * is tested for), so with `since` only the later ones are compared.
 *
 * Facts of an earlier day, an activity written down late or an assessment taken back, change what was derived from
 * that day on: so `since` is the earlier day, or null. What has to do with activities and education orders always
 * leaves it null, since a gap may begin before the activity that is changed.
 *
 * @param since the earliest day of which facts were changed; null compares everything
 */
export async function recomputeDeadlines(
  db: Db,
  youthIds: readonly number[],
  today: Temporal.PlainDate,
  since: Temporal.PlainDate | null = null,
): Promise<Recomputed> {
  // Answered in order: what is read behind the lock holds everything that others have changed before.
  const [, rhythm, histories] = await Promise.all([
    lockCases(db, youthIds),
    loadRhythm(db),
    loadRhythmHistories(db, youthIds),
  ])
  const deadlines = new Map<number, Deadline[]>()
  const rows: unknown[] = []
  for (const [youthId, history] of histories) {
    const derived = deriveDeadlines(rhythm.rules, history, today, rhythm.calendar)
    deadlines.set(youthId, derived)
    for (const deadline of derived) {
      if (isSince(deadline, since)) rows.push(toRow(youthId, history.caseId, deadline))
    }
  }
  const caseIds = [...histories.values()].map(history => history.caseId)
  await sql`
    with derived as (
      select * from json_to_recordset(${JSON.stringify(rows)}::json) as row (
        youth_id bigint, rule_id bigint, ordinal int, clock text, state text, anchor_kind text, anchor_day date,
        due_day date, window_from date, window_to date, last_working_day date, held_count int, target_day date,
        attempts int, retry_day date, escalated boolean, fulfilled_by bigint, closed_day date, case_id bigint)
    ), gone as (
      delete from deadline d
      using unnest(${[...histories.keys()]}::bigint[], ${caseIds}::bigint[]) c (youth_id, case_id)
      where d.youth_id = c.youth_id and d.case_id = c.case_id
        and (d.closed_day is null or ${since}::date is null or d.closed_day >= ${since}::date)
        -- Hashed, whatever the planner expects: as "not exists" it came to compare some hundred people's rows pairwise.
        and (d.youth_id, d.case_id, d.rule_id, d.ordinal) not in (
          select x.youth_id, x.case_id, x.rule_id, x.ordinal from derived x)
    ), noted as (
      insert into derivation as v select y.id, ${today}::date from unnest(${[...histories.keys()]}::bigint[]) y (id)
      on conflict (youth_id) do update
        set derived_on = excluded.derived_on, anew = v.anew and ${since}::date is not null
      where v.derived_on <> excluded.derived_on or v.anew and ${since}::date is null
    )
    insert into deadline as d
    select * from derived
    on conflict on constraint deadline_named do update set
      clock = excluded.clock, state = excluded.state, anchor_kind = excluded.anchor_kind,
      anchor_day = excluded.anchor_day, due_day = excluded.due_day, window_from = excluded.window_from,
      window_to = excluded.window_to, last_working_day = excluded.last_working_day,
      held_count = excluded.held_count, target_day = excluded.target_day, attempts = excluded.attempts,
      retry_day = excluded.retry_day, escalated = excluded.escalated, fulfilled_by = excluded.fulfilled_by,
      closed_day = excluded.closed_day
    where (d.*) is distinct from (excluded.*)`.execute(db)
  return { ...rhythm, histories, deadlines }
}

/**
 * Compares what is stored with what follows from the history as of the day of its last derivation, and gives
 * the young people for whom it differs. Whoever is to be derived anew, since the rules were changed under what is
 * stored, is left out.
 */
export async function differingDeadlines(db: Db, youthIds: readonly number[]): Promise<number[]> {
  const [, { rules, calendar }, histories, derivations, stored] = await Promise.all([
    lockCases(db, youthIds),
    loadRhythm(db),
    loadRhythmHistories(db, youthIds),
    db
      .selectFrom('derivation')
      .selectAll()
      .where('youth_id', 'in', youthIds)
      .where('anew', '=', false)
      .execute(),
    db
      .selectFrom('deadline')
      .selectAll()
      .where('youth_id', 'in', youthIds)
      .orderBy('rule_id')
      .orderBy('ordinal')
      .execute(),
  ])
  const rowsOf = Map.groupBy(stored, row => row.case_id)
  return derivations
    .filter(({ youth_id, derived_on }) => {
      const history = histories.get(youth_id)
      if (history === undefined) return false
      const derived = deriveDeadlines(rules, history, derived_on, calendar)
      const rows = derived.map(deadline => toRow(youth_id, history.caseId, deadline))
      return JSON.stringify(rows) !== JSON.stringify(rowsOf.get(history.caseId) ?? [])
    })
    .map(row => row.youth_id)
}

function isSince(deadline: Deadline, since: Temporal.PlainDate | null): boolean {
  return (
    since === null ||
    deadline.closedDay === null ||
    Temporal.PlainDate.compare(deadline.closedDay, since) >= 0
  )
}

function toRow(youthId: number, caseId: number, deadline: Deadline): Record<string, unknown> {
  return {
    youth_id: youthId,
    rule_id: deadline.ruleId,
    ordinal: deadline.ordinal,
    clock: deadline.clock,
    state: deadline.state,
    anchor_kind: deadline.anchor.kind,
    anchor_day: deadline.anchor.day,
    due_day: deadline.dueDay,
    window_from: deadline.windowFrom,
    window_to: deadline.windowTo,
    last_working_day: deadline.lastWorkingDay,
    held_count: deadline.heldCount,
    target_day: deadline.targetDay,
    attempts: deadline.attempts,
    retry_day: deadline.retryDay,
    escalated: deadline.escalated,
    fulfilled_by: deadline.fulfilledBy,
    closed_day: deadline.closedDay,
    case_id: caseId,
  }
}
