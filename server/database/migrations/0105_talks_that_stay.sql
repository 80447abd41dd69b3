-- Giving an enquiry to somebody can be taken back also when a decision has come to rest on a talk that went along, or it
-- is written of a talk that a guardian was involved in it. Such a talk stays, and it is said that it does.

create or replace function door.take_talks_back(of_referral bigint) returns integer
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  whose bigint;
  taken bigint[];
begin
  select r.youth_id into whose from referral r
    where r.id = of_referral and r.state = 'closed' and r.close_reason = 'linked' and door.triages();
  if whose is null then
    raise exception 'the enquiry is nobody''s' using errcode = 'MG403';
  end if;
  perform from youth_case c where c.youth_id = whose order by c.id for no key update;
  -- What somebody has since put right, written a note on, or decided by, is their own account of the young person: it
  -- stays, also where the decision has been taken back.
  select coalesce(array_agg(k.id), '{}') into taken from contact k
    join referral_event e on e.id = k.referral_event_id
    where k.youth_id = whose and e.referral_id in (select door.family_of_referral(of_referral))
      and k.version = 1
      and not exists (select from note n where n.contact_id = k.id)
      and not exists (select from assessment a where a.contact_id = k.id)
      and not exists (select from guardian_involved g where g.contact_id = k.id);
  update deadline d set fulfilled_by = null where d.youth_id = whose and d.fulfilled_by = any (taken);
  delete from contact k where k.id = any (taken);
  update derivation v set anew = true where v.youth_id = whose;
  return cardinality(taken);
end $$;

create function door.talks_that_stay(of_referral bigint) returns integer
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  whose bigint;
begin
  select r.youth_id into whose from referral r
    where r.id = of_referral and r.state = 'closed' and r.close_reason = 'linked' and door.triages();
  if whose is null then
    raise exception 'the enquiry is nobody''s' using errcode = 'MG403';
  end if;
  return (
    select count(*) from contact k join referral_event e on e.id = k.referral_event_id
    where k.youth_id = whose and e.referral_id in (select door.family_of_referral(of_referral)));
end $$;
comment on function door.talks_that_stay is
  'How many talks of an enquiry whoever it was given to still has, when those that could be taken back have been; also for whoever may not see the young person';
revoke execute on function door.talks_that_stay from public;
