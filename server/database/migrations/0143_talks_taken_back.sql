-- A talk that was written down wrongly about an enquiry is taken back, and then it is as if it had never been written: the
-- story keeps both, and nothing follows from it any more.

alter table referral_event drop constraint referral_event_kind_known;
alter table referral_event add constraint referral_event_kind_known check (kind in (
  'received', 'corrected', 'taken', 'released', 'attempted', 'contacted', 'linked', 'unlinked', 'merged', 'unmerged',
  'passedOn', 'closed', 'reopened', 'senderTold', 'tellingChanged', 'identified', 'talkTakenBack'));
-- What it changed of when somebody took the enquiry.
create index referral_event_taken_otherwise on referral_event (((details ->> 'taken')::bigint)) where kind = 'talkTakenBack';

create function door.is_taken_back(e referral_event) returns boolean
language sql stable set search_path = pg_catalog, public, pg_temp
begin atomic
  -- By the enquiry first, which has an index that holds behind row-level security too.
  select exists (select from referral_event b
    where b.referral_id = e.referral_id and b.kind = 'talkTakenBack' and (b.details ->> 'talk')::bigint = e.id);
end;
comment on function door.is_taken_back is
  'Whether a talk about an enquiry was taken back, or written anew: nothing follows from it';
revoke execute on function door.is_taken_back from public;

create or replace function door.give_talks(whose bigint, of_referrals bigint[]) returns integer
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  given integer;
begin
  insert into contact (youth_id, staff_id, kind, outcome, starts_at, day, is_team, referral_event_id)
    select whose, t.staff_id, case t.kind when 'team' then 'meeting' else t.kind end,
      case t.kind when 'letter' then 'held' else t.outcome end, t.at, t.day,
      t.kind = 'team' and t.outcome = 'held', t.id
    from (
      select e.id, w.staff_id, e.at, e.day,
        coalesce(e.details ->> 'kind', nullif(e.details ->> 'with', 'sender'), 'call') as kind,
        coalesce(e.details ->> 'outcome', case e.kind when 'contacted' then 'held' else 'unanswered' end) as outcome
      from referral_event e
      -- Whoever held it, also where somebody else has put it right.
      cross join lateral (select coalesce((e.details ->> 'heldBy')::bigint, e.staff_id) as staff_id) w
      where e.referral_id = any (of_referrals) and e.kind in ('attempted', 'contacted') and not door.is_taken_back(e)
        and door.spoken_with(e) = 'youth' and w.staff_id is not null
        -- Written down in the register before talks knew where they came from.
        and not exists (select from contact k where k.youth_id = whose and k.starts_at = e.at and k.staff_id = w.staff_id
          and k.referral_event_id is null)
    ) t
    order by t.at, t.id
    on conflict on constraint contact_once_of_talk do nothing;
  get diagnostics given = row_count;
  return given;
end $$;

create function door.whose_enquiry(of_referral bigint, of_talk bigint) returns bigint
language plpgsql stable set search_path = pg_catalog, public, pg_temp as $$
declare
  found_one boolean;
  whose bigint;
begin
  select true, r.youth_id into found_one, whose from referral r
    where r.id = of_referral and r.state <> 'merged' and door.triages()
      and (door.sees_all() or r.youth_id is null or r.handler_id = door.staff_id()
        or r.youth_id = any ((door.my_youth_ids())::bigint[]))
      and exists (select from referral_event e where e.id = of_talk and e.kind in ('attempted', 'contacted')
        and e.referral_id in (select door.family_of_referral(of_referral)));
  if found_one is null then
    raise exception 'the enquiry is not in sight' using errcode = 'MG403';
  end if;
  return whose;
end $$;
comment on function door.whose_enquiry is
  'To whom an enquiry in sight was given that a talk is about, or about one that was merged into it; null while it is nobody''s. With the rights of whoever asks';
revoke execute on function door.whose_enquiry from public;

create function door.take_talk_back(of_referral bigint, of_talk bigint)
returns table (youth_id bigint, taken integer, stayed integer)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp rows 1 as $$
begin
  youth_id := door.whose_enquiry(of_referral, of_talk);
  if youth_id is null then
    return;
  end if;
  -- Whoever closes the case or writes a contact at the same time is waited for.
  perform from youth_case c where c.youth_id = take_talk_back.youth_id order by c.id for no key update;
  taken := door.take_talks(youth_id, array[of_talk]);
  stayed := (select count(*) from contact k
    where k.youth_id = take_talk_back.youth_id and k.referral_event_id = of_talk);
  update derivation v set anew = true where v.youth_id = take_talk_back.youth_id;
  return next;
end $$;
comment on function door.take_talk_back is
  'Takes the contact that a talk became from whoever its enquiry was given to, unless it is somebody''s own account; gives whose, and how many went and stayed; nothing while the enquiry is nobody''s. Also for whoever may not see the young person. What is owed is to be derived anew';
revoke execute on function door.take_talk_back from public;

create function door.carry_talk(of_referral bigint, of_talk bigint, instead_of bigint) returns integer
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  whose bigint := door.whose_enquiry(of_referral, of_talk);
  given integer := 0;
begin
  if whose is null then
    return 0;
  end if;
  perform from youth_case c where c.youth_id = whose order by c.id for no key update;
  if exists (select from contact k where k.youth_id = whose and k.referral_event_id = instead_of) then
    -- Somebody's own account of the talk stays the account of it, as it is put right.
    update contact k set referral_event_id = of_talk
      from referral_event e
      where e.id = of_talk and door.spoken_with(e) = 'youth' and k.youth_id = whose and k.referral_event_id = instead_of;
  -- As for an enquiry that is given to somebody: what is over is left as it is.
  elsif exists (select from youth_case c where c.youth_id = whose and upper_inf(c.during)) then
    given := door.give_talks(whose, array(select e.referral_id from referral_event e where e.id = of_talk));
  end if;
  update derivation v set anew = true where v.youth_id = whose;
  return given;
end $$;
comment on function door.carry_talk is
  'Gives a talk that was written anew, in place of one that was taken back, to whoever its enquiry was given to; gives how many contacts it made. Also for whoever may not see the young person. What is owed is to be derived anew';
revoke execute on function door.carry_talk from public;

create or replace function door.talks_follow_answer(of_referral bigint)
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
      where e.referral_id = of_referral and e.kind in ('attempted', 'contacted') and not door.is_taken_back(e)
        and door.spoken_with(e) = 'sender');
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

create or replace function door.entrances_of(of_youth bigint)
returns table (referral_id bigint, received_on date, given_on date, talks json)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp rows 2 as $$
begin
  if not (door.sees_all() or of_youth = any ((door.my_youth_ids())::bigint[])) then
    return;
  end if;
  return query
    select f.id, f.first_on,
      (select max(e.day) from referral_event e where e.referral_id = f.head and e.kind = 'linked'),
      (select coalesce(json_agg(json_build_array(e.id, e.day,
          coalesce(e.details ->> 'kind', nullif(e.details ->> 'with', 'sender'), 'call'),
          coalesce(e.details ->> 'outcome', case e.kind when 'contacted' then 'held' else 'unanswered' end),
          door.spoken_with(e)) order by e.id), '[]')
        from referral_event e where e.referral_id = f.id and e.kind in ('attempted', 'contacted') and not door.is_taken_back(e))
    from (
      select h.id as head, o.id, min(o.received_on) over (partition by h.id) as first_on
      from referral h
      cross join lateral door.family_of_referral(h.id) m (id)
      join referral o on o.id = m.id
      where h.youth_id = of_youth and h.state <> 'merged') f;
end $$;

create or replace function door.referral_status(code bytea) returns table (
  received_on date, sender_role text, may_tell text, closed boolean,
  taken_on date, contact_on date, meeting_on date, team_on date, told_on date, closed_on date,
  sender_is_youth text, tried_on date, tried_kind text, case_open boolean, own_contact_on date)
language sql stable security definer set search_path = pg_catalog, public, pg_temp rows 1
begin atomic
  with recursive chain as (
    select r.id, r.merged_into, r.youth_id, r.state, 0 as step from referral r where r.code_hash = code
    union all
    -- What was joined with another goes on there.
    select r.id, r.merged_into, r.youth_id, r.state, c.step + 1
    from chain c join referral r on r.id = c.merged_into where c.step < 20
  ), asked as (
    select o.id, o.received_on, o.sender_role, o.sender_is_youth, o.may_tell, l.state, l.youth_id,
      o.sender_role = 'youth' and o.sender_is_youth = 'yes' as is_theirs,
      exists (select from youth_case c where c.youth_id = l.youth_id and upper_inf(c.during)) as case_open
    from referral o cross join (select * from chain order by step desc limit 1) l
    where o.code_hash = code
  ), event as (
    select e.*, a.id as asked_id, door.spoken_with(e) as who,
      e.kind = 'contacted' and door.spoken_with(e) = 'youth' as is_met,
      -- Where a talk by which somebody took it was taken back, or written anew, on another day, or not at all.
      case when b.id is null then e.day else (b.details ->> 'takenOn')::date end as so_on
    from asked a cross join referral_event e
    left join lateral (
      select b.id, b.details from referral_event b
      where e.kind = 'taken' and b.kind = 'talkTakenBack' and (b.details ->> 'taken')::bigint = e.id
      order by b.id desc limit 1) b on true
    where e.day >= a.received_on and e.referral_id in (select c.id from chain c)
      and not (e.kind in ('attempted', 'contacted') and door.is_taken_back(e))
      -- What went along to the case counts there, as somebody may have put it right since.
      and not (a.is_theirs and exists (
        select from contact k where k.referral_event_id = e.id and k.youth_id = a.youth_id))
  ), told as (
    select
      -- What was joined with something that somebody has is theirs, until it is taken out again.
      min(e.so_on) filter (where e.kind in ('taken', 'linked')
        or e.kind = 'merged' and e.details ->> 'holder' is not null
          and not exists (select from referral_event u where u.referral_id = e.referral_id and u.kind = 'unmerged'
            and u.details ->> 'other' = e.details ->> 'other' and u.id > e.id)) as taken_on,
      min(e.day) filter (where e.kind = 'contacted' and (e.who = 'youth' or e.referral_id = e.asked_id)) as contact_on,
      min(e.day) filter (where e.kind = 'contacted' and e.referral_id = e.asked_id) as own_contact_on,
      min(e.day) filter (where e.is_met and e.details ->> 'with' in ('meeting', 'accompaniment', 'team')) as meeting_on,
      min(e.day) filter (where e.is_met and e.details ->> 'with' = 'team') as team_on,
      max(e.day) filter (where e.kind = 'senderTold') as told_on,
      max(e.day) filter (where e.kind in ('closed', 'passedOn')) as closed_on
    from event e
  ), talk as (
    -- What is tried with others is theirs, and so is what is tried where an enquiry was joined with another, unless it
    -- is known that the young person asks.
    select e.kind = 'contacted' as is_reached, e.day, e.at, coalesce((e.details ->> 'root')::bigint, e.id) as id,
      coalesce(e.details ->> 'kind', nullif(e.details ->> 'with', 'sender'), 'call') as how
    from event e, asked a
    where e.kind in ('attempted', 'contacted')
      and case when a.is_theirs then e.referral_id = a.id or e.who = 'youth'
        else e.referral_id = a.id and (e.who = 'sender'
          or a.sender_role = 'youth' and a.sender_is_youth = 'unknown') end
    union all
    -- In the case, as its own clock has it: a letter or a message has reached nobody.
    select k.outcome = 'held' and k.kind in ('call', 'meeting', 'accompaniment'), k.day, k.starts_at, k.id, k.kind
    from contact k, asked a
    where a.is_theirs and k.youth_id = a.youth_id and k.day >= a.received_on
      -- A call that was called off was not tried.
      and not (k.outcome = 'cancelled' and k.kind = 'call')
  ), talked as (
    -- The latest that was tried to reach whoever asks: a talk with them since means that nobody has to try again.
    -- Within a day, what was tried comes before what was held, as in every clock.
    select t.day, t.how from (
      select * from talk order by day desc, is_reached desc, at desc, id desc limit 1) t
    where not t.is_reached
  )
  select a.received_on, a.sender_role, a.may_tell, a.state = 'closed', t.taken_on,
    -- A talk with another who wrote is no talk with the young person; and nobody else is told of talks about another
    -- enquiry that theirs was joined with.
    case when a.is_theirs then least(t.contact_on, h.contact_on) else t.own_contact_on end,
    -- Nothing of meetings is told before it is known that it is the young person who asks.
    case when a.is_theirs then least(t.meeting_on, h.meeting_on) end,
    case when a.is_theirs then least(t.team_on, h.team_on) end,
    t.told_on, case when a.state = 'closed' then t.closed_on end,
    a.sender_is_youth,
    case when a.state <> 'closed' or a.case_open then d.day end,
    case when a.state <> 'closed' or a.case_open then d.how end,
    a.case_open, t.own_contact_on
  from asked a cross join told t left join talked d on true
  -- What the register knows since: what was promised goes on in the case, and is kept by what is held there.
  cross join lateral (
    select min(k.day) filter (where k.kind in ('call', 'meeting', 'accompaniment')) as contact_on,
      min(k.day) filter (where k.kind in ('meeting', 'accompaniment')) as meeting_on,
      min(k.day) filter (where k.is_team) as team_on
    from contact k where k.youth_id = a.youth_id and k.outcome = 'held' and k.day >= a.received_on) h;
end;
