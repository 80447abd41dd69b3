import type { Statement } from '#server/database/transaction.ts'
import { during, groupName, nameOf, withdrawn } from './assessments.query.ts'

const text = `
select json_build_object(
  'youthId', y.id,
  'givenName', y.given_name,
  'familyName', y.family_name,
  'birthDate', y.birth_date,
  'today', door.today(),
  'timeZone', $2::text,
  'case', ${during('c')},
  'municipality', coalesce((select m.name from municipality m limit 1), ''),
  'caseworker', (
    select json_build_object('name', s.given_name || ' ' || s.family_name, 'profession', s.profession)
    from assignment a join staff s on s.id = a.staff_id
    where a.youth_id = y.id and a.role = 'caseworker' and a.withdrawn_at is null and a.during @> door.today()),
  'targetGroups', coalesce((
    select json_agg(json_build_object('code', a.target_group,
      'name', ${groupName('a.target_group', 'lower(a.during)')}, 'during', ${during('a')}) order by lower(a.during) desc)
    from assessment a where a.youth_id = y.id and a.withdrawn_at is null), '[]'),
  'groupNames', coalesce((
    select json_agg(json_build_object('code', g.code, 'name', g.name))
    from (select distinct on (code) code, name from target_group order by code, lower(during) desc) g), '[]'),
  'rules', coalesce((
    select json_agg(json_build_object('during', ${during('r')}, 'targetGroups', r.target_groups,
      'ageFrom', r.age_from, 'ageTo', r.age_to, 'source', r.source, 'status', r.status) order by lower(r.during))
    from education_order_rule r), '[]'),
  'orders', coalesce((
    select json_agg(json_build_object(
      'orderId', o.id, 'version', o.version, 'during', ${during('o')}, 'givenOn', o.given_on, 'text', o.text,
      'endReason', o.end_reason, 'author', ${nameOf('o.author_id')}, 'recordedAt', o.recorded_at,
      'withdrawn', ${withdrawn('o')}, 'correctsId', o.corrects_id,
      'steps', (
        select json_agg(json_build_object('position', p.position, 'kind', p.kind, 'dueDay', p.due_day,
          'doneDay', p.done_day, 'note', p.note,
          'doneBy', case when p.done_day is not null then ${nameOf('p.done_by')} end) order by p.position)
        from education_order_step p where p.order_id = o.id))
      order by o.withdrawn_at is not null, lower(o.during) desc, o.id desc)
    from education_order o where o.youth_id = y.id), '[]')
)::text as body,
door.note_read('educationOrder.read', array[y.id])
from youth y
cross join lateral (
  select * from youth_case k where k.youth_id = y.id order by lower(k.during) desc limit 1
) c
where y.id = $1 and door.follows(y.id)`

/** The education orders of a young person with their steps, and to whom one can be given. */
export function ordersQuery(youthId: number, timeZone: string): Statement {
  return { name: 'educationOrder.read', text, values: [youthId, timeZone] }
}
