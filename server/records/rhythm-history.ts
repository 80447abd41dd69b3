import { sql } from 'kysely'
import type { Period } from '#domain/calendar/period.ts'
import { timeZone } from '#domain/calendar/time-zone.ts'
import type { ContactKind, ContactOutcome, Deed, OrderStep, RhythmHistory } from '#domain/rhythm/types.ts'
import type { Db } from '#server/database/connection.ts'
import { type AsIf, type DutyFacts, dutyIn } from './duty-history.ts'

/** `[from, to]` as text; `to` null runs on. */
type PeriodText = [string, string | null]

interface HistoryRow {
  youth_id: number
  case_id: number
  enquiry_day: Temporal.PlainDate | null
  opened: Temporal.PlainDate
  closed_from: Temporal.PlainDate | null
  /** With the day on which it was decided, where it was final. */
  assessments: [string, ...PeriodText, string | null][]
  memberships: [number, ...PeriodText][]
  pauses: [string, ...PeriodText][]
  /** With the talk about an enquiry that it was. */
  contacts: [number, string, ContactKind, ContactOutcome, boolean, number | null][]
  /** The day on which each enquiry came in, and the talks about it and the attempts at them. */
  entrances: [string, [number, string, ContactKind | 'team', ContactOutcome, 'youth' | 'sender'][]][]
  /** Begun, end of the order, due, done. */
  order_steps: [...PeriodText, string, string | null][]
  duty: DutyFacts | null
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
 *
 * A final assessment is one that says so, and every one from before the stages were told apart: whoever was assessed
 * then is not owed it again. Activities matter to the duty of those of 15-17 alone, and are read for whoever was under
 * 18 in the case.
 *
 * @param asIf what would be otherwise than it is
 */
export async function loadRhythmHistories(
  db: Db,
  youthIds: readonly number[],
  asIf: AsIf = {},
): Promise<Map<number, CaseHistory>> {
  const { rows } = await sql<HistoryRow>`
    select c.youth_id, c.id as case_id, c.enquiry_day, c.opened, upper(c.during) as closed_from,
      coalesce((
        select json_agg(json_build_array(a.target_group, greatest(lower(a.during), c.opened), upper(a.during),
          case when a.stage in ('final', 'later') and a.target_group <> 'notAssessed' and lower(a.during) >= c.opened
            then lower(a.during) end))
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
        select json_agg(json_build_array(k.id, k.day, k.kind, k.outcome, k.is_team, k.referral_event_id))
        from contact k where k.youth_id = c.youth_id and k.day >= c.opened), '[]') as contacts,
      coalesce((
        select json_agg(json_build_array(f.received_on, f.talks))
        from door.entrances_of(c.youth_id) f
        -- Of an earlier case is what became a case, or was given to one, before this one was opened.
        where f.received_on >= c.opened or f.given_on >= c.opened), '[]') as entrances,
      coalesce((
        select json_agg(json_build_array(greatest(s.begun, c.opened), upper(o.during), s.due_day, s.done_day))
        from education_order o, lateral (
          select x.due_day, x.done_day, case when x.position = min(x.position) over w then lower(o.during)
            else lag(x.done_day) over w end as begun
          from education_order_step x where x.order_id = o.id window w as (order by x.position)) s
        where o.youth_id = c.youth_id and o.withdrawn_at is null and o.during && c.since
          and s.begun is not null), '[]') as order_steps,
      case when c.opened < door.birthday(c.birth_date, 18) then json_build_object(
        'birthDate', c.birth_date,
        'registered', c.registered,
        'activities', coalesce((
          select json_agg(json_build_array(v.kind, lower(v.during), upper(v.during), v.weekly_minutes, v.notice_day,
            v.showed_up, v.showed_up_on))
          from activity v where v.youth_id = c.youth_id and v.withdrawn_at is null), '[]'),
        'rules', (select json_agg(json_build_array(
          r.activity_kind, lower(r.during), upper(r.during), r.weekly_minutes, r.counts_in_part)) from duty_rule r),
        'closings', (select json_agg(json_build_array(x.kind, lower(x.during), upper(x.during)))
          from closing x where x.withdrawn_at is null)
      ) end as duty
    -- Behind a select PostgreSQL does not see how many there are, and so keeps one plan instead of making it anew each
    -- time, which took longer than the search itself.
    from unnest((select ${youthIds}::bigint[])) y (id)
    cross join lateral (
      select k.*, lower(k.during) as opened, daterange(lower(k.during), null) as since, p.birth_date,
        (p.created_at at time zone ${timeZone})::date as registered
      from youth_case k join youth p on p.id = k.youth_id
      where k.youth_id = y.id order by lower(k.during) desc limit 1
    ) c`.execute(db)
  return new Map(rows.map(row => [row.youth_id, historyOf(row, asIf)]))
}

function historyOf(row: HistoryRow, asIf: AsIf): CaseHistory {
  const pauses = row.pauses.map(([reason, from, to]) => ({ reason, during: period(from, to) }))
  const open = { from: row.opened, to: row.closed_from }
  const { offPlan, begun } = dutyIn(row.duty, open, pauses, asIf)
  // A contact says of a meeting alone that was held whether the team was there.
  const teamTalks = new Set(
    row.entrances.flatMap(([, talks]) => talks.filter(([, , kind]) => kind === 'team').map(([id]) => id)),
  )
  return {
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
    pauses,
    contacts: row.contacts.map(([id, day, kind, outcome, isTeam, talkId]) => ({
      id,
      day: Temporal.PlainDate.from(day),
      kind,
      outcome,
      isTeam: isTeam || (outcome !== 'held' && talkId !== null && teamTalks.has(talkId)),
    })),
    entrances: row.entrances.map(([day, talks]) => ({
      day: Temporal.PlainDate.from(day),
      talks: talks
        .filter(([, , , , who]) => who === 'sender')
        .map(([id, on, kind, outcome]) => ({
          id,
          day: Temporal.PlainDate.from(on),
          kind: kind === 'team' ? 'meeting' : kind,
          outcome,
        })),
    })),
    deeds: [
      ...row.assessments.flatMap(([, , , final]) => deed('finalAssessment', final)),
      ...row.order_steps.flatMap(([, , , done]) => deed('orderStep', done)),
      ...begun,
    ],
    offPlan,
    orderSteps: row.order_steps.flatMap(([begun, end, due]) => orderStep(period(begun, end), due)),
  }
}

function deed(kind: Deed['kind'], day: string | null): Deed[] {
  return day === null ? [] : [{ kind, day: Temporal.PlainDate.from(day) }]
}

/** A step that would begin when the order has ended never begins. */
function orderStep(during: Period, due: string): OrderStep[] {
  const ended = during.to !== null && Temporal.PlainDate.compare(during.from, during.to) >= 0
  return ended ? [] : [{ during, dueDay: Temporal.PlainDate.from(due) }]
}
