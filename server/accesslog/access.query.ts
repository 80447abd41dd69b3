import type { Statement } from '#server/database/transaction.ts'

/** So many days with readings a page. */
const days = 14

const text = `
with reading as materialized (
  select r.* from door.readings_of($1, $4, $3::date, ${days + 1}) r
), earliest as (
  select min(d.day) as day from (select distinct day from reading order by day desc limit ${days}) d
)
select json_build_object(
  'today', $2::date,
  'name', json_build_object('givenName', y.given_name, 'familyName', y.family_name),
  'readings', coalesce((
    select json_agg(json_build_object('day', r.day, 'first', r.first_at, 'last', r.last_at, 'actions', r.actions,
      'staff', json_build_object('staffId', s.id, 'givenName', s.given_name, 'familyName', s.family_name,
        'profession', s.profession)) order by r.day desc, r.last_at desc, s.id)
    from reading r join staff s on s.id = r.staff_id, earliest
    where r.day >= earliest.day), '[]'),
  'next', (select earliest.day from earliest where exists (select from reading r where r.day < earliest.day))
)::text as body,
door.note_read('accesslog.read', array[y.id])
from youth y where y.id = $1::bigint and door.follows(y.id)`

/** Who has been shown a young person, in days as they fall in `timeZone`. */
export function accessQuery(
  input: { youthId: number; before?: Temporal.PlainDate | undefined },
  today: Temporal.PlainDate,
  timeZone: string,
): Statement {
  return { name: 'accesslog.read', text, values: [input.youthId, today, input.before ?? null, timeZone] }
}
