import type { Statement } from '#server/database/transaction.ts'
import { writerOf } from '#server/records/referral-sql.ts'

/** So many events a page: two or three months of somebody who is met every other week. */
const pageSize = 30

const staff = (alias: string) =>
  `json_build_object('staffId', ${alias}.id, 'givenName', ${alias}.given_name, 'familyName', ${alias}.family_name)`

/** Who is in `x`'s column, or null. */
const by = (column: string) => `(select ${staff('s')} from staff s where s.id = ${column})`

/**
 * One kind of event: when it happened as an instant, when it was written down, a key, and what is said of it. What is
 * dated by day alone happened at the day's beginning, so that it stands below the talk in which it was decided; of one
 * day what was written down last stands on top.
 */
const ofDay = (type: string, day: string, fields: string, from: string, written = 'x.recorded_at') => `
  select ${day}::timestamp at time zone $3 as at, ${written} as written, '${type}' as type, x.id,
    json_build_object('type', '${type}', 'key', '${type}' || x.id, 'day', ${day}${fields === '' ? '' : `, ${fields}`}) as event
  from ${from} where x.youth_id = $1 and ${day} <= $2::date`

/** An enquiry opens a case, and all else of the day comes of it; an end comes after everything. */
const enquiryFirst = `timestamptz '1970-01-01Z'`
const thenTheCase = `timestamptz '1970-01-02Z'`
const endLast = `timestamptz '9999-01-01Z'`

/** A dated row that stands: its beginning, and with `end` its end. */
const standing = 'x.withdrawn_at is null'

const activityFields = `'kind', x.kind, 'description', case when asked.shows_places then x.description else '' end`

const inUtc = (instant: string) => `to_char(${instant} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`

const events = [
  `select x.starts_at as at, x.recorded_at as written, 'contact' as type, x.id, json_build_object(
    'type', 'contact', 'key', 'contact' || x.id, 'day', x.day, 'contactId', x.id, 'startsAt', x.starts_at,
    'kind', x.kind, 'outcome', x.outcome,
    'place', case when asked.shows_places then nullif(x.place, '') end,
    'minutes', x.minutes, 'staff', ${by('x.staff_id')},
    'subjectArea', case when not h.hidden then a.name end, 'note', case when not h.hidden then n.body end,
    'noteHidden', h.hidden, 'isTeam', x.is_team, 'corrected', x.version > 1) as event
  from contact x
  cross join asked
  left join note n on n.contact_id = x.id
  left join subject_area a on a.code = n.subject_area
  cross join lateral (select coalesce(a.sensitive, false) and not asked.reads_sensitive
    and x.staff_id is distinct from door.staff_id() as hidden) h
  where x.youth_id = $1`,
  // An appointment that became a contact is told by the contact.
  `select x.starts_at, x.recorded_at, 'appointment', x.id, json_build_object(
    'type', 'appointment', 'key', 'appointment' || x.id, 'day', (x.starts_at at time zone $3)::date,
    'startsAt', x.starts_at, 'kind', x.kind, 'state', x.state, 'staff', ${by('x.staff_id')})
  from appointment x
  where x.youth_id = $1 and x.starts_at < $4::timestamptz
    and not exists (select from contact k where k.youth_id = $1 and k.appointment_id = x.id)`,
  `${ofDay(
    'assessed',
    'lower(x.during)',
    `'reason', x.reason, 'staff', case when x.contact_id is not null or x.corrects_id is not null then ${by('x.author_id')} end, 'name', coalesce(
      (select g.name from target_group g where g.code = x.target_group
        order by g.during @> lower(x.during) desc, lower(g.during) desc limit 1), x.target_group)`,
    'assessment x',
  )} and ${standing}`,
  `${ofDay(
    'relationBegan',
    'lower(x.during)',
    `'role', x.role, 'staff', ${by('x.staff_id')}, 'before', (
      select ${staff('s')} from assignment b join staff s on s.id = b.staff_id
      where b.youth_id = $1 and b.withdrawn_at is null and b.role = x.role and b.staff_id <> x.staff_id
        and upper(b.during) = lower(x.during) limit 1)`,
    'assignment x',
  )} and ${standing}`,
  // An end is told only where nobody takes over: otherwise the beginning tells it.
  `${ofDay(
    'relationEnded',
    'upper(x.during)',
    `'role', x.role, 'staff', ${by('x.staff_id')}, 'before', null`,
    'assignment x',
  )} and ${standing} and not exists (
    select from assignment b where b.youth_id = $1 and b.withdrawn_at is null and b.role = x.role
      and lower(b.during) = upper(x.during))`,
  `${ofDay('programmeBegan', 'lower(x.during)', `'name', p.name`, 'membership x join programme p on p.id = x.programme_id')}
    and ${standing}`,
  `${ofDay('programmeEnded', 'upper(x.during)', `'name', p.name, 'reason', x.end_reason`, 'membership x join programme p on p.id = x.programme_id')}
    and ${standing}`,
  `${ofDay('paused', 'lower(x.during)', `'reason', x.reason, 'to', upper(x.during)`, 'pause x')} and ${standing}`,
  `${ofDay('activityBegan', 'lower(x.during)', activityFields, 'activity x cross join asked')} and ${standing}`,
  `${ofDay('activityEnded', 'upper(x.during)', activityFields, 'activity x cross join asked')} and ${standing}`,
  `${ofDay('benefitBegan', 'lower(x.during)', `'kind', x.kind`, 'benefit x')} and ${standing}`,
  `${ofDay('orderGiven', 'x.given_on', `'staff', ${by('x.author_id')}`, 'education_order x')} and ${standing}`,
  `${ofDay(
    'orderStepDone',
    'x.done_day',
    `'step', x.kind, 'staff', ${by('x.done_by')}`,
    'education_order_step x join education_order o on o.id = x.order_id',
    'coalesce(x.settled_at, o.recorded_at)',
  )} and o.withdrawn_at is null`,
  // One that was met, or ended with the case, is told by its last step, or by the case.
  `${ofDay('orderEnded', 'upper(x.during)', `'reason', x.end_reason`, 'education_order x')}
    and ${standing} and x.end_reason is not null`,
  `${ofDay('enquired', 'x.received_on', `'referralId', x.id, 'senderRole', ${writerOf('x')}`, 'referral x', enquiryFirst)}
    and x.state <> 'merged'`,
  ofDay('caseOpened', 'coalesce(x.enquiry_day, lower(x.during))', '', 'youth_case x', thenTheCase),
  ofDay('caseClosed', 'upper(x.during)', `'reason', x.close_reason`, 'youth_case x', endLast),
]

const text = `
with asked as materialized (
  select y.id, not y.protected_address or y.id = any (array(select door.my_youths())) as shows_places,
    door.reads_sensitive(y.id) as reads_sensitive
  from youth y where y.id = $1::bigint
), story as (
  ${events.join('\n  union all ')}
), found as materialized (
  select * from story s
  where $5::timestamptz is null or (s.at, s.written, s.type, s.id) < ($5::timestamptz, $8::timestamptz, $6::text, $7::bigint)
  order by s.at desc, s.written desc, s.type desc, s.id desc limit ${pageSize + 1}
), shown as materialized (
  select * from found order by at desc, written desc, type desc, id desc limit ${pageSize}
)
select json_build_object(
  'today', $2::date,
  'events', coalesce((select json_agg(s.event order by s.at desc, s.written desc, s.type desc, s.id desc) from shown s), '[]'),
  'next', case when (select count(*) from found) > ${pageSize} then (
    select ${inUtc('s.at')} || '~' || s.type || '~' || s.id || '~' || ${inUtc('s.written')}
    from shown s order by s.at, s.written, s.type, s.id limit 1) end
)::text as body,
door.note_read('youth.timeline', array[asked.id])
from asked`

/** A page of a young person's story, newest first; `after` is `next` of the page before. */
export function timelineQuery(
  { youthId, after }: { youthId: number; after?: string | undefined },
  { now, today }: { now: Temporal.Instant; today: Temporal.PlainDate },
  timeZone: string,
): Statement {
  const [at = null, type = null, id = null, written = null] = after?.split('~') ?? []
  return {
    name: 'youth.timeline',
    text,
    values: [youthId, today, timeZone, now, at, type, id, written],
  }
}
