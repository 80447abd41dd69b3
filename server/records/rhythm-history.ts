import { sql } from 'kysely'
import type { Period } from '#domain/calendar/period.ts'
import type { ContactKind, ContactOutcome, RhythmHistory } from '#domain/rhythm/types.ts'
import type { Db } from '#server/database/connection.ts'

/** `[from, to]` as text; `to` null runs on. */
type PeriodText = [string, string | null]

interface HistoryRow {
  youth_id: number
  case_id: number
  enquiry_day: Temporal.PlainDate | null
  closed_from: Temporal.PlainDate | null
  assessments: [string, ...PeriodText][]
  memberships: [number, ...PeriodText][]
  pauses: [string, ...PeriodText][]
  contacts: [number, string, ContactKind, ContactOutcome][]
}

function period(from: string, to: string | null): Period {
  return { from: Temporal.PlainDate.from(from), to: to === null ? null : Temporal.PlainDate.from(to) }
}

/** The history of one case of a young person. */
export interface CaseHistory extends RhythmHistory {
  caseId: number
}

/**
 * All that the rhythm of these young people depends on, in one statement. Only the newest case counts: a return
 * begins anew, and what ran on from before counts from the return.
 */
export async function loadRhythmHistories(
  db: Db,
  youthIds: readonly number[],
): Promise<Map<number, CaseHistory>> {
  const { rows } = await sql<HistoryRow>`
    select c.youth_id, c.id as case_id, c.enquiry_day, upper(c.during) as closed_from,
      coalesce((
        select json_agg(json_build_array(a.target_group, greatest(lower(a.during), c.opened), upper(a.during)))
        from assessment a
        where a.youth_id = c.youth_id and a.withdrawn_at is null and a.during && c.since), '[]') as assessments,
      coalesce((
        select json_agg(json_build_array(m.programme_id, greatest(lower(m.during), c.opened), upper(m.during)))
        from membership m
        where m.youth_id = c.youth_id and m.withdrawn_at is null and m.during && c.since), '[]') as memberships,
      coalesce((
        select json_agg(json_build_array(p.reason, lower(p.during), upper(p.during)))
        from pause p
        where p.youth_id = c.youth_id and p.withdrawn_at is null and p.during && c.since), '[]') as pauses,
      coalesce((
        select json_agg(json_build_array(k.id, k.day, k.kind, k.outcome))
        from contact k where k.youth_id = c.youth_id and k.day >= c.opened), '[]') as contacts
    from unnest(${youthIds}::bigint[]) y (id)
    cross join lateral (
      select *, lower(during) as opened, daterange(lower(during), null) as since
      from youth_case where youth_id = y.id order by lower(during) desc limit 1
    ) c`.execute(db)
  return new Map(
    rows.map(row => [
      row.youth_id,
      {
        caseId: row.case_id,
        enquiryDay: row.enquiry_day,
        closedFrom: row.closed_from,
        assessments: row.assessments.map(([targetGroup, from, to]) => ({
          targetGroup,
          during: period(from, to),
        })),
        memberships: row.memberships.map(([programmeId, from, to]) => ({
          programmeId,
          during: period(from, to),
        })),
        pauses: row.pauses.map(([reason, from, to]) => ({ reason, during: period(from, to) })),
        contacts: row.contacts.map(([id, day, kind, outcome]) => ({
          id,
          day: Temporal.PlainDate.from(day),
          kind,
          outcome,
        })),
      },
    ]),
  )
}
