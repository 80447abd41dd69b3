import type { findForSchool } from '#contract/duty.ts'
import type { ParsedInputOf } from '#contract/use-case.ts'
import { searchName } from '#domain/person/name.ts'
import type { Statement } from '#server/database/transaction.ts'

/** What a school tells is written by those who follow the young person today, not by whoever is to. */
const follows = '((select door.sees_all()) or y.id = any ((select door.my_youth_ids())::bigint[]))'

const text = `
with born as materialized (
  select y.id, similarity(y.search_name, $2) as likeness from youth y
  where y.birth_date = $1::date and similarity(y.search_name, $2) >= 0.3 and ${follows}
    and exists (select from youth_case c where c.youth_id = y.id and upper_inf(c.during))
  order by likeness desc, y.id limit 5
), named as materialized (
  select y.id, similarity(y.search_name, $2) as likeness from youth y
  where not exists (select from born) and y.search_name % $2 and similarity(y.search_name, $2) >= 0.4 and ${follows}
    and y.birth_date > (door.today() - interval '19 years')::date
    and y.birth_date <= (door.today() - interval '14 years')::date
    and exists (select from youth_case c where c.youth_id = y.id and upper_inf(c.during))
  order by likeness desc, y.id limit 5
), found as materialized (
  select *, exists (select from youth y where y.id = b.id
      and (not y.protected_address or y.id = any (array(select door.my_youths())))) as shows_places
  from (select * from born union all select * from named) b
)
select json_build_object('found', coalesce((select json_agg(json_build_object(
  'youthId', y.id, 'givenName', y.given_name, 'familyName', y.family_name, 'birthDate', y.birth_date,
  'running', coalesce((select json_agg(json_build_object(
      'activityId', a.id, 'kind', a.kind, 'description', case when f.shows_places then a.description else '' end,
      'weeklyMinutes', a.weekly_minutes,
      'from', lower(a.during), 'lastDay', upper(a.during) - 1, 'noticeDay', a.notice_day, 'showedUp', a.showed_up)
      order by a.kind not in ('education', 'fgu'), lower(a.during) desc)
    from activity a where a.youth_id = y.id and a.withdrawn_at is null
      and lower(a.during) <= door.today() and (upper_inf(a.during) or upper(a.during) > door.today() - 60)), '[]'))
  order by f.likeness desc, y.id) from found f join youth y on y.id = f.id), '[]'))::text as body,
  door.note_read('duty.school', array(select id from found))`

/**
 * Those in sight who were born on the day and are named alike: a school spells as it hears. Where nobody is, those
 * who are 14-18 years old and named more alike: the day may be the slip, and nobody asks for those much older.
 */
export function findForSchoolQuery(input: ParsedInputOf<typeof findForSchool>): Statement {
  return { name: 'duty.school.find', text, values: [input.birthDate, searchName(input)] }
}
