import { timeZone } from '#domain/calendar/time-zone.ts'
import type { Statement } from '#server/database/transaction.ts'

/** A member of staff's name, or null. */
export const nameOf = (column: string) =>
  `(select s.given_name || ' ' || s.family_name from staff s where s.id = ${column})`

export const during = (of: string) =>
  `json_build_object('from', lower(${of}.during), 'to', upper(${of}.during))`

/** Who took a row back, when and why. */
export const withdrawn = (of: string) => `case when ${of}.withdrawn_at is not null then json_build_object(
    'at', ${of}.withdrawn_at, 'by', ${nameOf(`${of}.withdrawn_by`)}, 'reason', ${of}.withdrawn_reason) end`

/** A group's name on the first day of a row. */
export const groupName = (code: string, day: string) => `coalesce(
    (select g.name from target_group g where g.code = ${code}
      order by g.during @> ${day} desc, lower(g.during) desc limit 1), ${code})`

/** What was decided elsewhere is told from a later decision of ours by resting on no interview. */
export const stageOf = (of: string) =>
  `case when ${of}.stage <> 'later' or ${of}.contact_id is not null then ${of}.stage end`

/**
 * The day on which it came here, where it was decided elsewhere: whatever is decided here rests on an interview. What
 * corrects it came with it, and opens no later day.
 */
export const broughtInOn = (of: string) =>
  `case when ${of}.contact_id is null then (
    with recursive chain as (
      select ${of}.recorded_at, ${of}.corrects_id
      union all
      select p.recorded_at, p.corrects_id from chain join assessment p on p.id = chain.corrects_id)
    select (min(recorded_at) at time zone '${timeZone}')::date from chain) end`

const text = `
select json_build_object(
  'youthId', y.id,
  'givenName', y.given_name,
  'familyName', y.family_name,
  'birthDate', y.birth_date,
  'today', door.today(),
  'timeZone', $2::text,
  'revision', (select count(*) + count(a.withdrawn_at) from assessment a where a.youth_id = y.id),
  'case', ${during('c')},
  'enquiryDay', c.enquiry_day,
  'interviews', coalesce((
    select json_agg(json_build_object('contactId', k.id, 'day', k.day) order by k.day desc, k.id desc)
    from contact k
    where k.youth_id = y.id and k.kind = 'meeting' and k.outcome = 'held' and c.during @> k.day), '[]'),
  'assessments', coalesce((
    select json_agg(json_build_object(
      'id', a.id, 'targetGroup', a.target_group, 'name', ${groupName('a.target_group', 'lower(a.during)')},
      'during', ${during('a')}, 'stage', ${stageOf('a')},
      'broughtInOn', ${broughtInOn('a')}, 'reason', a.reason, 'specialCase', a.special_case,
      'interview', (select json_build_object('contactId', k.id, 'day', k.day) from contact k where k.id = a.contact_id),
      'author', case when a.contact_id is not null or a.corrects_id is not null then ${nameOf('a.author_id')} end, 'recordedAt', a.recorded_at,
      'withdrawn', ${withdrawn('a')}, 'correctsId', a.corrects_id)
      order by a.withdrawn_at is not null, lower(a.during) desc, a.id desc)
    from assessment a where a.youth_id = y.id), '[]'),
  'groups', coalesce((
    select json_agg(json_build_object(
      'code', g.code, 'name', g.name, 'definition', g.definition, 'during', ${during('g')},
      'source', g.source, 'status', g.status, 'decidedAt', g.decided_at) order by g.position, lower(g.during))
    from target_group g), '[]'),
  'final', (
    select json_build_object(
      'ruleName', r.name, 'source', r.source, 'status', r.status, 'anchorDay', d.anchor_day, 'dueDay', d.due_day,
      'lastWorkingDay', d.last_working_day, 'state', d.state, 'closedDay', d.closed_day)
    from deadline d join rule r on r.id = d.rule_id
    where d.youth_id = y.id and d.case_id = c.id and r.fulfilled_by @> '{finalAssessment}'
    order by d.state = 'open' desc, d.due_day desc limit 1),
  'guardians', case when door.guardian_open(y.birth_date, door.today()) then coalesce((
    select json_agg(json_build_object(
      'guardianId', g.id, 'name', g.name, 'relation', g.relation, 'phone', g.phone, 'email', g.email) order by g.id)
    from guardian g where g.youth_id = y.id and g.withdrawn_at is null and g.has_custody), '[]') else '[]' end
)::text as body,
door.note_read('assessment.read', array[y.id])
from youth y
cross join lateral (
  select * from youth_case k where k.youth_id = y.id order by lower(k.during) desc limit 1
) c
where y.id = $1 and door.follows(y.id)`

/** The target group with its history, and what a decision depends on. */
export function assessmentsQuery(youthId: number, timeZone: string): Statement {
  return { name: 'assessment.read', text, values: [youthId, timeZone] }
}
