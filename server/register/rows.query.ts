import type { Statement } from '#server/database/transaction.ts'

/** The rows of one table as `{id, during, row}`, the newest first. */
function rowsOf(table: string, row: string): string {
  return `(select coalesce(json_agg(json_build_object(
      'id', t.id,
      'during', json_build_object('from', lower(t.during), 'lastDay', upper(t.during) - 1),
      'row', json_build_object(${row})) order by lower(t.during) desc, t.id desc), '[]')
    from ${table} t where t.youth_id = y.id and t.withdrawn_at is null)`
}

const text = `
select json_build_object(
  'givenName', y.given_name,
  'familyName', y.family_name,
  'memberships', ${rowsOf('membership', `'programmeId', t.programme_id`)},
  'assignments', ${rowsOf('assignment', `'staffId', t.staff_id, 'role', t.role, 'note', t.reason`)},
  'benefits', ${rowsOf('benefit', `'kind', t.kind`)},
  'activities', ${rowsOf(
    'activity',
    `'kind', t.kind, 'description', t.description, 'weeklyMinutes', t.weekly_minutes,
    'noticeDay', t.notice_day`,
  )},
  'pauses', ${rowsOf('pause', `'kind', t.reason`)},
  'programmes', (select coalesce(json_agg(json_build_object('id', p.id, 'name', p.name) order by p.name), '[]')
    from programme p
    where p.during @> door.today() or p.id in (select m.programme_id from membership m where m.youth_id = y.id)),
  'staff', (select coalesce(json_agg(json_build_object(
      'id', s.id, 'name', s.given_name || ' ' || s.family_name,
      'roles', (select coalesce(json_agg(r.role), '[]') from staff_role r
        where r.staff_id = s.id and r.during @> door.today()),
      'absence', (select json_build_object('until', upper(b.during)) from staff_absence b
        where b.staff_id = s.id and b.during @> door.today()))
      order by s.given_name collate danish, s.family_name collate danish, s.id), '[]')
    from staff s
    where exists (select from staff_role r where r.staff_id = s.id and r.during @> door.today())
      or s.id in (select a.staff_id from assignment a where a.youth_id = y.id))
)::text as body,
door.note_read('youth.rows', array[y.id])
from youth y where y.id = $1 and door.follows(y.id)`

export function rowsQuery(youthId: number): Statement {
  return { name: 'youth.rows', text, values: [youthId] }
}

const caseworkers = `
select json_build_object('caseworkers', coalesce(json_agg(json_build_object(
    'id', s.id, 'name', s.given_name || ' ' || s.family_name)
    order by s.given_name collate danish, s.family_name collate danish, s.id), '[]'))::text as body
from staff s
where exists (select from staff_role r
  where r.staff_id = s.id and r.role = 'caseworker' and r.during @> door.today())`

export function caseworkersQuery(): Statement {
  return { name: 'caseworker.list', text: caseworkers, values: [] }
}
