import { timeZone } from '#domain/calendar/time-zone.ts'
import type { Statement } from '#server/database/transaction.ts'

/** What is asked: as of which day, how far back and ahead, and of whom. */
export interface DutyQuestion {
  /** The day as of which it is told. */
  day: Temporal.PlainDate
  /** What was written down from this instant on was not known yet; null: all that is written down. */
  knownBefore: Temporal.Instant | null
  /** Something that began on this day or later is still to be confirmed. */
  since: Temporal.PlainDate
  /** The last day of the weeks that are looked ahead. */
  horizon: Temporal.PlainDate
  adviserId: number | null
  caseworkerId: number | null
  school: string | null
}

/** How a row of a dated table stood when only what had been written down before `$2` was known. */
const known = (row: string) => `${row}.recorded_at < coalesce($2::timestamptz, 'infinity')
    and (${row}.withdrawn_at is null or ${row}.withdrawn_at >= $2::timestamptz)`

const showedUp = (row: string, column: string) =>
  `case when ${row}.showed_up_on <= $1::date then ${row}.${column} end`

/** Lists and sheets never tell where somebody with a protected address goes to school or works: only what it is. */
const activityJson = (row: string) => `json_build_object(
  'activityId', ${row}.id, 'kind', ${row}.kind, 'description', case when y.protected_address then '' else ${row}.description end,
  'weeklyMinutes', ${row}.weekly_minutes, 'from', lower(${row}.during), 'to', upper(${row}.during),
  'noticeDay', ${row}.notice_day, 'showedUp', ${showedUp(row, 'showed_up')},
  'showedUpDay', ${showedUp(row, 'showed_up_on')})`

const follows = (place: string, role: string) => `(${place}::bigint is null or b.id = any (array(
      select a.youth_id from assignment a where a.staff_id = ${place}::bigint and a.role = '${role}'
        and a.withdrawn_at is null and a.during @> $1::date)))`

/**
 * Two arms, of which the role of the reader lets one run: those whom somebody follows are reached from the relations,
 * and the leader's from the index of birth dates. Days taken from today give the same as `door.birthday`, also for
 * whoever was born on 29 February, and are found in that index.
 */
const bornThen = (visible: string) => `
  select y.id, y.protected_address from youth y
  where ${visible}
    and y.birth_date > ($1::date - interval '18 years')::date and y.birth_date <= ($1::date - interval '15 years')::date
    and y.created_at < coalesce($2::timestamptz, 'infinity')`

/**
 * Those of 15-17 with an open case. Everybody is counted; those for whom nothing is to be decided are left with that:
 * one activity keeps the duty alone, since before `$3` and until after `$4`. Of the others all is given that the rules
 * of the duty depend on. The arrays of one keep PostgreSQL to the narrow index, which answers from itself.
 */
const text = `
with born as materialized (
  ${bornThen('not door.sees_all() and y.id = any (array(select door.my_youths()))')}
  union all
  ${bornThen('door.sees_all()')}
), everybody as materialized (
  select b.id from born b
  where exists (select from youth_case c where c.youth_id = any (array[b.id]) and c.during @> $1::date)
    and ${follows('$5', 'educationAdviser')}
    and ${follows('$6', 'caseworker')}
    and ($7::text is null or (not b.protected_address or b.id = any (array(select door.my_youths()))) and exists (
      select from activity a where a.youth_id = b.id and a.description = $7::text and a.kind in ('education', 'fgu')
        and ${known('a')}))
), open as materialized (
  select e.id from everybody e
  where not exists (
      select from activity a join duty_rule r on r.activity_kind = a.kind and r.during @> $1::date
      where a.youth_id = e.id and ${known('a')}
        and lower(a.during) < $3::date and (upper_inf(a.during) or upper(a.during) > $4::date)
        and (r.weekly_minutes is null or a.weekly_minutes >= r.weekly_minutes)
        and ${showedUp('a', 'showed_up')} is distinct from false)
    or exists (
      select from pause p where p.youth_id = e.id and p.during @> $1::date and ${known('p')})
)
select json_build_object(
  'total', (select count(*) from everybody),
  'people', coalesce((select json_agg(json_build_object(
    'youthId', y.id,
    'givenName', y.given_name,
    'familyName', y.family_name,
    'birthDate', y.birth_date,
    'registered', (y.created_at at time zone '${timeZone}')::date,
    'caseOpen', (select json_build_object('from', lower(c.during), 'to', upper(c.during))
      from youth_case c where c.youth_id = any (array[y.id]) and c.during @> $1::date),
    'activities', coalesce((select json_agg(${activityJson('a')} order by lower(a.during), a.id)
      from activity a where a.youth_id = y.id and ${known('a')}), '[]'),
    'pauses', coalesce((select json_agg(json_build_object(
        'kind', p.reason, 'from', lower(p.during), 'to', upper(p.during)) order by lower(p.during))
      from pause p where p.youth_id = any (array[y.id]) and ${known('p')}), '[]')))
    from open o join youth y on y.id = o.id), '[]'),
  'rules', (select coalesce(json_agg(json_build_object(
      'id', r.id, 'activityKind', r.activity_kind, 'weeklyMinutes', r.weekly_minutes, 'countsInPart', r.counts_in_part,
      'from', lower(r.during), 'to', upper(r.during), 'source', r.source, 'status', r.status, 'version', r.version)
      order by r.id), '[]') from duty_rule r),
  'advisers', ${choices('educationAdviser')},
  'caseworkers', ${choices('caseworker')},
  'schools', (select coalesce(json_agg(d.description order by d.description collate danish), '[]') from (
      select distinct a.description
      from open o join youth y on y.id = o.id and not y.protected_address join activity a on a.youth_id = o.id
      where a.kind in ('education', 'fgu') and a.description <> '' and a.withdrawn_at is null limit 300) d)
)::text as body`

function choices(role: string): string {
  return `(select coalesce(json_agg(json_build_object('staffId', s.id, 'name', s.given_name || ' ' || s.family_name)
      order by s.given_name collate danish, s.family_name collate danish, s.id), '[]')
    from staff s where exists (
      select from staff_role r where r.staff_id = s.id and r.role = '${role}' and r.during @> $1::date))`
}

/** One statement for a whole week: everything that the pure rules of the duty ask for. */
export function dutyQuery(question: DutyQuestion): Statement {
  const { day, knownBefore, since, horizon, adviserId, caseworkerId, school } = question
  return {
    name: 'duty.read',
    text,
    values: [day, knownBefore, since, horizon, adviserId, caseworkerId, school],
  }
}
