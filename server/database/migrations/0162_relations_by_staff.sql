-- Whom somebody follows, and is to, is asked at the beginning of every transaction, so that it must follow from that
-- person's own rows. Without it the planner took the relations of the whole register that run on the day.

create index assignment_coming on assignment (staff_id, (lower(during)))
  where withdrawn_at is null and role = 'caseworker';

create or replace function door.related_youths(of_staff bigint, on_day date) returns bigint[]
language sql stable security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  select coalesce(array_agg(distinct a.youth_id), '{}')
  from (
    select of_staff
    union all
    select b.staff_id from staff_absence b where b.deputy_id = of_staff and b.during @> on_day
  ) s (staff_id)
  -- Kept apart by the offset: the day is looked for among these rows, and not these among all of the day.
  cross join lateral (
    select r.youth_id, r.during from assignment r where r.staff_id = s.staff_id and r.withdrawn_at is null offset 0
  ) a
  where a.during @> on_day
    and (s.staff_id = of_staff or not exists (select from bar x
      where x.staff_id = of_staff and x.youth_id = a.youth_id and x.during @> on_day));
end;
