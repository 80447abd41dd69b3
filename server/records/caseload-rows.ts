import { sql } from 'kysely'
import type { Db } from '#server/database/connection.ts'

/** From and to as day numbers, `to` excluded; null runs on. */
export type Days = [from: number, to: number | null]

export interface CaseRow {
  youthId: number
  caseId: number
  open: Days
  enquiry: number | null
  birth: number
  interpreter: boolean
  assessments: [group: string, ...Days][]
  memberships: [programmeId: number, ...Days][]
  /** Caseworkers, all since the case was opened, one after the other. */
  holders: [staffId: number, ...Days][]
  /** The others around the young person, from today on. */
  companions: Days[]
  /** Beginnings of educations, lately or to come. */
  educations: number[]
  /** Whom bars keep away, from today on. */
  barred: [staffId: number, ...Days][]
}

export interface StaffRow {
  staffId: number
  givenName: string
  familyName: string
  profession: string
  /** The day after the last; null for whoever works here. */
  leftBy: number | null
  roles: Days[]
  hours: [weeklyMinutes: number, ...Days][]
  duties: [name: string, weeklyMinutes: number, ...Days][]
  absences: [deputyId: number | null, ...Days][]
  /** The first day on which they followed somebody as a caseworker. */
  firstAssigned: number | null
}

type Status = 'law' | 'local' | 'unverified'

export interface ConfigurationRow {
  programmes: { id: number; name: string; leaveAge: number | null }[]
  works: {
    id: number
    key: string
    name: string
    programmeId: number | null
    per: string
    minutes: number
    timesAYear: number | null
    source: string
    status: Status
    days: Days
  }[]
  settings: { key: string; value: number; status: Status; days: Days }[]
  steps: { staffId: number | null; fromWeek: number; percent: number; days: Days }[]
  ceilings: {
    id: number
    programmeId: number | null
    staffId: number | null
    cases: number | null
    minutes: number | null
    status: Status
    days: Days
  }[]
  exceptions: {
    staffId: number
    programmeId: number | null
    cases: number | null
    minutes: number | null
    reason: string
    lastDay: string
    days: Days
  }[]
  opened: number
  closed: number
  recentWeeks: number
}

/** In the order in which a weight is read out. */
export const unitsInOrder = [
  'meeting',
  'interpretedMeeting',
  'call',
  'accompaniment',
  'month',
  'seat',
  'firstHalfYear',
  'bridge',
]

/** SQL for the bounds of a range, as day numbers: the day since 1970, and the day after the last. */
const days = (during: string) =>
  sql.raw(`lower(${during}) - date '1970-01-01', upper(${during}) - date '1970-01-01'`)

/**
 * Every case that is open or will be, with all that its weight and its caseworker follow from, and no name of anybody:
 * one statement, whose plan is a handful of scans however many there are.
 *
 * @param youthIds of these young people alone; null for all in sight
 */
export async function loadCaseRows(db: Db, youthIds: readonly number[] | null): Promise<CaseRow[]> {
  // Two statements and not one with "or": each keeps a plan that suits it.
  const onlyThese = youthIds === null ? sql`` : sql`and c.youth_id = any (${youthIds}::bigint[])`
  const { rows } = await sql<CaseRow>`
    with c as materialized (
      select c.id, c.youth_id, c.enquiry_day, c.during, daterange(lower(c.during), null) as since
      from youth_case c
      where (upper_inf(c.during) or upper(c.during) > door.today()) ${onlyThese}
    ), assessed as (
      select c.id, json_agg(json_build_array(a.target_group, ${days('a.during * c.since')})) as list
      from c join assessment a on a.youth_id = c.youth_id and a.withdrawn_at is null and a.during && c.since
      group by c.id
    ), joined as (
      select c.id, json_agg(json_build_array(m.programme_id, ${days('m.during * c.since')}) order by m.id) as list
      from c join membership m on m.youth_id = c.youth_id and m.withdrawn_at is null and m.during && c.since
      group by c.id
    ), assigned as (
      select c.id,
        json_agg(json_build_array(a.staff_id, ${days('a.during')}) order by lower(a.during))
          filter (where a.role = 'caseworker') as holders,
        json_agg(json_build_array(${days('a.during')}))
          filter (where a.role <> 'caseworker' and not a.during << daterange(door.today(), null)) as companions
      from c join assignment a on a.youth_id = c.youth_id and a.withdrawn_at is null and a.during && c.since
      group by c.id
    ), taught as (
      select c.id, json_agg(lower(v.during) - date '1970-01-01' order by lower(v.during)) as list
      from c join activity v on v.youth_id = c.youth_id and v.withdrawn_at is null and v.kind in ('education', 'fgu')
        and lower(v.during) > door.today() - 400
      group by c.id
    ), kept_away as (
      select c.id, json_agg(json_build_array(b.staff_id, ${days('b.during')}) order by b.id) as list
      from c join bar b on b.youth_id = c.youth_id and not b.during << daterange(door.today(), null)
      group by c.id
    )
    select c.youth_id as "youthId", c.id as "caseId", json_build_array(${days('c.during')}) as open,
      c.enquiry_day - date '1970-01-01' as enquiry, y.birth_date - date '1970-01-01' as birth,
      y.needs_interpreter as interpreter, coalesce(assessed.list, '[]') as assessments,
      coalesce(joined.list, '[]') as memberships, coalesce(assigned.holders, '[]') as holders,
      coalesce(assigned.companions, '[]') as companions, coalesce(taught.list, '[]') as educations,
      coalesce(kept_away.list, '[]') as barred
    from c join youth y on y.id = c.youth_id
    left join assessed on assessed.id = c.id left join joined on joined.id = c.id
    left join assigned on assigned.id = c.id left join taught on taught.id = c.id
    left join kept_away on kept_away.id = c.id
    order by c.id`.execute(db)
  return rows
}

/** Whoever is a caseworker today or will be, and whoever has an open case by assignment, today or later. */
export async function loadStaffRows(db: Db): Promise<StaffRow[]> {
  const { rows } = await sql<StaffRow>`
    with holder as materialized (
      select distinct a.staff_id from assignment a
      where a.role = 'caseworker' and a.withdrawn_at is null and not a.during << daterange(door.today(), null)
        and exists (select from youth_case c where c.youth_id = a.youth_id
          and (upper_inf(c.during) or upper(c.during) > door.today()))
    ), first as materialized (
      select a.staff_id, min(lower(a.during)) as day from assignment a
      where a.role = 'caseworker' and a.withdrawn_at is null group by a.staff_id
    )
    select s.id as "staffId", s.given_name as "givenName", s.family_name as "familyName", s.profession,
      s.left_on + 1 - date '1970-01-01' as "leftBy",
      coalesce((select json_agg(json_build_array(${days('r.during')})) from staff_role r
        where r.staff_id = s.id and r.role = 'caseworker'), '[]') as roles,
      coalesce((select json_agg(json_build_array(h.weekly_minutes, ${days('h.during')})) from staff_hours h
        where h.staff_id = s.id), '[]') as hours,
      coalesce((select json_agg(json_build_array(d.name, d.weekly_minutes, ${days('d.during')}) order by lower(d.during), d.id)
        from staff_duty d where d.staff_id = s.id), '[]') as duties,
      coalesce((select json_agg(json_build_array(b.deputy_id, ${days('b.during')})) from staff_absence b
        where b.staff_id = s.id and not b.during << daterange(door.today(), null)), '[]') as absences,
      f.day - date '1970-01-01' as "firstAssigned"
    from staff s left join first f on f.staff_id = s.id
    where s.id in (select staff_id from holder) or exists (select from staff_role r
      where r.staff_id = s.id and r.role = 'caseworker' and not r.during << daterange(door.today(), null)
        and (s.left_on is null or s.left_on >= door.today()))
    order by s.family_name collate danish, s.given_name collate danish, s.id`.execute(db)
  return rows
}

const lately = sql`lately as materialized (
      select coalesce((select value from capacity_setting
        where key = 'recentWeeks' and during @> door.today()), 12) as weeks
    )`
const came = sql`
      (select count(*)::int from youth_case c where lower(c.during) > door.today() - 7 * l.weeks
        and lower(c.during) <= door.today()) as opened,
      (select count(*)::int from youth_case c where upper(c.during) > door.today() - 7 * l.weeks
        and upper(c.during) <= door.today()) as closed`

/** How many cases came and went lately. */
export async function loadRecent(db: Db): Promise<Pick<ConfigurationRow, 'opened' | 'closed'>> {
  const { rows } = await sql<{ opened: number; closed: number }>`
    with ${lately} select ${came} from lately l`.execute(db)
  return rows[0] ?? { opened: 0, closed: 0 }
}

/** All that is configured about weights, time and ceilings, past and to come, and how many cases came and went lately. */
export async function loadCaseloadConfiguration(db: Db): Promise<ConfigurationRow> {
  const { rows } = await sql<ConfigurationRow>`
    with ${lately}
    select
      (select coalesce(json_agg(json_build_object('id', p.id, 'name', p.name, 'leaveAge', p.leave_age)), '[]')
        from programme p) as programmes,
      (select coalesce(json_agg(json_build_object('id', w.id, 'key', w.key, 'name', w.name, 'programmeId', w.programme_id,
        'per', w.per, 'minutes', w.minutes, 'timesAYear', w.times_a_year, 'source', w.source, 'status', w.status,
        'days', json_build_array(${days('w.during')})) order by array_position(${unitsInOrder}::text[], w.per), w.id), '[]') from case_weight w) as works,
      (select coalesce(json_agg(json_build_object('key', k.key, 'value', k.value, 'status', k.status,
        'days', json_build_array(${days('k.during')}))), '[]') from capacity_setting k) as settings,
      (select coalesce(json_agg(json_build_object('staffId', o.staff_id, 'fromWeek', o.from_week,
        'percent', o.percent, 'days', json_build_array(${days('o.during')}))), '[]') from onboarding_step o) as steps,
      (select coalesce(json_agg(json_build_object('id', x.id, 'programmeId', x.programme_id, 'staffId', x.staff_id,
        'cases', x.cases, 'minutes', x.minutes, 'status', x.status,
        'days', json_build_array(${days('x.during')})) order by x.id), '[]') from ceiling x) as ceilings,
      (select coalesce(json_agg(json_build_object('staffId', e.staff_id, 'programmeId', e.programme_id,
        'cases', e.cases, 'minutes', e.minutes, 'reason', e.reason, 'lastDay', upper(e.during) - 1,
        'days', json_build_array(${days('e.during')})) order by e.id), '[]') from ceiling_exception e) as exceptions,
${came},
      l.weeks as "recentWeeks"
    from lately l`.execute(db)
  const [row] = rows
  if (row === undefined) throw new Error('the configuration of the caseload gave no row')
  return row
}
