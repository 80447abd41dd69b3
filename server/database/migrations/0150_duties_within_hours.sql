-- Other duties take no more than the contracted hours, whichever of the two is changed.

create function door.refuse_duties_over_hours() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  -- Together they can only become more than the hours where one of them begins.
  if exists (
    select from staff_hours h
    cross join lateral (
      select greatest(lower(h.during), lower(new.during)) as day
      union select lower(d.during) from staff_duty d where d.staff_id = h.staff_id) begun
    where h.staff_id = new.staff_id and h.during @> begun.day and new.during @> begun.day
      and h.weekly_minutes < (select sum(d.weekly_minutes) from staff_duty d
        where d.staff_id = h.staff_id and d.during @> begun.day)) then
    raise exception 'duties take more than the contracted hours'
      using errcode = '23514', constraint = 'staff_duties_within_hours';
  end if;
  return null;
end $$;
comment on function door.refuse_duties_over_hours is
  'Duties of one day are together no more than the contracted hours of that day; without hours there is nothing to hold them against';

-- What was written before stays, and may be ended: only what begins, lasts longer or is changed is held against it.
create trigger staff_hours_above_duties after insert on staff_hours
  for each row execute function door.refuse_duties_over_hours();
create trigger staff_hours_above_duties_still after update on staff_hours
  for each row when (new.weekly_minutes < old.weekly_minutes or not new.during <@ old.during or new.staff_id <> old.staff_id)
  execute function door.refuse_duties_over_hours();
create trigger staff_duty_within_hours after insert on staff_duty
  for each row execute function door.refuse_duties_over_hours();
create trigger staff_duty_within_hours_still after update on staff_duty
  for each row when (new.weekly_minutes > old.weekly_minutes or not new.during <@ old.during or new.staff_id <> old.staff_id)
  execute function door.refuse_duties_over_hours();
