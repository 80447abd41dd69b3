import type { Statement } from '#server/database/transaction.ts'
import { firstDue } from '#server/records/deadlines.ts'
import { addressLine } from './portfolio-sql.ts'

const staff = (alias: string) =>
  `json_build_object('staffId', ${alias}.id, 'givenName', ${alias}.given_name, 'familyName', ${alias}.family_name)`

/** The dated rows of one table that stand, newest first, as a JSON array of `from`, `to` and `fields`. */
const dated = (table: string, fields: string, join = '') => `coalesce((
    select json_agg(json_build_object('from', lower(x.during), 'to', upper(x.during), ${fields})
      order by lower(x.during) desc, x.id desc)
    from ${table} x ${join} where x.youth_id = y.id and x.withdrawn_at is null), '[]')`

/** The days are told apart in the counting: in the search they would lead PostgreSQL to all that was ever due. */
const kept = `(
    select json_build_object('from', $4::date, ${['promise', 'statutory'].map(countsOf).join(', ')})
    from deadline d where d.youth_id = y.id and d.state <> 'excused')`

function countsOf(clock: string): string {
  const counted = `d.clock = '${clock}' and d.due_day between $4 and $2 and d.window_to < $2`
  return `'${clock}', json_build_object(
      'kept', count(*) filter (where d.state = 'onTime' and ${counted}), 'due', count(*) filter (where ${counted}))`
}

/**
 * One young person with all that holds or has held. A protected address stays in the database, and with it the
 * places of appointments and activities for those who do not follow the young person: a place can give an address away.
 * Guardians lose their access at 18, so that how to reach them is not shown from then on.
 */
const text = `
with asked as materialized (
  select y.*, y.id = any (array(select door.my_youths())) as is_mine,
    extract(year from age($2::date, y.birth_date))::int as age
  from youth y where y.id = $1::bigint
)
select json_build_object(
  'today', $2::date,
  'youthId', y.id,
  'version', y.version,
  'givenName', y.given_name,
  'familyName', y.family_name,
  'birthDate', y.birth_date,
  'age', y.age,
  'hasCpr', y.cpr_index is not null,
  'phone', y.phone,
  'email', y.email,
  'preferredContact', y.preferred_contact,
  'language', y.language,
  'needsInterpreter', y.needs_interpreter,
  'about', y.about,
  'protectedAddress', y.protected_address,
  'isMine', y.is_mine,
  'comesOn', case when not y.is_mine and not door.sees_all() then (
    select min(lower(a.during)) from assignment a
    where a.youth_id = y.id and a.staff_id = door.staff_id() and a.role = 'caseworker' and a.withdrawn_at is null
      and lower(a.during) > $2::date) end,
  'address', case when not y.protected_address then ${addressLine()} end,
  'isOpen', exists (select from youth_case c where c.youth_id = y.id and upper_inf(c.during)),
  'cases', coalesce((
    select json_agg(json_build_object('from', lower(c.during), 'to', upper(c.during),
      'enquiryDay', c.enquiry_day, 'closeReason', c.close_reason) order by lower(c.during) desc)
    from youth_case c where c.youth_id = y.id), '[]'),
  'relations', ${dated(
    'assignment',
    `'role', x.role, 'staffId', s.id, 'givenName', s.given_name, 'familyName', s.family_name, 'profession', s.profession`,
    'join staff s on s.id = x.staff_id',
  )},
  'targetGroups', ${dated(
    'assessment',
    `'code', x.target_group, 'reason', x.reason,
      'name', coalesce(
        (select g.name from target_group g where g.code = x.target_group
          order by g.during @> lower(x.during) desc, lower(g.during) desc limit 1), x.target_group),
      'author', (select ${staff('s')} from staff s where s.id = x.author_id)`,
  )},
  'programmes', ${dated(
    'membership',
    `'programmeId', p.id, 'name', p.name, 'endReason', x.end_reason`,
    'join programme p on p.id = x.programme_id',
  )},
  'benefits', ${dated('benefit', `'kind', x.kind`)},
  'activities', ${dated(
    'activity',
    `'kind', x.kind, 'weeklyMinutes', x.weekly_minutes,
      'description', case when y.is_mine or not y.protected_address then x.description else '' end`,
  )},
  'pauses', ${dated('pause', `'reason', x.reason`)},
  'guardians', coalesce((
    select json_agg(json_build_object('guardianId', g.id, 'name', g.name, 'relation', g.relation,
      'hasCustody', g.has_custody,
      'phone', case when door.guardian_open(y.birth_date, $2::date) then g.phone end,
      'email', case when door.guardian_open(y.birth_date, $2::date) then g.email end) order by g.has_custody desc, g.id)
    from guardian g where g.youth_id = y.id and g.withdrawn_at is null), '[]'),
  'deadlines', coalesce((
    select json_agg(json_build_object(
      'ruleId', d.rule_id, 'ruleName', r.name, 'clock', d.clock, 'status', r.status, 'source', r.source,
      'programme', (select p.name from programme p where p.id = r.programme_id),
      'pattern', r.pattern, 'fulfilledBy', r.fulfilled_by, 'count', r.count,
      'anchorKind', d.anchor_kind, 'anchorDay', d.anchor_day, 'dueDay', d.due_day,
      'windowFrom', d.window_from, 'windowTo', d.window_to, 'lastWorkingDay', d.last_working_day,
      'heldCount', d.held_count, 'targetDay', d.target_day, 'attempts', d.attempts,
      'lastAttemptDay', case when d.attempts > 0 then (
        select max(k.day) from contact k
        where k.youth_id = y.id and k.day >= d.anchor_day and k.outcome <> 'held') end,
      'retryDay', d.retry_day, 'escalated', d.escalated) order by ${firstDue})
    from deadline d join rule r on r.id = d.rule_id
    where d.youth_id = y.id and d.state = 'open'), '[]'),
  'kept', ${kept},
  'appointments', coalesce((
    select json_agg(json_build_object(
      'appointmentId', n.id, 'kind', n.kind, 'startsAt', n.starts_at, 'endsAt', n.ends_at,
      'place', case when y.is_mine or not y.protected_address then nullif(n.place, '') end,
      'staff', ${staff('s')}) order by n.starts_at)
    from appointment n join staff s on s.id = n.staff_id
    where n.youth_id = y.id and n.state = 'booked' and n.starts_at >= $3::timestamptz), '[]')
)::text as body,
door.note_read('youth.read', array[y.id])
from asked y`

/** What fell due in the last year is counted: long enough to mean something, short enough to be about now. */
export function readYouthQuery(
  youthId: number,
  { now, today }: { now: Temporal.Instant; today: Temporal.PlainDate },
): Statement {
  return { name: 'youth.read', text, values: [youthId, today, now, today.subtract({ years: 1 })] }
}

const addressText = `
select json_build_object('address', ${addressLine()})::text as body, door.note_read('youth.address', array[y.id])
from youth y where y.id = $1::bigint and y.id = any (array(select door.my_youths()))`

/** Only for those who follow the young person: a leader who does not gets no row. */
export function readAddressQuery(youthId: number): Statement {
  return { name: 'youth.address', text: addressText, values: [youthId] }
}
