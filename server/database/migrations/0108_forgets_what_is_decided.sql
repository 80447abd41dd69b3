-- Nothing is deleted on a number that nobody has decided. And what is deleted is locked whole first, without waiting for
-- anybody.

create or replace function door.forget_enquiries(on_day date, at_most integer)
returns table (referral_id bigint, closed_on date)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  kept_months integer;
  heads bigint[];
  locked bigint[];
  days date[];
  gone bigint[];
begin
  if not door.sees_all() or door.staff_id() is not null then
    raise exception 'only the system forgets' using errcode = 'MG403';
  end if;
  -- What is unverified is somebody else's proposal, and what is deleted does not come back.
  select t.months into kept_months from enquiry_retention t where t.during @> on_day and t.status <> 'unverified';
  if kept_months is null then
    return;
  end if;
  -- Somebody is at it: another night. Taking a merging back locks what was merged before what it was merged into; who
  -- waits for neither never waits in a circle.
  select coalesce(array_agg(o.id), '{}') into heads from (
    select r.id from referral r
    where r.state = 'closed' and r.youth_id is null and door.outlived_on(r, kept_months) <= on_day
    order by r.id limit at_most
    for update of r skip locked) o;
  select coalesce(array_agg(o.id), '{}') into locked from (
    select r.id from referral r
    where r.id in (select f.id from unnest(heads) h (id), door.family_of_referral(h.id) f (id))
    order by r.id
    for update of r skip locked) o;
  -- As it is now that nobody can change it: what was opened, or taken out, between the two is not deleted.
  select coalesce(array_agg(r.id), '{}'),
      coalesce(array_agg((select max(e.day) from referral_event e where e.referral_id = r.id)), '{}')
    into heads, days
    from referral r
    where r.id = any (heads) and door.outlived_on(r, kept_months) <= on_day
      and not exists (select from door.family_of_referral(r.id) f (id) where f.id <> all (locked));
  -- What was merged into it goes along; those below first, since they point upwards.
  select coalesce(array_agg(f.id), '{}') into gone
    from unnest(heads) h (id), door.family_of_referral(h.id) f (id);
  perform set_config('medgang.forgets', 'on', true);
  delete from referral_event e where e.referral_id = any (gone);
  perform set_config('medgang.forgets', 'off', true);
  delete from referral r where r.id = any (gone);
  return query select h.id, h.day from unnest(heads, days) h (id, day);
end $$;
comment on function door.forget_enquiries is
  'Deletes closed enquiries that never became anybody''s case, with all that was merged into them, once they have been kept as long as it was decided, and none while nobody has decided it; gives which, and nothing about anybody. The logs of who looked stay';
