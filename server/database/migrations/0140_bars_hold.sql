-- A bar holds whichever way a case is given, and a deputy whom it keeps away does not stand in.

create or replace function door.related_youths(of_staff bigint, on_day date) returns bigint[]
language sql stable security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  select coalesce(array_agg(distinct a.youth_id), '{}')
  from assignment a
  where a.withdrawn_at is null and a.during @> on_day
    and a.staff_id = any (array(
      select of_staff
      union all
      select b.staff_id from staff_absence b where b.deputy_id = of_staff and b.during @> on_day))
    and (a.staff_id = of_staff or not exists (select from bar x
      where x.staff_id = of_staff and x.youth_id = a.youth_id and x.during @> on_day));
end;

create function door.refuse_barred() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  -- Whoever adds a bar at the same time holds the young person: then its bar is seen below, or this case is seen there.
  perform from youth y
    where y.id in (select g.youth_id from given g where g.role = 'caseworker') order by y.id for key share;
  if exists (select from given g join bar b
      on b.youth_id = g.youth_id and b.staff_id = g.staff_id and b.during && g.during
      where g.role = 'caseworker' and g.withdrawn_at is null) then
    raise exception 'a bar stands between the two' using errcode = '23514', constraint = 'assignment_not_barred';
  end if;
  return null;
end $$;
comment on function door.refuse_barred is
  'No case goes to somebody from whom a bar keeps the young person, whichever way it is given';
create trigger assignment_not_barred after insert on assignment referencing new table as given
  for each statement execute function door.refuse_barred();

create function door.hold_barred() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform from youth y where y.id in (select b.youth_id from barred b) order by y.id for update;
  return null;
end $$;
comment on function door.hold_barred is
  'Whoever adds a bar waits for those who are just giving the young person to somebody, and they for the bar';
create trigger bar_holds_youth after insert on bar referencing new table as barred
  for each statement execute function door.hold_barred();

create function door.must_change(on_day date) returns table (youth_id bigint, staff_id bigint, since date)
language sql stable set search_path = pg_catalog, public, pg_temp rows 10
begin atomic
  select a.youth_id, a.staff_id, greatest(lower(b.during), lower(a.during))
  from bar b
  join assignment a on a.youth_id = b.youth_id and a.staff_id = b.staff_id and a.role = 'caseworker'
    and a.withdrawn_at is null and a.during @> on_day
  where b.during @> on_day
    and exists (select from youth_case c where c.youth_id = b.youth_id and upper_inf(c.during));
end;
comment on function door.must_change is
  'Young people whose caseworker a bar keeps from them, so that they are to get another; of those in the reader''s sight';
