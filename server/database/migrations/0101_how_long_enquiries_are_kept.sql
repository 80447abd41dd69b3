-- How long enquiries are kept that became nobody's case is changed in the product as other dated rows are, and what a
-- change would delete is counted before it is made.

grant delete on enquiry_retention to medgang_app;
create trigger enquiry_retention_past_stays before update or delete on enquiry_retention
  for each row when (current_user = 'medgang_app') execute function door.keep_begun_rules();

create function door.outlived_on(r referral, kept_months integer) returns date
language sql stable set search_path = pg_catalog, public, pg_temp
begin atomic
  -- Whatever happened to it last counts, so that what was looked at again is kept as long from then on.
  select case when r.state = 'closed' and r.youth_id is null and r.merged_into is null then (
    (select max(e.day) from referral_event e where e.referral_id = r.id) + make_interval(months => kept_months))::date end;
end;
comment on function door.outlived_on is
  'The day on which a closed enquiry that became nobody''s case has been kept so many months; null where it is kept for another reason';

create function door.count_outlived(on_day date, kept_months integer) returns integer
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if not door.sees_all() then
    raise exception 'only the system counts what it forgets' using errcode = 'MG403';
  end if;
  return (select count(*) from referral r
    where r.state = 'closed' and r.youth_id is null and door.outlived_on(r, kept_months) <= on_day);
end $$;
comment on function door.count_outlived is
  'How many of the enquiries that are closed now would be deleted by a day, if they were kept so many months then; says nothing about which';

create or replace function door.forget_enquiries(on_day date, at_most integer)
returns table (referral_id bigint, closed_on date)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  kept_months integer;
  heads bigint[];
  days date[];
  gone bigint[];
begin
  if not door.sees_all() or door.staff_id() is not null then
    raise exception 'only the system forgets' using errcode = 'MG403';
  end if;
  select t.months into kept_months from enquiry_retention t where t.during @> on_day;
  if kept_months is null then
    return;
  end if;
  select coalesce(array_agg(o.id), '{}'), coalesce(array_agg(o.day), '{}') into heads, days from (
    select r.id, (select max(e.day) from referral_event e where e.referral_id = r.id) as day from referral r
    where r.state = 'closed' and r.youth_id is null and door.outlived_on(r, kept_months) <= on_day
    order by r.id limit at_most
    -- Somebody is at it: another night.
    for no key update of r skip locked) o;
  -- What was merged into it goes along; those below first, since they point upwards.
  select coalesce(array_agg(f.id), '{}') into gone
    from unnest(heads) h (id), door.family_of_referral(h.id) f (id);
  perform set_config('medgang.forgets', 'on', true);
  delete from referral_event e where e.referral_id = any (gone);
  perform set_config('medgang.forgets', 'off', true);
  delete from referral r where r.id = any (gone);
  return query select h.id, h.day from unnest(heads, days) h (id, day);
end $$;

create function door.clear_enquiry_retention() returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  lock table youth, referral in share row exclusive mode;
  if exists (select from youth) then
    raise exception 'somebody is registered' using errcode = '23514', constraint = 'setup_in_use';
  end if;
  if exists (select from referral) then
    return false;
  end if;
  delete from enquiry_retention;
  return true;
end $$;
comment on function door.clear_enquiry_retention is
  'Makes room for how long another set-up keeps enquiries, as long as nobody is registered; false where somebody has written already: until today they were kept as it was';
revoke execute on function door.outlived_on, door.count_outlived, door.clear_enquiry_retention from public;
