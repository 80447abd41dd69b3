import type { Statement } from '#server/database/transaction.ts'

const text = `
select json_build_object(
  'targetGroups', (select coalesce(json_agg(json_build_object('code', g.code, 'name', g.name) order by g.position), '[]')
    from target_group g where g.during @> $1::date),
  'programmes', (select coalesce(json_agg(json_build_object('programmeId', p.id, 'name', p.name)
      order by p.name collate danish), '[]')
    from programme p where p.during @> $1::date),
  'caseworkers', (select coalesce(json_agg(json_build_object(
      'staffId', s.id, 'givenName', s.given_name, 'familyName', s.family_name)
      order by s.given_name collate danish, s.family_name collate danish), '[]')
    from staff s where exists (
      select from staff_role r where r.staff_id = s.id and r.role = 'caseworker' and r.during @> $1::date))
)::text as body`

export function choicesQuery(today: Temporal.PlainDate): Statement {
  return { name: 'youth.choices', text, values: [today] }
}
