import type { Statement } from '#server/database/transaction.ts'

const logIn = `case when s.oidc_subject is not null then 'bound' when s.email is not null then 'ready' else 'missing' end`

const choices = `
  (select coalesce(json_agg(json_build_object('code', c.code, 'name', c.name) order by c.name collate danish), '[]')
    from competence c)`

/** First and last day as people say them; the tables hold the day after. */
const shown = (during: string) =>
  `json_build_object('from', lower(${during}), 'lastDay', upper(${during}) - 1)`

const list = `
select json_build_object(
  'staff', (select coalesce(json_agg(json_build_object(
    'staffId', s.id,
    'givenName', s.given_name,
    'familyName', s.family_name,
    'profession', s.profession,
    'roles', coalesce((select json_agg(r.role) from staff_role r
      where r.staff_id = s.id and r.during @> door.today()), '[]'),
    'weeklyMinutes', (select h.weekly_minutes from staff_hours h
      where h.staff_id = s.id and h.during @> door.today()),
    'away', (select json_build_object('lastDay', upper(a.during) - 1)
      from door.away_days(s.id, door.today(), door.today()) a (during)),
    'logIn', ${logIn},
    'leftOn', s.left_on)
    order by s.given_name collate danish, s.family_name collate danish, s.id), '[]') from staff s),
  'competences', ${choices}
)::text as body`

export function listQuery(): Statement {
  return { name: 'staff.list', text: list, values: [] }
}

// Why somebody is away: row-level security gives it to leaders, the person and the deputy; the page asks for more.
const absences = `
  case when door.sees_all() or s.id = door.staff_id() then (
    select coalesce(json_agg(json_build_object(
      'id', a.id,
      'kind', a.kind,
      'deputy', (select json_build_object('staffId', d.id, 'name', d.given_name || ' ' || d.family_name)
        from staff d where d.id = a.deputy_id),
      'during', ${shown('a.during')}) order by lower(a.during) desc), '[]')
    from staff_absence a where a.staff_id = s.id) end`

const member = `
select json_build_object(
  'staffId', s.id,
  'version', s.version,
  'givenName', s.given_name,
  'familyName', s.family_name,
  'email', coalesce(s.email, ''),
  'phone', coalesce(s.phone, ''),
  'profession', s.profession,
  'competences', (select coalesce(json_agg(c.competence order by c.competence), '[]')
    from staff_competence c where c.staff_id = s.id),
  'languages', (select coalesce(json_agg(l.language order by l.language), '[]')
    from staff_language l where l.staff_id = s.id),
  'postalCodes', (select coalesce(json_agg(p.postal_code order by p.postal_code), '[]')
    from staff_place p where p.staff_id = s.id),
  'logIn', ${logIn},
  'leftOn', s.left_on,
  'isMe', s.id = door.staff_id(),
  'roles', (select coalesce(json_agg(json_build_object('id', r.id, 'role', r.role, 'during', ${shown('r.during')})
    order by lower(r.during) desc, r.role), '[]') from staff_role r where r.staff_id = s.id),
  'hours', (select coalesce(json_agg(json_build_object(
    'id', h.id, 'weeklyMinutes', h.weekly_minutes, 'during', ${shown('h.during')})
    order by lower(h.during) desc), '[]') from staff_hours h where h.staff_id = s.id),
  'duties', (select coalesce(json_agg(json_build_object(
    'id', d.id, 'name', d.name, 'weeklyMinutes', d.weekly_minutes, 'during', ${shown('d.during')})
    order by lower(d.during) desc, d.name), '[]') from staff_duty d where d.staff_id = s.id),
  'onboarding', (select coalesce(json_agg(json_build_object('fromWeek', o.from_week, 'percent', o.percent)
    order by o.from_week), '[]') from onboarding_step o where o.staff_id = s.id and o.during @> door.today()),
  'absences', ${absences},
  'work', (select json_build_object('cases', w.cases, 'others', w.others, 'appointments', w.appointments)
    from door.work_of(s.id, door.today(), $2) w),
  'mayMakeLeaders', door.sees_all() or not exists (
    select from staff l join staff_role r on r.staff_id = l.id
    where r.role = 'leader' and r.during @> door.today() and l.oidc_subject is not null
      and (l.left_on is null or l.left_on >= door.today())),
  'knownCompetences', ${choices},
  'colleagues', (select coalesce(json_agg(json_build_object(
    'staffId', c.id, 'name', c.given_name || ' ' || c.family_name)
    order by c.given_name collate danish, c.family_name collate danish, c.id), '[]')
    from staff c
    where c.id <> s.id and exists (select from staff_role r
      where r.staff_id = c.id and r.role <> 'administrator' and r.during @> door.today()))
)::text as body
from staff s where s.id = $1`

/** `timeZone`: where the municipality lies, for what is booked after today. */
export function memberQuery(staffId: number, timeZone: string): Statement {
  return { name: 'staff.read', text: member, values: [staffId, timeZone] }
}
