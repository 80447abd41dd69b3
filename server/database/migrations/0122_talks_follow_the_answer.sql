-- When it is found out in the case that it was not the young person who wrote, the talks with whoever did are no contacts
-- of the case: they go as they would have stayed away. Found out the other way, they go along.

create function door.is_own_account(k contact) returns boolean
language sql stable set search_path = pg_catalog, public, pg_temp
begin atomic
  select k.version > 1
    or exists (select from note n where n.contact_id = k.id)
    or exists (select from assessment a where a.contact_id = k.id)
    or exists (select from guardian_involved g where g.contact_id = k.id);
end;
comment on function door.is_own_account is
  'Whether somebody has put a contact right since, written a note on it, rested a decision on it, or noted a guardian''s part in it: then it is their own account of the young person';
revoke execute on function door.is_own_account from public;

create function door.give_talks(whose bigint, of_referrals bigint[]) returns integer
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  given integer;
begin
  insert into contact (youth_id, staff_id, kind, outcome, starts_at, day, is_team, referral_event_id)
    select whose, t.staff_id, case t.kind when 'team' then 'meeting' else t.kind end,
      case t.kind when 'letter' then 'held' else t.outcome end, t.at, t.day,
      t.kind = 'team' and t.outcome = 'held', t.id
    from (
      select e.id, e.staff_id, e.at, e.day,
        coalesce(e.details ->> 'kind', nullif(e.details ->> 'with', 'sender'), 'call') as kind,
        coalesce(e.details ->> 'outcome', case e.kind when 'contacted' then 'held' else 'unanswered' end) as outcome
      from referral_event e
      where e.referral_id = any (of_referrals) and e.kind in ('attempted', 'contacted')
        and door.spoken_with(e) = 'youth' and e.staff_id is not null
        -- Written down in the register before talks knew where they came from.
        and not exists (select from contact k where k.youth_id = whose and k.starts_at = e.at and k.staff_id = e.staff_id
          and k.referral_event_id is null)
    ) t
    order by t.at, t.id
    on conflict on constraint contact_once_of_talk do nothing;
  get diagnostics given = row_count;
  return given;
end $$;
comment on function door.give_talks is
  'Makes contacts of the talks with a young person about enquiries, once; with the rights of whoever asks. Gives how many';
revoke execute on function door.give_talks from public;

create or replace function door.carry_talks(of_referral bigint) returns integer
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  whose bigint;
  carried integer;
begin
  select r.youth_id into whose from referral r
    where r.id = of_referral and r.state = 'closed' and r.close_reason in ('linked', 'registered')
      and r.handler_id = door.staff_id() and door.triages();
  if whose is null then
    raise exception 'the enquiry is nobody''s' using errcode = 'MG403';
  end if;
  -- Whoever closes the case or writes a contact at the same time is waited for.
  perform from youth_case c where c.youth_id = whose and upper_inf(c.during) for no key update;
  if not found then
    return null;
  end if;
  carried := door.give_talks(whose, array(select door.family_of_referral(of_referral)));
  update derivation v set anew = true where v.youth_id = whose;
  return carried;
end $$;

create function door.take_talks(whose bigint, talks bigint[]) returns integer
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  taken bigint[];
begin
  select coalesce(array_agg(k.id), '{}') into taken from contact k
    where k.youth_id = whose and k.referral_event_id = any (talks) and not door.is_own_account(k);
  update deadline d set fulfilled_by = null where d.youth_id = whose and d.fulfilled_by = any (taken);
  delete from contact k where k.id = any (taken);
  return cardinality(taken);
end $$;
comment on function door.take_talks is
  'Takes contacts from a young person again that were talks about enquiries, but for those that are somebody''s own account; with the rights of whoever asks. Gives how many';
revoke execute on function door.take_talks from public;

create or replace function door.take_talks_back(of_referral bigint) returns integer
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  whose bigint;
  taken integer;
begin
  select r.youth_id into whose from referral r
    where r.id = of_referral and r.state = 'closed' and r.close_reason = 'linked' and door.triages();
  if whose is null then
    raise exception 'the enquiry is nobody''s' using errcode = 'MG403';
  end if;
  perform from youth_case c where c.youth_id = whose order by c.id for no key update;
  taken := door.take_talks(whose, array(
    select e.id from referral_event e where e.referral_id in (select door.family_of_referral(of_referral))));
  update derivation v set anew = true where v.youth_id = whose;
  return taken;
end $$;

create function door.talks_follow_answer(of_referral bigint)
returns table (youth_id bigint, carried integer, taken integer, stayed integer)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp rows 1 as $$
declare
  answer text;
  with_sender bigint[];
begin
  -- Whoever sees the enquiry. One that was merged into another is whose that one is; whoever gives that one to somebody,
  -- or takes it back, at the same time waits for whoever answers, or the other way about: door.merged_go_along.
  select r.youth_id, r.sender_is_youth into youth_id, answer from referral r
    where r.id = of_referral and r.sender_role = 'youth' and door.triages()
      and (door.sees_all() or r.youth_id is null or r.handler_id = door.staff_id()
        or r.youth_id = any ((door.my_youth_ids())::bigint[]));
  if answer is null then
    raise exception 'the enquiry is not in sight' using errcode = 'MG403';
  end if;
  if youth_id is null then
    return;
  end if;
  carried := 0;
  taken := 0;
  stayed := 0;
  perform from youth_case c where c.youth_id = talks_follow_answer.youth_id order by c.id for no key update;
  if answer = 'no' then
    with_sender := array(select e.id from referral_event e
      where e.referral_id = of_referral and e.kind in ('attempted', 'contacted') and door.spoken_with(e) = 'sender');
    taken := door.take_talks(youth_id, with_sender);
    stayed := (select count(*) from contact k
      where k.youth_id = talks_follow_answer.youth_id and k.referral_event_id = any (with_sender));
  -- As for an enquiry that is given to somebody: what is over is left as it is.
  elsif exists (select from youth_case c where c.youth_id = talks_follow_answer.youth_id and upper_inf(c.during)) then
    carried := door.give_talks(youth_id, array[of_referral]);
  end if;
  update derivation v set anew = true where v.youth_id = talks_follow_answer.youth_id;
  return next;
end $$;
comment on function door.talks_follow_answer is
  'Once it is answered anew whether the young person wrote an enquiry that was given to them, its talks are contacts of theirs, or are none; gives whose, and how many went along, went, and stayed; nothing where it is nobody''s yet. Also for whoever may not see the young person. What is owed is to be derived anew';
revoke execute on function door.talks_follow_answer from public;
