import type { Statement } from '#server/database/transaction.ts'

/** The deadlines of some caseworkers that fell due, as JSON; `whose` is a condition on `f`. */
function keptOf(whose: string): string {
  const of = (clock: string) =>
    `(select json_build_object('kept', coalesce(sum(f.kept), 0), 'due', coalesce(sum(f.due), 0))
      from fallen_due f where ${whose} and f.clock = '${clock}')`
  return `'promise', ${of('promise')}, 'statutory', ${of('statutory')}`
}

/** How many of a list are shown at first; the count says how many there are. */
const shown = 50

/**
 * Kept is counted as `keptShare` in domain/rhythm says: of those that fell due in the period, have run out and
 * were not excused, the ones fulfilled in time. A deadline belongs to whoever held the case on the day it fell due.
 */
const text = `
with open_case as materialized (
  select c.youth_id, lower(c.during) as since from youth_case c where upper_inf(c.during)
), holder as materialized (
  select o.youth_id, o.since, a.staff_id
  from open_case o
  left join assignment a on a.youth_id = o.youth_id and a.role = 'caseworker' and a.withdrawn_at is null
    and a.during @> door.today()
), fallen_due as materialized (
  select a.staff_id, d.clock,
    count(*) filter (where d.state = 'onTime') as kept,
    count(*) as due
  from deadline d
  left join assignment a on a.youth_id = d.youth_id and a.role = 'caseworker' and a.withdrawn_at is null
    and a.during @> d.due_day
  where d.due_day >= $1 and d.due_day < $2 and d.window_to < door.today() and d.state <> 'excused'
  group by a.staff_id, d.clock
), overdue as materialized (
  select d.youth_id, d.rule_id, d.clock, d.window_to, d.attempts, h.staff_id
  from deadline d join holder h on h.youth_id = d.youth_id
  where d.state = 'open' and d.window_to < door.today()
), escalated as materialized (
  select d.youth_id, d.rule_id, d.clock, d.window_to, d.attempts, h.staff_id
  from deadline d join holder h on h.youth_id = d.youth_id
  where d.state = 'open' and d.escalated
), no_holder as materialized (
  select h.youth_id, null::bigint as rule_id, null::text as clock, h.since as window_to, 0 as attempts,
    null::bigint as staff_id
  from holder h where h.staff_id is null
), concern as materialized (
  (select 'overdue' as list, * from overdue order by window_to, youth_id limit ${shown})
  union all (select 'escalated', * from escalated order by attempts desc, youth_id limit ${shown})
  union all (select 'withoutCaseworker', * from no_holder order by window_to, youth_id limit ${shown})
), concern_list as materialized (
  select c.list, json_agg(json_build_object(
    'youthId', y.id, 'givenName', y.given_name, 'familyName', y.family_name,
    'caseworker', case when s.id is not null
      then json_build_object('givenName', s.given_name, 'familyName', s.family_name) end,
    'ruleName', r.name, 'clock', c.clock, 'status', r.status, 'since', c.window_to, 'attempts', c.attempts)
    order by case when c.list = 'escalated' then -c.attempts end, c.window_to, y.id) as first
  from concern c
  join youth y on y.id = c.youth_id
  left join rule r on r.id = c.rule_id
  left join staff s on s.id = c.staff_id
  group by c.list
), caseworkers as materialized (
  select json_build_object(
    'staffId', s.id, 'givenName', s.given_name, 'familyName', s.family_name, 'profession', s.profession,
    'weeklyMinutes', (select h.weekly_minutes from staff_hours h where h.staff_id = s.id and h.during @> door.today()),
    'absence', (select json_build_object('lastDay', upper(b.during) - 1) from staff_absence b where b.staff_id = s.id and b.during @> door.today()),
    'programmes', coalesce((
      select json_agg(of_staff.name order by of_staff.members desc, of_staff.name)
      from (
        select p.name, count(*) as members
        from holder h
        join membership m on m.youth_id = h.youth_id and m.withdrawn_at is null and m.during @> door.today()
        join programme p on p.id = m.programme_id
        where h.staff_id = s.id group by p.name) of_staff), '[]'),
    'youths', (select count(*) from holder h where h.staff_id = s.id),
    ${keptOf('f.staff_id = s.id')},
    'overduePromise', (select count(*) from overdue o where o.staff_id = s.id and o.clock = 'promise'),
    'overdueStatutory', (select count(*) from overdue o where o.staff_id = s.id and o.clock = 'statutory')
  ) as caseworker, s.id as staff_id, s.family_name, s.given_name
  from staff s
  where exists (select from staff_role r where r.staff_id = s.id and r.role = 'caseworker' and r.during @> door.today())
    or exists (select from holder h where h.staff_id = s.id)
)
select json_build_object(
  'today', door.today(), 'from', $1::date, 'to', $2::date,
  'youths', (select count(*) from open_case),
  ${keptOf('true')},
  'nobodys', json_build_object(${keptOf('f.staff_id is null')}),
  'formers', json_build_object(${keptOf(`f.staff_id is not null
    and not exists (select from caseworkers c where c.staff_id = f.staff_id)`)}),
  'unverified', (select coalesce(json_agg(distinct r.name), '[]') from rule r
    where r.clock = 'statutory' and r.status = 'unverified' and r.during && daterange($1::date, $2::date)),
  'caseworkers', (select coalesce(json_agg(caseworker
    order by given_name collate danish, family_name collate danish, staff_id), '[]') from caseworkers),
  'withoutCaseworker', json_build_object('total', (select count(*) from no_holder),
    'first', coalesce((select first from concern_list where list = 'withoutCaseworker'), '[]')),
  'overdue', json_build_object('total', (select count(*) from overdue),
    'first', coalesce((select first from concern_list where list = 'overdue'), '[]')),
  'escalated', json_build_object('total', (select count(*) from escalated),
    'first', coalesce((select first from concern_list where list = 'escalated'), '[]'))
)::text as body,
door.note_read('unit.read', array(select distinct youth_id from concern))`

/** @param from first day counted @param to first day no longer counted */
export function unitQuery(from: Temporal.PlainDate, to: Temporal.PlainDate): Statement {
  return { name: 'unit.read', text, values: [from, to] }
}
